import type { Home } from '../../home/home.ts';
import type { Mirror } from '../../home/mirror.ts';
import { same } from './changes.ts';
import type { EntityWire } from './entries.ts';
import { sameLabels } from './labels.ts';

/** What people may set about an entity, as `update_entity` names it. */
export function entitySettings(entry: EntityWire): Record<string, unknown> {
  return {
    entity_id: entry.entity_id,
    name: entry.name,
    icon: entry.icon,
    area: entry.area_id,
    labels: [...entry.labels].sort(),
    aliases: (entry.aliases ?? []).filter((alias) => alias !== null),
    hidden: entry.hidden_by !== null,
    disabled: entry.disabled_by !== null,
  };
}

/** Changes an entity's entry; what comes back is the entry as it is now, and what it still needs. */
export async function updateEntry(
  home: Home,
  entityId: string,
  changes: Readonly<Record<string, unknown>>,
): Promise<{
  readonly entry: EntityWire;
  readonly reloadDelay: number | undefined;
  readonly requireRestart: boolean;
}> {
  const answer = await home.command<{
    entity_entry: EntityWire;
    reload_delay?: number;
    require_restart?: boolean;
  }>({ type: 'config/entity_registry/update', entity_id: entityId, ...changes });
  return {
    entry: answer.entity_entry,
    reloadDelay: answer.reload_delay,
    requireRestart: answer.require_restart === true,
  };
}

/** Whether the mirror shows an entity as its entry says. */
export function showsEntry(mirror: Mirror, entry: EntityWire): boolean {
  const entity = mirror.entity(entry.entity_id);
  if (entry.disabled_by !== null || entity === undefined) {
    return entry.disabled_by !== null && entity === undefined;
  }
  const aliases = (entry.aliases ?? []).filter((alias) => alias !== null);
  return (
    entity.hidden === (entry.hidden_by !== null) &&
    sameLabels(entity.labels, entry.labels) &&
    // Without an area of its own it may stand where its device stands.
    (entry.area_id === null && entity.deviceId !== undefined
      ? true
      : entity.areaId === (entry.area_id ?? undefined)) &&
    // A name may be shown with its device's or area's in front.
    (entry.name === null || entity.name.endsWith(entry.name)) &&
    (entity.hidden || entity.category !== undefined || same(entity.aliases, aliases))
  );
}

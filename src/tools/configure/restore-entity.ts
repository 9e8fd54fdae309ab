import { z } from 'zod';
import type { Home } from '../../home/home.ts';
import type { Restore } from '../archive.ts';
import { ToolError } from '../errors.ts';
import { same } from './changes.ts';
import { updateEntry } from './entity-settings.ts';
import { type EntityWire, entityEntries, entityEntry } from './entries.ts';
import { expose } from './exposure.ts';
import { sameLabels } from './labels.ts';
import { Losses } from './losses.ts';
import { placeEntries, placeId } from './place-entries.ts';

const textOrNull = z.string().nullable();

/** An entry of the entity registry as it was kept. */
export const keptEntity = z.looseObject({
  id: z.string(),
  entity_id: z.string(),
  name: textOrNull,
  icon: textOrNull,
  area_id: textOrNull,
  labels: z.array(z.string()),
  aliases: z.array(textOrNull).optional(),
  hidden_by: textOrNull,
  disabled_by: textOrNull,
  options: z
    .looseObject({
      conversation: z.looseObject({ should_expose: z.boolean() }).partial().optional(),
    })
    .optional(),
});

type KeptEntity = z.output<typeof keptEntity>;

/**
 * Puts an entity's settings back, its old id included. What no longer exists, such as its area, stays
 * away and is named in a ToolError at the end.
 */
export const restoreEntity: Restore = async (home, thing, content, keep) => {
  const old = keptEntity.parse(content);
  // The entity id may have changed since; the registry's own id does not.
  const found = (await entityEntries(home)).find(({ id }) => id === old.id);
  if (found === undefined) {
    throw new ToolError(
      `${thing} no longer exists in Home Assistant; only what made it can bring it back.`,
    );
  }
  await keep(await entityEntry(home, found.entity_id));
  const losses = new Losses();
  await bringBackSettings(home, found.entity_id, old, losses);
  losses.report(thing);
};

/** Makes an entity's settings what they were; notes what cannot be. */
export async function bringBackSettings(
  home: Home,
  entityId: string,
  old: KeptEntity,
  losses: Losses,
): Promise<void> {
  const current = await entityEntry(home, entityId);
  if (current === undefined) throw new ToolError(`There is no ${entityId} to restore.`);
  const changes = await settingsToRestore(home, current, old, losses);
  if (Object.keys(changes).length > 0) await updateEntry(home, entityId, changes);
  const exposed = old.options?.conversation?.should_expose;
  if (exposed === undefined || exposed === current.options?.conversation?.should_expose) return;
  const id = typeof changes.new_entity_id === 'string' ? changes.new_entity_id : entityId;
  await expose(home, [id], exposed);
}

async function settingsToRestore(
  home: Home,
  current: EntityWire,
  old: KeptEntity,
  losses: Losses,
): Promise<Record<string, unknown>> {
  const changes: Record<string, unknown> = {};
  if (current.name !== old.name) changes.name = old.name;
  if (current.icon !== old.icon) changes.icon = old.icon;
  if (old.aliases !== undefined && !same(current.aliases, old.aliases)) {
    changes.aliases = old.aliases;
  }
  const area = await restorableArea(home, old.area_id, losses);
  if (area !== current.area_id) changes.area_id = area;
  const labels = await restorableLabels(home, old.labels, losses);
  if (!sameLabels(labels, current.labels)) changes.labels = labels;
  // Only people's own hiding and disabling can be set, so an integration's comes back as theirs.
  for (const field of ['hidden_by', 'disabled_by'] as const) {
    if ((old[field] === null) !== (current[field] === null)) {
      changes[field] = old[field] === null ? null : 'user';
    }
  }
  if (old.entity_id !== current.entity_id) {
    const free =
      home.mirror.entity(old.entity_id) === undefined &&
      (await entityEntry(home, old.entity_id)) === undefined;
    if (free) changes.new_entity_id = old.entity_id;
    else losses.note(`the id ${old.entity_id} is taken, so it stays ${current.entity_id}`);
  }
  return changes;
}

/** The area if it still exists; Home Assistant itself would take any. */
export async function restorableArea(
  home: Home,
  area: string | null,
  losses: Losses,
): Promise<string | null> {
  if (area === null) return null;
  const areas = await placeEntries(home, 'area');
  if (areas.some((one) => placeId('area', one) === area)) return area;
  losses.note(`the area ${area} no longer exists`);
  return null;
}

/** Those of the labels that still exist. */
export async function restorableLabels(
  home: Home,
  labels: readonly string[],
  losses: Losses,
): Promise<readonly string[]> {
  if (labels.length === 0) return [];
  const known = new Set((await placeEntries(home, 'label')).map((one) => placeId('label', one)));
  for (const label of labels) {
    if (!known.has(label)) losses.note(`the label ${label} no longer exists`);
  }
  return labels.filter((label) => known.has(label));
}

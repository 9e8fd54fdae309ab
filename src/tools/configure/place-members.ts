import type { Commander } from '../../home/link.ts';
import type { PlaceKind } from '../places.ts';
import { deviceEntries, entityEntries } from './entries.ts';
import { placeEntries, placeId } from './place-entries.ts';

/** What was put into an area, onto a floor or under a label itself, not through something else. */
export interface Members {
  readonly areas: readonly string[];
  /** Ids of devices with the names they had. */
  readonly devices: readonly { readonly id: string; readonly name: string }[];
  /** The registry's own ids, which outlive a new entity id, with the entity ids they had. */
  readonly entities: readonly { readonly id: string; readonly entity_id: string }[];
}

export const NO_MEMBERS: Members = { areas: [], devices: [], entities: [] };

/** Reads what a place holds; disabled things too. Throws like `Commander.command`. */
export async function membersOf(home: Commander, kind: PlaceKind, id: string): Promise<Members> {
  const [areas, devices, entities] = await Promise.all([
    kind === 'area' ? [] : placeEntries(home, 'area'),
    kind === 'floor' ? [] : deviceEntries(home),
    kind === 'floor' ? [] : entityEntries(home),
  ]);
  const labelled = (labels: unknown) => Array.isArray(labels) && labels.includes(id);
  const holds = (thing: { readonly area_id: string | null; readonly labels: readonly string[] }) =>
    kind === 'area' ? thing.area_id === id : labelled(thing.labels);
  return {
    areas: areas
      .filter((area) => (kind === 'floor' ? area.floor_id === id : labelled(area.labels)))
      .map((area) => placeId('area', area)),
    devices: devices
      .filter(holds)
      .map((device) => ({ id: device.id, name: device.name_by_user || device.name || device.id })),
    entities: entities
      .filter(holds)
      .map((entity) => ({ id: entity.id, entity_id: entity.entity_id })),
  };
}

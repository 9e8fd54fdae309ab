import type { Commander } from '../../home/link.ts';
import type { PlaceKind } from '../places.ts';

/** An area, floor or label as Home Assistant lists it. */
export interface PlaceWire {
  readonly name: string;
  readonly [field: string]: unknown;
}

/** The fields of a place that can be set, without its id. */
const FIELDS = {
  area: [
    'name',
    'icon',
    'floor_id',
    'aliases',
    'labels',
    'picture',
    'temperature_entity_id',
    'humidity_entity_id',
  ],
  floor: ['name', 'icon', 'level', 'aliases'],
  label: ['name', 'icon', 'color', 'description'],
} as const satisfies Record<PlaceKind, readonly string[]>;

/** The id of a place, which every kind calls differently. */
export function placeId(kind: PlaceKind, place: PlaceWire): string {
  return String(place[`${kind}_id`]);
}

/** What can be set about a place, as it is now. */
export function placeSettings(kind: PlaceKind, place: PlaceWire): Record<string, unknown> {
  return Object.fromEntries(
    FIELDS[kind].filter((field) => field in place).map((field) => [field, place[field]]),
  );
}

export function placeEntries(home: Commander, kind: PlaceKind): Promise<readonly PlaceWire[]> {
  return home.command({ type: `config/${kind}_registry/list` });
}

export function createPlace(
  home: Commander,
  kind: PlaceKind,
  settings: Readonly<Record<string, unknown>>,
): Promise<PlaceWire> {
  return home.command({ type: `config/${kind}_registry/create`, ...settings });
}

export function updatePlace(
  home: Commander,
  kind: PlaceKind,
  id: string,
  changes: Readonly<Record<string, unknown>>,
): Promise<PlaceWire> {
  return home.command({
    type: `config/${kind}_registry/update`,
    [`${kind}_id`]: id,
    ...changes,
  });
}

export function deletePlace(home: Commander, kind: PlaceKind, id: string): Promise<unknown> {
  return home.command({ type: `config/${kind}_registry/delete`, [`${kind}_id`]: id });
}

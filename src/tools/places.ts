import type { Mirror } from '../home/mirror.ts';
import { unknownThing } from './errors.ts';
import { type Candidate, suggest } from './suggest.ts';
import { normalize } from './words.ts';

export type PlaceKind = 'area' | 'floor' | 'label';

interface Place {
  readonly id: string;
  readonly name: string;
  readonly aliases?: readonly string[];
}

/** The id of a place given by id, name or alias. Throws ToolError with what is near. */
export function placeNamed(mirror: Mirror, kind: PlaceKind, wanted: string): string {
  const places = placesOf(mirror, kind);
  if (places.has(wanted)) return wanted;
  const target = normalize(wanted);
  for (const place of places.values()) {
    if (namesOf(place).some((name) => normalize(name) === target)) return place.id;
  }
  throw unknownThing(kind, wanted, suggest(wanted, candidates(places)));
}

/** Checks the id of a place. Throws ToolError with what is near. */
export function requirePlace(mirror: Mirror, kind: PlaceKind, id: string): void {
  const places = placesOf(mirror, kind);
  if (!places.has(id)) throw unknownThing(`${kind}_id`, id, suggest(id, candidates(places)));
}

function placesOf(mirror: Mirror, kind: PlaceKind): ReadonlyMap<string, Place> {
  return { area: mirror.areas, floor: mirror.floors, label: mirror.labels }[kind];
}

function candidates(places: ReadonlyMap<string, Place>): Candidate[] {
  return Array.from(places.values(), (place) => ({ id: place.id, names: namesOf(place) }));
}

function namesOf(place: Place): readonly string[] {
  return [place.name, ...(place.aliases ?? [])];
}

import type { Area, Floor, Label } from '../flat/places.ts';
import { REGISTRY_DATES } from './registry-dates.ts';

type Wire = Readonly<Record<string, unknown>>;

/** An area, floor or label as its registry lists it, and what a message changes about it. */
export function areaWire(area: Area): Wire {
  return {
    aliases: area.aliases ?? [],
    area_id: area.id,
    floor_id: area.floor ?? null,
    humidity_entity_id: area.humidity ?? null,
    icon: area.icon,
    labels: area.labels ?? [],
    name: area.name,
    picture: area.picture ?? null,
    temperature_entity_id: area.temperature ?? null,
    ...REGISTRY_DATES,
  };
}

export function floorWire(floor: Floor): Wire {
  return {
    aliases: floor.aliases ?? [],
    ...REGISTRY_DATES,
    floor_id: floor.id,
    icon: floor.icon,
    level: floor.level,
    name: floor.name,
  };
}

export function labelWire(label: Label): Wire {
  return {
    color: label.color,
    ...REGISTRY_DATES,
    description: label.description ?? null,
    icon: label.icon,
    label_id: label.id,
    name: label.name,
  };
}

/** The fields that were given, under the names they are kept by. */
function given(values: Wire, names: Readonly<Record<string, string>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(names)
      .filter(([field]) => values[field] !== undefined)
      .map(([field, kept]) => [kept, values[field] ?? undefined]),
  );
}

export const AREA_FIELDS = {
  aliases: 'strings?',
  floor_id: 'any?',
  humidity_entity_id: 'any?',
  icon: 'any?',
  labels: 'strings?',
  picture: 'any?',
  temperature_entity_id: 'any?',
} as const;

export function areaChanges(values: Wire): Partial<Area> {
  return {
    ...given(values, {
      aliases: 'aliases',
      floor_id: 'floor',
      humidity_entity_id: 'humidity',
      labels: 'labels',
      name: 'name',
      picture: 'picture',
      temperature_entity_id: 'temperature',
    }),
    ...iconOf(values),
  };
}

export const FLOOR_FIELDS = { aliases: 'strings?', icon: 'any?', level: 'any?' } as const;

export function floorChanges(values: Wire): Partial<Floor> {
  const { level } = values;
  return {
    ...given(values, { aliases: 'aliases', name: 'name' }),
    ...(level === undefined ? {} : { level: typeof level === 'number' ? level : null }),
    ...iconOf(values),
  };
}

export const LABEL_FIELDS = { color: 'any?', description: 'any?', icon: 'any?' } as const;

export function labelChanges(values: Wire): Partial<Label> {
  const { color } = values;
  return {
    ...given(values, { description: 'description', name: 'name' }),
    ...(color === undefined ? {} : { color: typeof color === 'string' ? color : null }),
    ...iconOf(values),
  };
}

function iconOf({ icon }: Wire): { readonly icon?: string | null } {
  return icon === undefined ? {} : { icon: typeof icon === 'string' ? icon : null };
}

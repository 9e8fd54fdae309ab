import type { FlatEntity } from '../flat/entity.ts';
import type { Area, Floor, Label } from '../flat/places.ts';
import type { House } from '../house.ts';
import { tellRegistry } from '../registry-events.ts';
import { type Command, command } from '../websocket/command.ts';
import { changeDevice } from './device-registry.ts';
import { changeEntity } from './entity-changes.ts';
import { REGISTRY_DATES } from './registry-dates.ts';

type Wire = Readonly<Record<string, unknown>>;

function areaWire(area: Area): Wire {
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

function floorWire(floor: Floor): Wire {
  return {
    aliases: floor.aliases ?? [],
    ...REGISTRY_DATES,
    floor_id: floor.id,
    icon: floor.icon,
    level: floor.level,
    name: floor.name,
  };
}

function labelWire(label: Label): Wire {
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

const AREA_FIELDS = {
  aliases: 'strings?',
  floor_id: 'any?',
  humidity_entity_id: 'any?',
  icon: 'any?',
  labels: 'strings?',
  picture: 'any?',
  temperature_entity_id: 'any?',
} as const;

function areaChanges(values: Wire): Partial<Area> {
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

const FLOOR_FIELDS = { aliases: 'strings?', icon: 'any?', level: 'any?' } as const;

function floorChanges(values: Wire): Partial<Floor> {
  const { level } = values;
  return {
    ...given(values, { aliases: 'aliases', name: 'name' }),
    ...(level === undefined ? {} : { level: typeof level === 'number' ? level : null }),
    ...iconOf(values),
  };
}

const LABEL_FIELDS = { color: 'any?', description: 'any?', icon: 'any?' } as const;

function labelChanges(values: Wire): Partial<Label> {
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

function without(list: readonly string[] | undefined, item: string): readonly string[] {
  return (list ?? []).filter((one) => one !== item);
}

function entitiesThat(house: House, match: (entity: FlatEntity) => boolean): readonly FlatEntity[] {
  return house.entities.all().filter(match);
}

function removeArea(house: House, id: string): void {
  house.flat.areas.remove(id);
  for (const device of house.flat.devices.all().filter(({ area }) => area === id)) {
    changeDevice(house, device, { area: undefined });
  }
  for (const entity of entitiesThat(house, ({ area }) => area === id)) {
    changeEntity(house, entity, { area: undefined });
  }
  tellRegistry(house, 'area', { action: 'remove', area_id: id });
}

function removeFloor(house: House, id: string): void {
  house.flat.floors.remove(id);
  tellRegistry(house, 'floor', { action: 'remove', floor_id: id });
  for (const area of house.flat.areas.all().filter(({ floor }) => floor === id)) {
    house.flat.areas.put({ ...area, floor: undefined });
    tellRegistry(house, 'area', { action: 'update', area_id: area.id });
  }
}

function removeLabel(house: House, id: string): void {
  house.flat.labels.remove(id);
  tellRegistry(house, 'label', { action: 'remove', label_id: id });
  for (const area of house.flat.areas.all().filter(({ labels }) => labels?.includes(id))) {
    house.flat.areas.put({ ...area, labels: without(area.labels, id) });
    tellRegistry(house, 'area', { action: 'update', area_id: area.id });
  }
  for (const device of house.flat.devices.all().filter(({ labels }) => labels?.includes(id))) {
    changeDevice(house, device, { labels: without(device.labels, id) });
  }
  for (const entity of entitiesThat(house, ({ labels }) => labels?.includes(id) === true)) {
    changeEntity(house, entity, { labels: without(entity.labels, id) });
  }
}

/** Areas, floors and labels, as administrators change them. */
export const PLACE_COMMANDS: readonly Command[] = [
  command('config/area_registry/list', {}, (_, { house }) => house.flat.areas.all().map(areaWire)),
  command(
    'config/area_registry/create',
    { name: 'string', ...AREA_FIELDS },
    ({ name, ...values }, { house }) => {
      const area = house.flat.areas.create(name, (id) => ({
        icon: null,
        ...areaChanges(values),
        id,
        name,
      }));
      tellRegistry(house, 'area', { action: 'create', area_id: area.id });
      return areaWire(area);
    },
    'administrators',
  ),
  command(
    'config/area_registry/update',
    { area_id: 'string', name: 'string?', ...AREA_FIELDS },
    ({ area_id: id, ...values }, { house }) => {
      const area = house.flat.areas.update(id, areaChanges(values));
      tellRegistry(house, 'area', { action: 'update', area_id: id });
      return areaWire(area);
    },
    'administrators',
  ),
  command(
    'config/area_registry/delete',
    { area_id: 'string' },
    ({ area_id: id }, { house }) => {
      removeArea(house, id);
      return 'success';
    },
    'administrators',
  ),

  command('config/floor_registry/list', {}, (_, { house }) =>
    house.flat.floors.all().map(floorWire),
  ),
  command(
    'config/floor_registry/create',
    { name: 'string', ...FLOOR_FIELDS },
    ({ name, ...values }, { house }) => {
      const floor = house.flat.floors.create(name, (id) => ({
        icon: null,
        level: null,
        ...floorChanges(values),
        id,
        name,
      }));
      tellRegistry(house, 'floor', { action: 'create', floor_id: floor.id });
      return floorWire(floor);
    },
    'administrators',
  ),
  command(
    'config/floor_registry/update',
    { floor_id: 'string', name: 'string?', ...FLOOR_FIELDS },
    ({ floor_id: id, ...values }, { house }) => {
      const floor = house.flat.floors.update(id, floorChanges(values));
      tellRegistry(house, 'floor', { action: 'update', floor_id: id });
      return floorWire(floor);
    },
    'administrators',
  ),
  command(
    'config/floor_registry/delete',
    { floor_id: 'string' },
    ({ floor_id: id }, { house }) => removeFloor(house, id),
    'administrators',
  ),

  command('config/label_registry/list', {}, (_, { house }) =>
    house.flat.labels.all().map(labelWire),
  ),
  command(
    'config/label_registry/create',
    { name: 'string', ...LABEL_FIELDS },
    ({ name, ...values }, { house }) => {
      const label = house.flat.labels.create(name, (id) => ({
        color: null,
        icon: null,
        ...labelChanges(values),
        id,
        name,
      }));
      tellRegistry(house, 'label', { action: 'create', label_id: label.id });
      return labelWire(label);
    },
    'administrators',
  ),
  command(
    'config/label_registry/update',
    { label_id: 'string', name: 'string?', ...LABEL_FIELDS },
    ({ label_id: id, ...values }, { house }) => {
      const label = house.flat.labels.update(id, labelChanges(values));
      tellRegistry(house, 'label', { action: 'update', label_id: id });
      return labelWire(label);
    },
    'administrators',
  ),
  command(
    'config/label_registry/delete',
    { label_id: 'string' },
    ({ label_id: id }, { house }) => removeLabel(house, id),
    'administrators',
  ),
];

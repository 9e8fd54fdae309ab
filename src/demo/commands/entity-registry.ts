import { CommandError, invalidFormat } from '../errors.ts';
import { domainOf, type FlatEntity } from '../flat/entity.ts';
import type { EntityChanges } from '../flat/entity-registry.ts';
import { configEntryId, deviceId, deviceOf, friendlyName, platformOf } from '../flat/flat.ts';
import { AREAS, LABELS } from '../flat/places.ts';
import type { House } from '../house.ts';
import { fixedHexId } from '../ids.ts';
import { newContext } from '../states.ts';
import { type Command, command } from '../websocket/command.ts';
import { REGISTRY_DATES } from './registry-dates.ts';

const CATEGORIES = { config: 0, diagnostic: 1 } as const;

function registeredEntity(entity: FlatEntity): Record<string, unknown> {
  const device = deviceOf(entity);
  const givenName = device === undefined ? null : (entity.name ?? null);
  return {
    area_id: entity.area ?? null,
    categories: {},
    config_entry_id: device === undefined ? null : configEntryId(device.integration),
    config_subentry_id: null,
    ...REGISTRY_DATES,
    device_id: entity.device === undefined ? null : deviceId(entity.device),
    disabled_by: null,
    entity_category: entity.category ?? null,
    entity_id: entity.id,
    hidden_by: entity.hidden === true ? 'user' : null,
    icon: null,
    id: fixedHexId('entity', entity.id),
    labels: entity.labels ?? [],
    name: givenName,
    next_name_part: device === undefined ? null : 'device',
    options: {},
    original_name: device === undefined ? (entity.name ?? null) : (entity.part ?? null),
    platform: platformOf(entity),
    translation_key: null,
    unique_id: fixedHexId('unique', entity.id),
  };
}

function extendedEntity(entity: FlatEntity): Record<string, unknown> {
  return {
    ...registeredEntity(entity),
    // The empty place stands for the entity's own name.
    aliases: [null, ...(entity.aliases ?? [])],
    capabilities: null,
    device_class: null,
    original_device_class: entity.attributes?.device_class ?? null,
    original_icon: null,
  };
}

function entityForDisplay(entity: FlatEntity): Record<string, unknown> {
  const device = deviceOf(entity);
  const name = device === undefined ? entity.name : (entity.name ?? entity.part);
  return {
    ei: entity.id,
    pl: platformOf(entity),
    ...(entity.area === undefined ? {} : { ai: entity.area }),
    lb: entity.labels ?? [],
    ...(entity.device === undefined ? {} : { di: deviceId(entity.device), np: 'device' }),
    ...(entity.category === undefined ? {} : { ec: CATEGORIES[entity.category] }),
    ...(entity.hidden === true ? { hb: true } : {}),
    ...(name === undefined ? {} : { en: name }),
    ...(domainOf(entity.id) === 'sensor' && entity.attributes?.state_class !== undefined
      ? { dp: 1 }
      : {}),
  };
}

function registered(house: House, entityId: string): FlatEntity {
  const entity = house.entities.get(entityId);
  if (entity !== undefined && entity.unregistered !== true) return entity;
  throw new CommandError('not_found', 'Entity not found');
}

const CHANGES = {
  entity_id: 'string',
  name: 'any?',
  area_id: 'any?',
  labels: 'strings?',
  aliases: 'strings?',
  hidden_by: 'any?',
} as const;

type Asked = Readonly<Record<string, unknown>> & {
  readonly labels?: readonly string[] | undefined;
  readonly aliases?: readonly string[] | undefined;
};

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function readChanges({ name, area_id: area, labels, aliases, hidden_by: hidden }: Asked) {
  if (typeof area === 'string' && !AREAS.some(({ id }) => id === area)) {
    throw invalidFormat(`Area ${area} does not exist`);
  }
  const changes: EntityChanges = {
    ...(name === undefined ? {} : { name: textOrNull(name) }),
    ...(area === undefined ? {} : { area: textOrNull(area) }),
    ...(labels === undefined
      ? {}
      : { labels: labels.filter((label) => LABELS.some(({ id }) => id === label)) }),
    ...(aliases === undefined ? {} : { aliases }),
    ...(hidden === undefined ? {} : { hidden: hidden === null ? null : true }),
  };
  return changes;
}

function updateEntity(house: House, entity: FlatEntity, changes: EntityChanges): FlatEntity {
  const context = newContext(house.clock);
  const fresh = house.entities.update(entity, changes);
  const state = house.states.get(entity.id);
  if (state !== undefined) {
    const attributes = { ...state.attributes, friendly_name: friendlyName(fresh) };
    house.states.set(entity.id, state.state, attributes, context);
  }
  house.events.tell({
    type: 'entity_registry_updated',
    data: { action: 'update', entity_id: entity.id, changes: {} },
    at: house.clock(),
    context,
  });
  return fresh;
}

export const ENTITY_REGISTRY_COMMANDS: readonly Command[] = [
  command('config/entity_registry/list', {}, (_, { house }) =>
    house.entities.registered().map(registeredEntity),
  ),

  command('config/entity_registry/list_for_display', {}, (_, { house }) => {
    const entities = house.entities.registered().map(entityForDisplay);
    return {
      entity_categories: { 0: 'config', 1: 'diagnostic' },
      entities,
      total: entities.length,
    };
  }),

  command('config/entity_registry/get', { entity_id: 'string' }, ({ entity_id: id }, { house }) =>
    extendedEntity(registered(house, id)),
  ),

  command(
    'config/entity_registry/get_entries',
    { entity_ids: 'strings' },
    ({ entity_ids: ids }, { house }) => {
      const known = new Map(house.entities.registered().map((entity) => [entity.id, entity]));
      return Object.fromEntries(
        ids.map((id) => {
          const entity = known.get(id);
          return [id, entity === undefined ? null : extendedEntity(entity)];
        }),
      );
    },
  ),

  command(
    'config/entity_registry/update',
    CHANGES,
    ({ entity_id: id, ...asked }, { house }) => {
      const fresh = updateEntity(house, registered(house, id), readChanges(asked));
      return { entity_entry: extendedEntity(fresh) };
    },
    'administrators',
  ),

  command('entity/source', {}, (_, { house }) =>
    Object.fromEntries(
      house.states.all().map(({ entityId }) => {
        const entity = house.entities.get(entityId);
        return [entityId, { domain: entity === undefined ? 'demo' : platformOf(entity) }];
      }),
    ),
  ),
];

import { CommandError } from '../errors.ts';
import type { FlatEntity } from '../flat/entity.ts';
import { deviceOf, platformOf } from '../flat/flat.ts';
import { CommandError, invalidFormat } from '../errors.ts';
import { domainOf, type FlatEntity, objectIdOf } from '../flat/entity.ts';
import type { EntityChanges } from '../flat/entity-registry.ts';
import { configEntryId, deviceId, deviceOf, friendlyName, platformOf } from '../flat/flat.ts';
import { AREAS, LABELS } from '../flat/places.ts';
import type { House } from '../house.ts';
import { type Command, command } from '../websocket/command.ts';
import { changeEntity, RELOAD_DELAY_S, readChanges } from './entity-changes.ts';
import { entityForDisplay, extendedEntity, registeredEntity } from './entity-wire.ts';
import { REGISTRY_DATES } from './registry-dates.ts';

const CATEGORIES = { config: 0, diagnostic: 1 } as const;

/** Automations, scripts, scenes and people go by the ids they have in their editors. */
function uniqueId({ id, attributes }: FlatEntity): string {
  if (domainOf(id) === 'script') return objectIdOf(id);
  const own = attributes?.id;
  return typeof own === 'string' ? own : fixedHexId('unique', id);
}

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
    unique_id: uniqueId(entity),
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
  icon: 'any?',
  area_id: 'any?',
  labels: 'strings?',
  aliases: 'any?',
  hidden_by: 'any?',
  disabled_by: 'any?',
  new_entity_id: 'string?',
} as const;

export const ENTITY_REGISTRY_COMMANDS: readonly Command[] = [
  command('config/entity_registry/list', {}, (_, { house }) =>
    house.entities.registered().map((entity) => registeredEntity(house, entity)),
  ),

  command('config/entity_registry/list_for_display', {}, (_, { house }) => {
    const enabled = house.entities.registered().filter(({ disabled }) => disabled === undefined);
    return {
      entity_categories: { 0: 'config', 1: 'diagnostic' },
      entities: enabled.map(entityForDisplay),
      total: enabled.length,
    };
  }),

  command('config/entity_registry/get', { entity_id: 'string' }, ({ entity_id: id }, { house }) =>
    extendedEntity(house, registered(house, id)),
  ),

  command(
    'config/entity_registry/get_entries',
    { entity_ids: 'strings' },
    ({ entity_ids: ids }, { house }) => {
      const known = new Map(house.entities.registered().map((entity) => [entity.id, entity]));
      return Object.fromEntries(
        ids.map((id) => {
          const entity = known.get(id);
          return [id, entity === undefined ? null : extendedEntity(house, entity)];
        }),
      );
    },
  ),

  command(
    'config/entity_registry/update',
    CHANGES,
    ({ entity_id: id, ...asked }, { house }) => {
      const entity = registered(house, id);
      const fresh = changeEntity(house, entity, readChanges(house, entity, asked));
      const enabled = entity.disabled !== undefined && fresh.disabled === undefined;
      return {
        entity_entry: extendedEntity(house, fresh),
        ...(enabled && deviceOf(fresh) !== undefined ? { reload_delay: RELOAD_DELAY_S } : {}),
        ...(enabled && deviceOf(fresh) === undefined ? { require_restart: true } : {}),
      };
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

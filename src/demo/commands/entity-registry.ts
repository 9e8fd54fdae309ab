import { CommandError } from '../errors.ts';
import type { FlatEntity } from '../flat/entity.ts';
import { deviceOf, platformOf } from '../flat/flat.ts';
import type { House } from '../house.ts';
import { type Command, command } from '../websocket/command.ts';
import { changeEntity, RELOAD_DELAY_S, readChanges } from './entity-changes.ts';
import { entityForDisplay, extendedEntity, registeredEntity } from './entity-wire.ts';

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

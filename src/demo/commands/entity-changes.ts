import { CommandError, invalidFormat } from '../errors.ts';
import { domainOf, type FlatEntity } from '../flat/entity.ts';
import type { EntityChanges } from '../flat/entity-registry.ts';
import { deviceOf, friendlyName } from '../flat/flat.ts';
import type { House } from '../house.ts';
import { pythonValue } from '../python.ts';
import { tellRegistry } from '../registry-events.ts';
import { newContext } from '../states.ts';
import { extendedEntity } from './entity-wire.ts';

/** How long Home Assistant waits before it loads an integration anew for an enabled entity. */
export const RELOAD_DELAY_S = 30;

const ENTITY_ID = /^[a-z0-9_]+\.[a-z0-9_]+$/;

type Asked = Readonly<Record<string, unknown>> & {
  readonly labels?: readonly string[] | undefined;
};

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function byUser(asked: Asked, field: string): 'user' | undefined {
  const value = asked[field];
  if (value === null || value === 'user') return value ?? undefined;
  throw invalidFormat(`not a valid value at '${field}'. Got ${pythonValue(value)}`);
}

/** What a message asks to change; throws what Home Assistant answers to what cannot be. */
export function readChanges(house: House, entity: FlatEntity, asked: Asked): EntityChanges {
  const { name, area_id: area, labels, aliases, icon, new_entity_id: id } = asked;
  const changes: EntityChanges = {
    ...(name === undefined
      ? {}
      : { [deviceOf(entity) === undefined ? 'called' : 'name']: text(name) }),
    ...(icon === undefined ? {} : { icon: text(icon) }),
    ...(area === undefined ? {} : { area: text(area) }),
    ...(labels === undefined
      ? {}
      : { labels: [...new Set(labels)].filter((label) => house.flat.labels.has(label)) }),
    ...(Array.isArray(aliases) ? { knownAs: aliases as (string | null)[] } : {}),
    ...(asked.hidden_by === undefined
      ? {}
      : { hidden: byUser(asked, 'hidden_by') && (true as const) }),
    ...(asked.disabled_by === undefined ? {} : { disabled: byUser(asked, 'disabled_by') }),
    ...(id === undefined || id === entity.id ? {} : newId(house, entity, id)),
  };
  const fresh = { ...entity, ...changes };
  if (fresh.area && fresh.device && !fresh.name && !fresh.part && 'area' in changes) {
    throw new CommandError(
      'invalid_info',
      'An entity without a name of its own cannot have an area of its own, set the area on its device instead',
    );
  }
  return changes;
}

function newId(house: House, entity: FlatEntity, id: unknown): EntityChanges {
  const refuse = (message: string) => new CommandError('invalid_info', message);
  if (typeof id !== 'string' || !ENTITY_ID.test(id)) throw refuse('Invalid entity ID');
  if (house.entities.get(id) !== undefined) {
    throw refuse('Entity with this ID is already registered');
  }
  if (domainOf(id) !== domainOf(entity.id)) throw refuse('New entity ID should be same domain');
  return { id, origin: entity.origin ?? entity.id };
}

/** Changes an entity with all that follows: its state, what is exposed, and the event. */
export function changeEntity(house: House, entity: FlatEntity, changes: EntityChanges): FlatEntity {
  const before = extendedEntity(house, entity);
  const exposed = house.exposure.get(entity.id);
  const fresh = house.entities.update(entity, changes);
  if (fresh.id !== entity.id && exposed !== undefined) {
    house.exposure.delete(entity.id);
    house.exposure.set(fresh.id, exposed);
  }
  const after = extendedEntity(house, fresh);
  const differing = Object.keys(after).filter(
    (key) => key !== 'options' && JSON.stringify(after[key]) !== JSON.stringify(before[key]),
  );
  if (differing.length === 0) return fresh;
  tellRegistry(house, 'entity', {
    action: 'update',
    entity_id: fresh.id,
    changes: Object.fromEntries(differing.map((key) => [key, before[key]])),
    ...(fresh.id === entity.id ? {} : { old_entity_id: entity.id }),
  });
  showState(house, entity, fresh);
  return fresh;
}

/** Brings an entity's state in line with what the registry now says. */
function showState(house: House, entity: FlatEntity, fresh: FlatEntity): void {
  const context = newContext(house.clock);
  const old = house.states.get(entity.id);
  if (fresh.id !== entity.id || fresh.disabled !== undefined) {
    house.states.remove(entity.id, context);
  }
  if (fresh.disabled !== undefined) return;
  const { icon: _icon, ...others } = old?.attributes ?? {};
  const named = {
    friendly_name: friendlyName(house.flat, fresh),
    ...(fresh.icon === undefined ? {} : { icon: fresh.icon }),
  };
  if (entity.disabled === undefined) {
    house.states.set(fresh.id, old?.state ?? fresh.state, { ...others, ...named }, context);
    return;
  }
  house.states.set(fresh.id, 'unavailable', { restored: true, ...named }, context);
  house.timers.after(RELOAD_DELAY_S * 1000, () => {
    const now = house.states.get(fresh.id);
    if (now?.attributes.restored !== true) return;
    const { restored: _restored, ...kept } = now.attributes;
    const attributes = { ...fresh.attributes, ...kept };
    house.states.set(fresh.id, fresh.state, attributes, newContext(house.clock));
  });
}

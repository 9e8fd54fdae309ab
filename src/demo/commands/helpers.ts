import type { FlatEntity } from '../flat/entity.ts';
import { HELPER_KINDS, type HelperItem, type HelperKind } from '../helpers/kinds.ts';
import type { House } from '../house.ts';
import { tellRegistry } from '../registry-events.ts';
import { slugify } from '../slug.ts';
import { newContext } from '../states.ts';
import { type Command, command } from '../websocket/command.ts';
import { changeEntity } from './entity-changes.ts';

function entityOf(house: House, domain: string, id: string): FlatEntity | undefined {
  return house.entities
    .all()
    .find(({ platform, uniqueId }) => platform === domain && uniqueId === id);
}

function freeEntityId(house: House, domain: string, name: string): string {
  const wanted = `${domain}.${slugify(name)}`;
  let id = wanted;
  for (let number = 2; house.entities.get(id) !== undefined; number += 1)
    id = `${wanted}_${number}`;
  return id;
}

function furnish(kind: HelperKind, item: HelperItem): Pick<FlatEntity, 'state' | 'attributes'> {
  return {
    state: kind.state(item),
    attributes: {
      ...kind.attributes?.(item),
      editable: true,
      ...(item.icon === undefined ? {} : { icon: item.icon }),
    },
  };
}

function added(house: House, domain: string, kind: HelperKind, item: HelperItem): void {
  const id = freeEntityId(house, domain, item.name);
  const entity: FlatEntity = {
    id,
    // A later helper of the same id must not be taken for this one.
    origin: `${id} ${house.clock()}`,
    uniqueId: item.id,
    platform: domain,
    name: item.name,
    ...furnish(kind, item),
  };
  house.entities.add(entity);
  tellRegistry(house, 'entity', { action: 'create', entity_id: id });
  const attributes = { ...entity.attributes, friendly_name: item.name };
  house.states.set(id, entity.state, attributes, newContext(house.clock));
}

function updated(house: House, domain: string, kind: HelperKind, item: HelperItem): void {
  const entity = entityOf(house, domain, item.id);
  if (entity === undefined) return;
  const { state: _start, attributes } = furnish(kind, item);
  const fresh = changeEntity(house, entity, { name: item.name, attributes });
  const state = house.states.get(fresh.id);
  if (state === undefined) return;
  const { icon: _icon, ...kept } = state.attributes;
  house.states.set(fresh.id, state.state, { ...kept, ...attributes }, newContext(house.clock));
}

function removed(house: House, domain: string, id: string): void {
  const entity = entityOf(house, domain, id);
  if (entity === undefined) return;
  house.entities.remove(entity.id);
  house.exposure.delete(entity.id);
  tellRegistry(house, 'entity', { action: 'remove', entity_id: entity.id });
  house.states.remove(entity.id, newContext(house.clock));
}

function helperCommands(domain: string, kind: HelperKind): readonly Command[] {
  const key = `${domain}_id`;
  return [
    command(`${domain}/list`, {}, (_, { house }) => house.helpers.all(domain)),
    command(
      `${domain}/create`,
      kind.fields,
      (values, { house }) => {
        const item = house.helpers.create(domain, settingsOf(values, key));
        added(house, domain, kind, item);
        return item;
      },
      'administrators',
    ),
    command(
      `${domain}/update`,
      { ...kind.fields, [key]: 'string' },
      (values, { house }) => {
        const id = String(values[key]);
        const item = house.helpers.update(domain, id, settingsOf(values, key));
        updated(house, domain, kind, item);
        return item;
      },
      'administrators',
    ),
    command(
      `${domain}/delete`,
      { [key]: 'string' },
      (values, { house }) => {
        house.helpers.remove(domain, String(values[key]));
        removed(house, domain, String(values[key]));
      },
      'administrators',
    ),
  ];
}

/** The message's own fields, without those every message has. */
function settingsOf(values: Readonly<Record<string, unknown>>, key: string) {
  const { id: _id, type: _type, [key]: _key, ...settings } = values;
  return settings;
}

/** Listing, making, changing and deleting helpers of every kind. */
export const HELPER_COMMANDS: readonly Command[] = Object.entries(HELPER_KINDS).flatMap(
  ([domain, kind]) => helperCommands(domain, kind),
);

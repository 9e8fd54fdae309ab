import { deviceId } from '../flat/device-registry.ts';
import { domainOf, type FlatEntity } from '../flat/entity.ts';
import { areaOf, configEntryId, deviceOf, type Flat, floorOf, labelsOf } from '../flat/flat.ts';
import type { House } from '../house.ts';
import { type Command, command } from '../websocket/command.ts';

type Found = Map<string, Set<string>>;

const IS_LIKE_ITS_DOMAIN = ['automation', 'person', 'scene', 'script'];

function note(found: Found, kind: string, id: string | undefined): void {
  if (id === undefined) return;
  found.set(kind, (found.get(kind) ?? new Set()).add(id));
}

/** Whether the item of that kind and id has anything to do with the entity. */
function belongs(flat: Flat, entity: FlatEntity, kind: string, id: string): boolean {
  switch (kind) {
    case 'entity':
    case 'automation':
    case 'person':
    case 'scene':
    case 'script':
      return entity.id === id;
    case 'device':
      return entity.device !== undefined && deviceId(entity.device) === id;
    case 'area':
      return areaOf(flat, entity) === id;
    case 'floor':
      return floorOf(flat, entity) === id;
    case 'label':
      return labelsOf(flat, entity).includes(id);
    case 'config_entry':
      return configEntryId(deviceOf(entity)?.integration ?? '') === id;
    default:
      return false;
  }
}

function members(house: House, entity: FlatEntity): readonly FlatEntity[] {
  const ids = entity.attributes?.entity_id;
  return Array.isArray(ids) ? ids.flatMap((id) => house.entities.get(String(id)) ?? []) : [];
}

function noteEntity(flat: Flat, found: Found, entity: FlatEntity): void {
  const domain = domainOf(entity.id);
  note(found, IS_LIKE_ITS_DOMAIN.includes(domain) ? domain : 'entity', entity.id);
  note(found, 'area', areaOf(flat, entity));
  note(found, 'floor', floorOf(flat, entity));
  if (entity.device !== undefined) note(found, 'device', deviceId(entity.device));
  const integration = deviceOf(entity)?.integration;
  if (integration === undefined) return;
  note(found, 'integration', integration);
  note(found, 'config_entry', configEntryId(integration));
}

function related(house: House, kind: string, id: string): Record<string, readonly string[]> {
  const found: Found = new Map();
  const all = house.entities.all();
  const concerned = all.filter((entity) => belongs(house.flat, entity, kind, id));
  for (const entity of concerned) {
    noteEntity(house.flat, found, entity);
    for (const member of members(house, entity)) noteEntity(house.flat, found, member);
    for (const group of all) {
      if (members(house, group).includes(entity)) noteEntity(house.flat, found, group);
    }
  }
  found.get(kind)?.delete(id);
  return Object.fromEntries(
    [...found].filter(([, ids]) => ids.size > 0).map(([name, ids]) => [name, [...ids]]),
  );
}

export const SEARCH_COMMANDS: readonly Command[] = [
  command('search/related', { item_type: 'string', item_id: 'string' }, (values, { house }) =>
    related(house, values.item_type, values.item_id),
  ),
];

import type { FlatEntity } from '../flat/entity.ts';
import type { House } from '../house.ts';
import { tellRegistry } from '../registry-events.ts';
import { changeDevice } from './device-registry.ts';
import { changeEntity } from './entity-changes.ts';

function without(list: readonly string[] | undefined, item: string): readonly string[] {
  return (list ?? []).filter((one) => one !== item);
}

function entitiesThat(house: House, match: (entity: FlatEntity) => boolean): readonly FlatEntity[] {
  return house.entities.all().filter(match);
}

/** Takes an area away, first from what was in it, as Home Assistant does. */
export function removeArea(house: House, id: string): void {
  house.flat.areas.remove(id);
  for (const device of house.flat.devices.all().filter(({ area }) => area === id)) {
    changeDevice(house, device, { area: undefined });
  }
  for (const entity of entitiesThat(house, ({ area }) => area === id)) {
    changeEntity(house, entity, { area: undefined });
  }
  tellRegistry(house, 'area', { action: 'remove', area_id: id });
}

/** Takes a floor away, then from the areas that were on it. */
export function removeFloor(house: House, id: string): void {
  house.flat.floors.remove(id);
  tellRegistry(house, 'floor', { action: 'remove', floor_id: id });
  for (const area of house.flat.areas.all().filter(({ floor }) => floor === id)) {
    house.flat.areas.put({ ...area, floor: undefined });
    tellRegistry(house, 'area', { action: 'update', area_id: area.id });
  }
}

/** Takes a label away, then from all that wore it. */
export function removeLabel(house: House, id: string): void {
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

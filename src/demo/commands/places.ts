import { tellRegistry } from '../registry-events.ts';
import { type Command, command } from '../websocket/command.ts';
import { removeArea, removeFloor, removeLabel } from './place-removal.ts';
import {
  AREA_FIELDS,
  areaChanges,
  areaWire,
  FLOOR_FIELDS,
  floorChanges,
  floorWire,
  LABEL_FIELDS,
  labelChanges,
  labelWire,
} from './place-wire.ts';

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

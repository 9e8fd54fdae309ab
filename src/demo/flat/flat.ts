import { fixedHexId } from '../ids.ts';
import { DeviceRegistry } from './device-registry.ts';
import { DEVICES, type Device } from './devices.ts';
import { ENERGY_ENTITIES } from './energy.ts';
import type { FlatEntity } from './entity.ts';
import { HEATING_ENTITIES } from './heating.ts';
import { HOUSEHOLD_ENTITIES } from './household.ts';
import { AREAS, type Area, FLOORS, type Floor, LABELS, type Label } from './places.ts';
import { Registry } from './registry.ts';
import { ROOM_ENTITIES } from './rooms.ts';
import { SENSOR_ENTITIES } from './sensors.ts';

export const TIME_ZONE = 'Europe/Madrid';
export const HOME_NAME = 'Demo home';

export const ENTITIES: readonly FlatEntity[] = [
  ...ROOM_ENTITIES,
  ...SENSOR_ENTITIES,
  ...HEATING_ENTITIES,
  ...ENERGY_ENTITIES,
  ...HOUSEHOLD_ENTITIES,
];

/** Where things are in one home and what they are, as people change it. */
export interface Flat {
  readonly areas: Registry<Area>;
  readonly floors: Registry<Floor>;
  readonly labels: Registry<Label>;
  readonly devices: DeviceRegistry;
}

/** The flat as it is when a home starts. */
export function freshFlat(): Flat {
  return {
    areas: new Registry('Area', AREAS),
    floors: new Registry('Floor', FLOORS),
    labels: new Registry('Label', LABELS),
    devices: new DeviceRegistry(),
  };
}

/** The id of the one configuration entry an integration has here. */
export function configEntryId(integration: string): string {
  return `01${fixedHexId('entry', integration).slice(0, 24).toUpperCase()}`;
}

/** The device it is on, if it is on one. */
export function deviceOf(entity: FlatEntity): Device | undefined {
  return entity.device === undefined ? undefined : DEVICES[entity.device];
}

/** The integration it came from. */
export function platformOf(entity: FlatEntity): string {
  return entity.platform ?? deviceOf(entity)?.integration ?? 'demo';
}

/** What people see it called. */
export function friendlyName(flat: Flat, entity: FlatEntity): string {
  const given = entity.called ?? entity.name;
  if (given !== undefined) return given;
  const device = entity.device === undefined ? undefined : flat.devices.get(entity.device);
  return [device?.nameByUser || device?.name, entity.part]
    .filter((part) => part !== undefined)
    .join(' ');
}

function areaOfDevice(flat: Flat, key: string): string | undefined {
  const device = flat.devices.get(key);
  if (device?.area !== undefined) return device.area;
  return device?.parent === undefined ? undefined : areaOfDevice(flat, device.parent);
}

/** Its own area, or else its device's, or else that of what the device is a part of. */
export function areaOf(flat: Flat, entity: FlatEntity): string | undefined {
  if (entity.area !== undefined) return entity.area;
  return entity.device === undefined ? undefined : areaOfDevice(flat, entity.device);
}

/** The floor its area is on. */
export function floorOf(flat: Flat, entity: FlatEntity): string | undefined {
  const area = areaOf(flat, entity);
  return area === undefined ? undefined : flat.areas.get(area)?.floor;
}

/** The labels of the entity itself and of its device. */
export function labelsOf(flat: Flat, entity: FlatEntity): readonly string[] {
  const device = entity.device === undefined ? undefined : flat.devices.get(entity.device);
  return [...(entity.labels ?? []), ...(device?.labels ?? [])];
}

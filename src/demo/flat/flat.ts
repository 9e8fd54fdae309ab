import { fixedHexId } from '../ids.ts';
import { DEVICES, type Device } from './devices.ts';
import { ENERGY_ENTITIES } from './energy.ts';
import type { FlatEntity } from './entity.ts';
import { HEATING_ENTITIES } from './heating.ts';
import { HOUSEHOLD_ENTITIES } from './household.ts';
import { AREAS } from './places.ts';
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

/** The id a device has in the registry, from its short key. */
export function deviceId(key: string): string {
  return fixedHexId('device', key);
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
export function friendlyName(entity: FlatEntity): string {
  if (entity.name !== undefined) return entity.name;
  const device = deviceOf(entity)?.name;
  return [device, entity.part].filter((part) => part !== undefined).join(' ');
}

function areaOfDevice(key: string): string | undefined {
  const device = DEVICES[key];
  if (device?.area !== undefined) return device.area;
  return device?.parent === undefined ? undefined : areaOfDevice(device.parent);
}

/** Its own area, or else its device's, or else that of what the device is a part of. */
export function areaOf(entity: FlatEntity): string | undefined {
  return entity.area ?? (entity.device === undefined ? undefined : areaOfDevice(entity.device));
}

/** The floor its area is on. */
export function floorOf(entity: FlatEntity): string | undefined {
  const area = areaOf(entity);
  return AREAS.find(({ id }) => id === area)?.floor;
}

/** The labels of the entity itself and of its device. */
export function labelsOf(entity: FlatEntity): readonly string[] {
  return [...(entity.labels ?? []), ...(deviceOf(entity)?.labels ?? [])];
}

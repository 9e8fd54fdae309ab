import type { Mirror } from '../../home/mirror.ts';
import type { Entity } from '../../home/model.ts';
import { isUnavailable } from '../reading/attention.ts';
import { type Finding, idsOf } from './findings.ts';

/** From so many devices on, it is their integration that does not work. */
const MANY_DEVICES = 3;

/** Here `unknown` means that a device has not reported; a button or scene has merely not been used. */
const REPORTING: ReadonlySet<string> = new Set([
  'alarm_control_panel',
  'binary_sensor',
  'climate',
  'cover',
  'fan',
  'humidifier',
  'light',
  'lock',
  'sensor',
  'switch',
  'valve',
  'water_heater',
]);

/** Entities that say nothing, told together by their device, or by their integration. */
export function silentEntities(mirror: Mirror, visible: readonly Entity[]): readonly Finding[] {
  const unavailable = visible.filter(
    (entity) => isUnavailable(entity) && entity.domain !== 'automation',
  );
  const abandoned = unavailable.filter(({ state }) => state.attributes.restored === true);
  const unreachable = unavailable.filter((entity) => !abandoned.includes(entity));
  return [
    ...groups(mirror, unreachable).map(
      ({ name, entities }): Finding => ({
        severity: 'problem',
        kind: 'unavailable',
        title: `${name} is unavailable`,
        fix: 'Check its power and network, or reload its integration.',
        entityIds: idsOf(entities),
      }),
    ),
    ...groups(mirror, abandoned).map(
      ({ name, entities }): Finding => ({
        severity: 'problem',
        kind: 'unavailable',
        title: `${name} is no longer provided by its integration`,
        fix: 'Reload the integration, or delete what is gone for good.',
        entityIds: idsOf(entities),
      }),
    ),
    ...groups(mirror, visible.filter(hasNothingToSay)).map(
      ({ name, entities }): Finding => ({
        severity: 'notice',
        kind: 'unavailable',
        title: `${name} has no value yet`,
        fix: 'Wait for the device to report, or check whether it still does.',
        entityIds: idsOf(entities),
      }),
    ),
  ];
}

function hasNothingToSay({ domain, state, category, platform }: Entity): boolean {
  if (state.state !== 'unknown' || category !== undefined) return false;
  // What has never happened has rightly no time, and no size.
  const mayNeverHappen = state.attributes.device_class === 'timestamp' || platform === 'backup';
  return REPORTING.has(domain) && !mayNeverHappen;
}

interface Group {
  readonly name: string;
  readonly entities: readonly Entity[];
}

/** By device; devices of one integration together when there are many; the rest one by one. */
function groups(mirror: Mirror, entities: readonly Entity[]): readonly Group[] {
  const byDevice = Map.groupBy(entities, ({ deviceId }) => deviceId);
  const loose = (byDevice.get(undefined) ?? []).map((entity) => ({
    name: entity.name,
    entities: [entity],
  }));
  byDevice.delete(undefined);
  const byIntegration = Map.groupBy([...byDevice.values()], ([first]) => first?.platform);
  const ofDevices = Array.from(byIntegration, ([platform, devices]): readonly Group[] =>
    platform !== undefined && devices.length >= MANY_DEVICES
      ? [{ name: `${platform} (${devices.length} devices)`, entities: devices.flat() }]
      : devices.map((own) => ({ name: deviceName(mirror, own), entities: own })),
  );
  return [...ofDevices.flat(), ...loose].sort(
    (one, other) => other.entities.length - one.entities.length || compare(one.name, other.name),
  );
}

function deviceName(mirror: Mirror, entities: readonly Entity[]): string {
  const [first] = entities;
  if (entities.length === 1 && first !== undefined) return first.name;
  return mirror.devices.get(first?.deviceId ?? '')?.name ?? first?.name ?? 'A device';
}

function compare(one: string, other: string): number {
  return one.localeCompare(other, 'en');
}

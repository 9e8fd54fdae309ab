import { CommandError, invalidFormat } from '../errors.ts';
import type { DeviceChanges, OwnedDevice } from '../flat/device-registry.ts';
import { deviceId } from '../flat/device-registry.ts';
import { configEntryId, friendlyName } from '../flat/flat.ts';
import type { House } from '../house.ts';
import { fixedHexId } from '../ids.ts';
import { pythonValue } from '../python.ts';
import { tellRegistry } from '../registry-events.ts';
import { newContext } from '../states.ts';
import { type Command, command } from '../websocket/command.ts';
import { changeEntity } from './entity-changes.ts';
import { REGISTRY_DATES } from './registry-dates.ts';

function registeredDevice(device: OwnedDevice): Record<string, unknown> {
  const entry = configEntryId(device.integration);
  return {
    area_id: device.area ?? null,
    config_entries: [entry],
    config_entries_subentries: { [entry]: [null] },
    config_entry_id: entry,
    config_subentry_id: null,
    configuration_url: null,
    connections: [],
    ...REGISTRY_DATES,
    disabled_by: device.disabled === true ? 'user' : null,
    entry_type: null,
    hw_version: null,
    id: deviceId(device.key),
    identifiers: [[device.integration, fixedHexId('serial', device.key).slice(0, 12)]],
    labels: device.labels ?? [],
    manufacturer: device.maker,
    model: device.model,
    model_id: null,
    name: device.name,
    name_by_user: device.nameByUser ?? null,
    next_name_part: null,
    parent_device_id: device.parent === undefined ? null : deviceId(device.parent),
    primary_config_entry: entry,
    serial_number: null,
    sw_version: device.software ?? null,
    via_device_id: null,
  };
}

/** Changes a device with all that follows: its entities' names, whether they are on, the events. */
export function changeDevice(
  house: House,
  device: OwnedDevice,
  changes: DeviceChanges,
): OwnedDevice {
  const before = registeredDevice(device);
  const fresh = house.flat.devices.update(device, changes);
  const after = registeredDevice(fresh);
  const differing = Object.keys(after).filter(
    (key) => JSON.stringify(after[key]) !== JSON.stringify(before[key]),
  );
  if (differing.length === 0) return fresh;
  tellRegistry(house, 'device', {
    action: 'update',
    device_id: deviceId(device.key),
    changes: Object.fromEntries(differing.map((key) => [key, before[key]])),
  });
  for (const entity of house.entities.all().filter((one) => one.device === device.key)) {
    if (differing.includes('disabled_by')) {
      if (fresh.disabled === true && entity.disabled === undefined) {
        changeEntity(house, entity, { disabled: 'device' });
      } else if (fresh.disabled !== true && entity.disabled === 'device') {
        changeEntity(house, entity, { disabled: undefined });
      }
    }
    const state = house.states.get(entity.id);
    if (state === undefined || !differing.includes('name_by_user')) continue;
    const attributes = { ...state.attributes, friendly_name: friendlyName(house.flat, entity) };
    house.states.set(entity.id, state.state, attributes, newContext(house.clock));
  }
  return fresh;
}

const CHANGES = {
  device_id: 'string',
  name_by_user: 'any?',
  area_id: 'any?',
  labels: 'strings?',
  disabled_by: 'any?',
} as const;

export const DEVICE_REGISTRY_COMMANDS: readonly Command[] = [
  command('config/device_registry/list', {}, (_, { house }) =>
    house.flat.devices.all().map(registeredDevice),
  ),

  command(
    'config/device_registry/update',
    CHANGES,
    ({ device_id: id, name_by_user: name, area_id: area, labels, disabled_by: by }, { house }) => {
      if (by !== undefined && by !== null && by !== 'user') {
        throw invalidFormat(`expected 'user' or None at 'disabled_by'. Got ${pythonValue(by)}`);
      }
      const device = house.flat.devices.byId(id);
      if (device === undefined) throw new CommandError('not_found', 'Device not found');
      const fresh = changeDevice(house, device, {
        ...(name === undefined ? {} : { nameByUser: typeof name === 'string' ? name : null }),
        ...(area === undefined ? {} : { area: typeof area === 'string' ? area : undefined }),
        ...(labels === undefined
          ? {}
          : { labels: [...new Set(labels)].filter((label) => house.flat.labels.has(label)) }),
        ...(by === undefined ? {} : { disabled: by === 'user' }),
      });
      return registeredDevice(fresh);
    },
    'administrators',
  ),
];

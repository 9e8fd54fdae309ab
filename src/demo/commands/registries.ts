import { DEVICES } from '../flat/devices.ts';
import { configEntryId, deviceId } from '../flat/flat.ts';
import { AREAS, FLOORS, LABELS } from '../flat/places.ts';
import { fixedHexId } from '../ids.ts';
import { type Command, command } from '../websocket/command.ts';
import { REGISTRY_DATES } from './registry-dates.ts';

function registeredDevice(key: string): Record<string, unknown> {
  const device = DEVICES[key];
  if (device === undefined) return {};
  return {
    area_id: device.area ?? null,
    config_entries: [configEntryId(device.integration)],
    config_entries_subentries: { [configEntryId(device.integration)]: [null] },
    config_entry_id: configEntryId(device.integration),
    config_subentry_id: null,
    configuration_url: null,
    connections: [],
    ...REGISTRY_DATES,
    disabled_by: null,
    entry_type: null,
    hw_version: null,
    id: deviceId(key),
    identifiers: [[device.integration, fixedHexId('serial', key).slice(0, 12)]],
    labels: device.labels ?? [],
    manufacturer: device.maker,
    model: device.model,
    model_id: null,
    name: device.name,
    name_by_user: null,
    next_name_part: null,
    parent_device_id: device.parent === undefined ? null : deviceId(device.parent),
    primary_config_entry: configEntryId(device.integration),
    serial_number: null,
    sw_version: device.software ?? null,
    via_device_id: null,
  };
}

/** Devices, areas, floors and labels, which stay as the flat came. */
export const REGISTRY_COMMANDS: readonly Command[] = [
  command('config/device_registry/list', {}, () => Object.keys(DEVICES).map(registeredDevice)),

  command('config/area_registry/list', {}, () =>
    AREAS.map((area) => ({
      aliases: area.aliases ?? [],
      area_id: area.id,
      floor_id: area.floor,
      humidity_entity_id: area.humidity ?? null,
      icon: area.icon,
      labels: [],
      name: area.name,
      picture: null,
      temperature_entity_id: area.temperature ?? null,
      ...REGISTRY_DATES,
    })),
  ),

  command('config/floor_registry/list', {}, () =>
    FLOORS.map((floor) => ({
      aliases: [],
      ...REGISTRY_DATES,
      floor_id: floor.id,
      icon: floor.icon,
      level: floor.level,
      name: floor.name,
    })),
  ),

  command('config/label_registry/list', {}, () =>
    LABELS.map((label) => ({
      color: label.color,
      ...REGISTRY_DATES,
      description: label.description ?? null,
      icon: label.icon,
      label_id: label.id,
      name: label.name,
    })),
  ),
];

import { z } from 'zod';
import type { Mirror } from '../../home/mirror.ts';
import { HOME_CONFIGURE } from '../../policy/scopes.ts';
import { ToolError, unknownThing } from '../errors.ts';
import { placeNamed } from '../places.ts';
import { defineTool, result } from '../tool.ts';
import { newName, text } from './arguments.ts';
import { changeLines, changeList, changesBetween, keptLine, version } from './changes.ts';
import { deviceNamed } from './device-named.ts';
import { type DeviceWire, deviceEntries } from './entries.ts';
import { labelArguments, labelsAfter, sameLabels } from './labels.ts';
import { untilShown } from './until-shown.ts';

const MOST_ENTITIES = 50;

const input = z.strictObject({
  device: newName.describe('Its id, its name, or an entity id of it'),
  name: text().optional().describe('"" for its own'),
  area: text().optional().describe('"" for none'),
  ...labelArguments,
  disabled: z.boolean().optional(),
});

const output = z.strictObject({
  device_id: z.string(),
  name: z.string(),
  changes: changeList,
  entities: z.array(z.string()).describe('What was disabled with it'),
  version,
});

type Asked = z.output<typeof input>;

export const updateDevice = defineTool({
  name: 'update_device',
  title: 'Update a device',
  description:
    "Changes a device's name, area or labels, and disables or enables it with all its entities. For a single entity use update_entity.",
  scope: HOME_CONFIGURE,
  // A device reaches entities that nobody named.
  reach: 'everything',
  annotations: {
    readOnlyHint: false,
    destructiveHint: true,
    idempotentHint: true,
    openWorldHint: false,
  },
  input,
  output,
  async run(asked, { home, archive }) {
    const { mirror } = home;
    const id = deviceNamed(mirror, asked.device);
    const before = (await deviceEntries(home)).find((device) => device.id === id);
    if (before === undefined) throw unknownThing('device', id, []);
    const changes = changesAsked(mirror, before, asked);
    if (Object.keys(changes).length === 0) {
      return result(
        { device_id: id, name: nameOf(before), changes: [], entities: [] },
        `Nothing to change: ${nameOf(before)} is like that already.`,
      );
    }

    const entities = 'disabled_by' in changes ? entitiesOf(mirror, id) : [];
    const kept = await archive.keep('device', id, before);
    const after = await home.command<DeviceWire>({
      type: 'config/device_registry/update',
      device_id: id,
      ...changes,
    });
    await untilShown(mirror, (now) => showsDevice(now, after, entities));
    const differing = changesBetween(settingsOf(before), settingsOf(after));
    return result(
      {
        device_id: id,
        name: nameOf(after),
        changes: differing,
        entities: entities.slice(0, MOST_ENTITIES),
        version: kept,
      },
      [
        `Changed ${nameOf(after)} (${id}).`,
        ...changeLines(differing),
        ...(entities.length > 0
          ? [`With it went ${entities.length} entities: ${entities.slice(0, 10).join(', ')}.`]
          : []),
        ...(changes.disabled_by === null ? ['Its entities come back in about half a minute.'] : []),
        keptLine(kept),
      ].join('\n'),
    );
  },
});

function changesAsked(mirror: Mirror, before: DeviceWire, asked: Asked): Record<string, unknown> {
  const { device: _device, ...settings } = asked;
  if (Object.values(settings).every((setting) => setting === undefined)) {
    throw new ToolError('Say what to change.');
  }
  const changes: Record<string, unknown> = {};
  const set = (field: keyof DeviceWire, value: unknown) => {
    if (value !== undefined && value !== before[field]) changes[field] = value;
  };
  set('name_by_user', asked.name === '' ? null : asked.name);
  set('area_id', asked.area === '' ? null : asked.area && placeNamed(mirror, 'area', asked.area));
  const labels = labelsAfter(mirror, before.labels, asked);
  if (labels !== undefined && !sameLabels(labels, before.labels)) changes.labels = labels;
  if (asked.disabled !== undefined && asked.disabled !== (before.disabled_by !== null)) {
    changes.disabled_by = asked.disabled ? 'user' : null;
  }
  return changes;
}

function settingsOf(device: DeviceWire): Record<string, unknown> {
  return {
    name: device.name_by_user,
    area: device.area_id,
    labels: [...device.labels].sort(),
    disabled: device.disabled_by !== null,
  };
}

function nameOf(device: DeviceWire): string {
  return device.name_by_user || device.name || device.id;
}

function entitiesOf(mirror: Mirror, deviceId: string): readonly string[] {
  return mirror
    .entities()
    .filter((entity) => entity.deviceId === deviceId)
    .map(({ id }) => id);
}

function showsDevice(mirror: Mirror, device: DeviceWire, entities: readonly string[]): boolean {
  const shown = mirror.devices.get(device.id);
  return (
    shown !== undefined &&
    shown.name === nameOf(device) &&
    shown.areaId === (device.area_id ?? undefined) &&
    sameLabels(shown.labels, device.labels) &&
    (device.disabled_by === null || entities.every((id) => mirror.entity(id) === undefined))
  );
}

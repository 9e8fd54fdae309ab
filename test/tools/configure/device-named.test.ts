import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Mirror } from '../../../src/home/mirror.ts';
import type { Device } from '../../../src/home/model.ts';
import { deviceNamed } from '../../../src/tools/configure/device-named.ts';
import { smallHome } from '../small-home.ts';

const device = (id: string, name: string, areaId?: string): [string, Device] => [
  id,
  { id, name, areaId, parentId: undefined, labels: [] },
];

const small = smallHome([{ id: 'light.lamp', name: 'Lamp' }]).mirror;
const mirror: Mirror = {
  config: small.config,
  services: small.services,
  areas: small.areas,
  floors: small.floors,
  labels: small.labels,
  devices: new Map([
    device('d1', 'Heat pump', 'kitchen'),
    device('d2', 'Plug', 'kitchen'),
    device('d3', 'plug'),
  ]),
  service: () => undefined,
  entity: (id) => {
    const lamp = small.entity('light.lamp');
    return id === 'light.pump' && lamp !== undefined
      ? { ...lamp, id, deviceId: 'd1' }
      : small.entity(id);
  },
  entities: () => small.entities(),
  inArea: () => [],
  onFloor: () => [],
  withLabel: () => [],
  onState: () => () => {},
};

test('a device is found by id, by name and by an entity of it', () => {
  assert.equal(deviceNamed(mirror, 'd1'), 'd1');
  assert.equal(deviceNamed(mirror, 'heat-pump'), 'd1');
  assert.equal(deviceNamed(mirror, 'light.pump'), 'd1');
});

test('a name that several have is answered with their ids', () => {
  assert.throws(() => deviceNamed(mirror, 'Plug'), /Several .* Use an id: d2 \(Kitchen\), d3\./);
});

test('what is unknown is answered with what is near', () => {
  assert.throws(
    () => deviceNamed(mirror, 'Heat pmp'),
    /No device Heat pmp. Did you mean Heat pump/,
  );
  assert.throws(
    () => deviceNamed(mirror, 'light.lmp'),
    /No entity light.lmp. Did you mean light.lamp/,
  );
  assert.throws(() => deviceNamed(mirror, 'light.lamp'), /belongs to no device/);
});

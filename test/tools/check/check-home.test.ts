import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Home } from '../../../src/home/home.ts';
import { check, home, titles } from './checked-home.ts';

test('a home in order needs nothing', async () => {
  const { text, findings } = await check(home([{ id: 'light.kitchen', state: 'on' }]));
  assert.deepEqual([text, findings], ['Nothing needs attention.', []]);
});

test('silent entities are told by device, and by integration when many devices are', async () => {
  const gone = (id: string, device: string, platform: string) => ({
    id,
    name: id,
    device,
    platform,
    state: 'unavailable',
  });
  const place = home([
    gone('light.one', 'lamp', 'hue'),
    gone('sensor.two', 'lamp', 'hue'),
    gone('lock.front', 'door', 'nuki'),
    ...[1, 2, 3].map((n) => gone(`sensor.z${n}`, `z${n}`, 'zha')),
    { id: 'sensor.file', name: 'File', state: 'unavailable' },
    { id: 'sensor.old', name: 'Old', state: 'unavailable', attributes: { restored: true } },
    { id: 'sensor.signal', state: 'unavailable', diagnostic: true },
    { id: 'light.hidden', state: 'unavailable', hidden: true },
  ]);
  assert.deepEqual(await titles(place), [
    'problem unavailable: zha (3 devices) is unavailable',
    'problem unavailable: Device lamp is unavailable',
    'problem unavailable: File is unavailable',
    'problem unavailable: lock.front is unavailable',
    'problem unavailable: Old is no longer provided by its integration',
  ]);
  const { findings } = await check(place);
  assert.deepEqual(findings[0]?.entity_ids, ['sensor.z1', 'sensor.z2', 'sensor.z3']);
});

test('unknown is a finding only where it means that nothing was reported', async () => {
  const place = home([
    { id: 'sensor.outside', name: 'Outside', state: 'unknown' },
    { id: 'button.push', state: 'unknown' },
    { id: 'scene.night', state: 'unknown' },
    { id: 'sensor.next', state: 'unknown', attributes: { device_class: 'timestamp' } },
    { id: 'sensor.size', state: 'unknown', platform: 'backup' },
  ]);
  assert.deepEqual(await titles(place), ['notice unavailable: Outside has no value yet']);
});

test('alarms come first, then what is broken, then what can wait', async () => {
  const place = home([
    {
      id: 'update.lamp',
      name: 'Lamp',
      state: 'on',
      attributes: { installed_version: '1', latest_version: '2', supported_features: 1 },
    },
    { id: 'automation.off', name: 'Night', state: 'off' },
    { id: 'automation.bad', name: 'Broken', state: 'unavailable' },
    { id: 'binary_sensor.low', name: 'Door', state: 'on', attributes: { device_class: 'battery' } },
    { id: 'binary_sensor.leak', name: 'Sink', state: 'on', attributes: { device_class: 'gas' } },
    { id: 'alarm_control_panel.home', name: 'Home', state: 'triggered' },
  ]);
  assert.deepEqual(await titles(place), [
    'urgent alert: Home: the alarm is sounding',
    'urgent alert: Sink: gas detected',
    'problem automation: Broken cannot run: its configuration is not valid',
    'problem battery: Door: low',
    'notice automation: Night is switched off',
    'notice update: Lamp: 1 to 2',
  ]);
});

test('an update says whether Home Assistant can install it', async () => {
  const update = (features: number, busy: boolean) =>
    home([
      {
        id: 'update.lamp',
        state: 'on',
        attributes: { supported_features: features, in_progress: busy },
      },
    ]);
  const fix = async (place: Home) => (await check(place)).findings[0]?.fix;
  assert.match((await fix(update(1, false))) ?? '', /install_update/);
  assert.match((await fix(update(0, false))) ?? '', /cannot install/);
  assert.match((await fix(update(1, true))) ?? '', /being installed/);
});

test('many findings of one kind leave room for others, and can be asked for', async () => {
  const many = Array.from({ length: 70 }, (_, n) => ({
    id: `sensor.b${n}`,
    state: '1',
    diagnostic: true,
    attributes: { device_class: 'battery', unit_of_measurement: '%' },
  }));
  const place = home([...many, { id: 'automation.off', state: 'off' }]);
  const some = await check(place);
  assert.deepEqual([some.findings.length, some.left_out], [11, 60]);
  assert.deepEqual(some.counts, { battery: 70, automation: 1 });
  const all = await check(place, { kind: 'battery' });
  assert.deepEqual([all.findings.length, all.left_out], [60, 10]);
});

test('for one kind, nothing else is asked of the home', async () => {
  const asked: string[] = [];
  const place = home([]);
  const watched: Home = {
    ...place,
    command: (message, options) => {
      asked.push(message.type);
      return place.command(message, options);
    },
  };
  await check(watched, { kind: 'log' });
  await check(watched, { kind: 'battery' });
  assert.deepEqual(asked, ['system_log/list']);
});

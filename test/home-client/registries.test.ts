import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  readAreas,
  readConfig,
  readDevices,
  readEntityEntries,
  readEntityExtras,
  readFloors,
  readLabels,
  readServices,
} from '../../src/home/registries.ts';

test('the list for display says category by number', () => {
  const entries = readEntityEntries({
    entity_categories: { 0: 'config', 1: 'diagnostic' },
    entities: [
      { ei: 'sensor.a', di: 'd1', ai: 'attic', lb: ['x'], ec: 1, en: 'A', hb: true, pl: 'mqtt' },
      { ei: 'sensor.b', pl: 'mqtt' },
      { pl: 'no id' },
    ],
  });
  assert.deepEqual(
    [...entries.values()],
    [
      {
        id: 'sensor.a',
        name: 'A',
        areaId: 'attic',
        deviceId: 'd1',
        labels: ['x'],
        hidden: true,
        category: 'diagnostic',
        platform: 'mqtt',
      },
      {
        id: 'sensor.b',
        name: undefined,
        areaId: undefined,
        deviceId: undefined,
        labels: [],
        hidden: false,
        category: undefined,
        platform: 'mqtt',
      },
    ],
  );
});

test('aliases are texts; unknown entities have none and are not exposed', () => {
  const extras = readEntityExtras({
    'light.a': { aliases: ['one', null], options: { conversation: { should_expose: true } } },
    'light.b': null,
    'light.c': { aliases: [], options: { conversation: { should_expose: 'yes' } } },
    'light.d': { aliases: [], options: { 'cloud.alexa': { should_expose: true } } },
  });
  assert.deepEqual(Object.fromEntries(extras), {
    'light.a': { aliases: ['one'], exposed: true },
    'light.b': { aliases: [], exposed: false },
    'light.c': { aliases: [], exposed: false },
    'light.d': { aliases: [], exposed: false },
  });
});

test('a device goes by the name its owner gave it', () => {
  const devices = readDevices([
    { id: 'd1', name: 'Hub', name_by_user: 'My hub', area_id: 'hall', labels: [] },
    { id: 'd2', name: 'Child', name_by_user: null, area_id: null, parent_device_id: 'd1' },
  ]);
  assert.deepEqual(
    Array.from(devices.values(), ({ name, areaId, parentId }) => [name, areaId, parentId]),
    [
      ['My hub', 'hall', undefined],
      ['Child', undefined, 'd1'],
    ],
  );
});

test('a service says what it answers and what it acts on', () => {
  const services = readServices({
    light: { turn_on: { fields: {}, target: { entity: [{ domain: ['light'] }] } } },
    old: { single: { fields: {}, target: { entity: { domain: 'fan' } } } },
    weather: { get_forecasts: { fields: {}, target: {}, response: { optional: false } } },
    script: {
      run: {
        name: 'Run',
        description: 'Runs about.',
        fields: { how: { name: 'How', description: 'Fast or slow.', selector: { text: {} } } },
        response: { optional: true },
      },
    },
    deep: {
      nested: { fields: { more: { collapsed: true, fields: { a: { required: true }, b: {} } } } },
    },
  });
  const look = (domain: string, service: string) => services.get(domain)?.get(service);
  assert.deepEqual(look('light', 'turn_on')?.targetDomains, ['light']);
  assert.deepEqual(look('old', 'single')?.targetDomains, ['fan']);
  assert.equal(look('weather', 'get_forecasts')?.response, 'only');
  assert.equal(look('weather', 'get_forecasts')?.target, true);
  assert.equal(look('script', 'run')?.response, 'optional');
  assert.equal(look('script', 'run')?.target, false);
  assert.equal(look('script', 'run')?.about, 'Runs about.');
  assert.deepEqual(look('script', 'run')?.fields, {
    how: { hint: 'text', about: 'Fast or slow.' },
  });
  assert.deepEqual(look('deep', 'nested')?.fields, { a: { required: true }, b: {} });
});

test('no answer, however odd, makes a reader throw', () => {
  for (const odd of [null, undefined, 3, 'x', [], [null, 3], {}, { entities: {} }]) {
    readEntityEntries(odd);
    readEntityExtras(odd);
    readDevices(odd);
    readAreas(odd);
    readFloors(odd);
    readLabels(odd);
    readServices(odd);
    assert.equal(readConfig(odd).timeZone, 'UTC');
  }
});

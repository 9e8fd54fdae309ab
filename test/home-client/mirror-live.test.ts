import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { LiveHome } from '../../src/home/home.ts';
import { type ScriptedHome, startScriptedHome } from './scripted-home.ts';
import { makeToken } from './tokens.ts';

let scripted: ScriptedHome;
let home: LiveHome;
let reports: string[];

beforeEach(async () => {
  reports = [];
  scripted = await startScriptedHome();
  home = await LiveHome.open({ home: scripted.address, token: async () => makeToken() }, (text) =>
    reports.push(text),
  );
});

afterEach(async () => {
  await home.close();
  await scripted.stop();
});

test('the mirror holds what the home said, without asking again', () => {
  const { mirror } = home;
  assert.deepEqual(
    [mirror.config.name, mirror.config.timeZone, mirror.areas.get('kitchen')?.name],
    ['Test', 'Europe/Madrid', 'Kitchen'],
  );
  assert.deepEqual(mirror.entity('light.kitchen'), {
    id: 'light.kitchen',
    domain: 'light',
    name: 'Kitchen',
    aliases: ['cooking lamp'],
    state: {
      state: 'off',
      attributes: { friendly_name: 'Kitchen' },
      lastChanged: 1_700_000_000_000,
      lastUpdated: 1_700_000_000_000,
      contextId: 'c0',
    },
    areaId: 'kitchen',
    deviceId: undefined,
    labels: [],
    hidden: false,
    category: undefined,
    platform: 'test',
    exposed: false,
  });
});

test('a changed registry is read again when the home says so', async () => {
  const asked = answerOnce('config/area_registry/list', [
    { area_id: 'kitchen', name: 'Galley' },
    { area_id: 'attic', name: 'Attic' },
  ]);
  scripted.emit('area_registry_updated', { data: { action: 'create', area_id: 'attic' } });
  await asked;
  await roundTrip();
  assert.equal(home.mirror.areas.get('kitchen')?.name, 'Galley');
  assert.equal(home.mirror.areas.size, 2);
});

test("an entity's new alias is heard of, and that it is exposed now", async () => {
  const asked = answerOnce('config/entity_registry/get_entries', {
    'light.kitchen': {
      aliases: ['sun', null],
      options: { conversation: { should_expose: true } },
    },
  });
  scripted.emit('entity_registry_updated', {
    data: { action: 'update', entity_id: 'light.kitchen', changes: { aliases: [] } },
  });
  await asked;
  await roundTrip();
  assert.deepEqual(home.mirror.entity('light.kitchen')?.aliases, ['sun']);
  assert.equal(home.mirror.entity('light.kitchen')?.exposed, true);
});

test('a refresh that fails is reported and keeps what was known', async () => {
  scripted.answers.set('get_services', () => ({ error: { code: 'unknown_error', message: 'oh' } }));
  scripted.emit('service_registered', { data: { domain: 'x', service: 'y' } });
  await roundTrip();
  await roundTrip();
  assert.match(reports.join(), /services .* could not be refreshed.*oh/);
  assert.notEqual(home.mirror.service('light', 'turn_on'), undefined);
});

test('a service call returns when the change with its context arrived', async () => {
  scripted.answers.set('call_service', () => {
    scripted.emit('subscribe_entities', {
      c: { 'light.kitchen': { '+': { s: 'on', c: 'c1', lc: 1_700_000_100 } } },
    });
    return { result: { context: { id: 'c1' }, response: { said: 'hello' } } };
  });
  const outcome = await home.callService(
    { domain: 'light', service: 'turn_on', target: { entity_id: ['light.kitchen'] } },
    // Never reached: the event resolves it.
    { waitFor: ['light.kitchen'], waitMs: 3_600_000 },
  );
  assert.deepEqual(outcome, { response: { said: 'hello' }, changed: ['light.kitchen'] });
  assert.equal(home.mirror.entity('light.kitchen')?.state.state, 'on');
});

test('a service call that changes nothing returns within the bound', async () => {
  const outcome = await home.callService(
    { domain: 'light', service: 'turn_on' },
    { waitFor: ['light.kitchen'], waitMs: 20 },
  );
  assert.deepEqual(outcome.changed, []);
});

function answerOnce(type: string, result: unknown): Promise<void> {
  return new Promise((resolve) => {
    scripted.answers.set(type, () => {
      resolve();
      return { result };
    });
  });
}

/** Answers come in order: after this one, those before it have arrived. */
async function roundTrip(): Promise<void> {
  await home.command({ type: 'config/label_registry/list' });
}

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getConfig } from 'home-assistant-js-websocket';
import { ask, connect, homeFor, type Json, refusal, until } from './support.ts';

const ASKED_FOR = [
  'light.kitchen',
  'light.living_room',
  'lock.front_door',
  'climate.living_room',
  'cover.garage_door',
  'sensor.grid_import',
  'sensor.grid_export',
  'sensor.solar_production',
  'sensor.heat_pump_energy',
  'sensor.heat_pump_heat',
  'weather.home',
  'todo.shopping',
  'calendar.family',
  'camera.hall',
  'update.latchkey_demo',
];

test('every id points at something', async (t) => {
  const home = await homeFor(t);
  const ben = await connect(t, home, 'Ben');
  const list = async (type: string) => (await ask(ben, type)) as Json[];
  const entities = await list('config/entity_registry/list');
  const devices = await list('config/device_registry/list');
  const areas = await list('config/area_registry/list');
  const floors = await list('config/floor_registry/list');
  const labels = await list('config/label_registry/list');
  const ids = (rows: Json[], key: string) => new Set(rows.map((row) => row[key]));
  const known = (set: Set<unknown>, id: unknown) => id === null || set.has(id);

  assert.ok(entities.every(({ device_id: id }) => known(ids(devices, 'id'), id)));
  assert.ok(devices.every(({ area_id: id }) => known(ids(areas, 'area_id'), id)));
  assert.ok(devices.every(({ parent_device_id: id }) => known(ids(devices, 'id'), id)));
  assert.ok(areas.every(({ floor_id: id }) => known(ids(floors, 'floor_id'), id)));
  const labelIds = ids(labels, 'label_id');
  assert.ok(
    [...entities, ...devices].every((row) =>
      (row.labels as string[]).every((id) => labelIds.has(id)),
    ),
  );

  const states = ids(await list('get_states'), 'entity_id');
  assert.ok(entities.every(({ entity_id: id }) => states.has(id)));
  assert.deepEqual(
    ASKED_FOR.filter((id) => !states.has(id)),
    [],
  );
  assert.deepEqual([areas.length, floors.length], [7, 2]);
  assert.equal(entities.filter(({ hidden_by: by }) => by !== null).length, 1);
});

test('an entity is listed short, long and longer', async (t) => {
  const home = await homeFor(t);
  const ben = await connect(t, home, 'Ben');
  const short = (await ask(ben, 'config/entity_registry/list_for_display')) as {
    entity_categories: unknown;
    entities: Json[];
  };
  assert.deepEqual(short.entity_categories, { 0: 'config', 1: 'diagnostic' });
  const kitchen = short.entities.find(({ ei }) => ei === 'light.kitchen');
  assert.deepEqual([kitchen?.en, kitchen?.pl, kitchen?.lb], ['Kitchen', 'hue', []]);

  const entityId = 'light.kitchen';
  const one = (await ask(ben, 'config/entity_registry/get', { entity_id: entityId })) as Json;
  assert.deepEqual(one.aliases, [null, 'Cooking light']);
  const several = await ask(ben, 'config/entity_registry/get_entries', {
    entity_ids: [entityId, 'light.nowhere'],
  });
  assert.deepEqual(several, { [entityId]: one, 'light.nowhere': null });
  assert.deepEqual(await refusal(ben, 'config/entity_registry/get', { entity_id: 'a.b' }), {
    code: 'not_found',
    message: 'Entity not found',
  });
});

test('an administrator renames and everybody hears of it', async (t) => {
  const home = await homeFor(t);
  const ada = await connect(t, home, 'Ada');
  const ben = await connect(t, home, 'Ben');
  const heard: unknown[] = [];
  await ben.subscribeEvents((event) => heard.push(event), 'entity_registry_updated');
  const change = { entity_id: 'light.bedroom', name: 'Reading lamp', area_id: 'living_room' };
  const refused = await refusal(ben, 'config/entity_registry/update', change);
  assert.equal((refused as { code: string }).code, 'unauthorized');
  await ask(ada, 'config/entity_registry/update', change);
  await until(() => heard.length === 1, 'the event');
  const states = (await ask(ben, 'get_states')) as { entity_id: string; attributes: Json }[];
  const lamp = states.find(({ entity_id: id }) => id === 'light.bedroom');
  assert.equal(lamp?.attributes.friendly_name, 'Reading lamp');
  const related = (await ask(ben, 'search/related', {
    item_type: 'area',
    item_id: 'living_room',
  })) as { entity: string[] };
  assert.ok(related.entity.includes('light.bedroom'));
});

test('only administrators listen to everything', async (t) => {
  const home = await homeFor(t);
  const ben = await connect(t, home, 'Ben');
  const everything = { code: 'unauthorized', message: 'Unauthorized' };
  assert.deepEqual(await refusal(ben, 'subscribe_events'), everything);
  assert.deepEqual(await refusal(ben, 'subscribe_events', { event_type: 'secret' }), everything);
  await ask(ben, 'subscribe_events', { event_type: 'area_registry_updated' });
  const ada = await connect(t, home, 'Ada');
  await ask(ada, 'subscribe_events');
});

test('subscriptions end when asked', async (t) => {
  const home = await homeFor(t);
  const ben = await connect(t, home, 'Ben');
  const heard: unknown[] = [];
  const stop = await ben.subscribeEvents((event) => heard.push(event), 'state_changed');
  await stop();
  home.setState('light.bedroom', 'on');
  await ask(ben, 'get_config');
  assert.equal(heard.length, 0);
  assert.deepEqual(await refusal(ben, 'unsubscribe_events', { subscription: 999 }), {
    code: 'not_found',
    message: 'Subscription not found.',
  });
});

test('the home says where it is and what is loaded', async (t) => {
  const home = await homeFor(t);
  const config = await getConfig(await connect(t, home, 'Ben'));
  assert.deepEqual(
    [config.version, config.time_zone, config.currency, config.state, config.internal_url],
    ['2026.11.0', 'Europe/Madrid', 'EUR', 'RUNNING', home.url],
  );
  assert.ok(config.components.includes('energy'));
});

test('what is related to what', async (t) => {
  const home = await homeFor(t);
  const ben = await connect(t, home, 'Ben');
  const related = (await ask(ben, 'search/related', {
    item_type: 'entity',
    item_id: 'lock.front_door',
  })) as Record<string, string[]>;
  assert.deepEqual(related.area, ['hall']);
  assert.deepEqual(related.scene, ['scene.good_night']);
});

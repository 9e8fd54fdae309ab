import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { DemoHome } from '../../src/demo/demo-home.ts';
import { homeFor, type Json, personOf } from './support.ts';

function client(home: DemoHome, name: 'Ada' | 'Ben') {
  const authorization = `Bearer ${personOf(home, name).token}`;
  return (path: string, body?: Json) =>
    fetch(home.url + path, {
      headers: { authorization, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    });
}

async function homeAndBen(t: TestContext) {
  const home = await homeFor(t);
  return { home, ben: client(home, 'Ben') };
}

test('the API runs for those with a token', async (t) => {
  const { home, ben } = await homeAndBen(t);
  assert.deepEqual(await (await ben('/api/')).json(), { message: 'API running.' });
  const config = (await (await ben('/api/config')).json()) as Json;
  assert.equal(config.version, '2026.11.0');
  const state = (await (await ben('/api/states/lock.front_door')).json()) as Json;
  assert.equal(state.state, 'locked');
  const missing = await ben('/api/states/lock.nowhere');
  assert.equal(missing.status, 404);
  assert.deepEqual(await missing.json(), { message: 'Entity not found.' });
  assert.equal(home.failedLogins(), 0);
});

test('without a good token it is 401, counted, and says where to look', async (t) => {
  const { home } = await homeAndBen(t);
  const refused = await fetch(`${home.url}/api/states`);
  assert.equal(refused.status, 401);
  assert.equal(await refused.text(), '401: Unauthorized');
  assert.equal(
    refused.headers.get('www-authenticate'),
    `Bearer resource_metadata="${home.url}/.well-known/oauth-protected-resource"`,
  );
  await fetch(`${home.url}/api/`, { headers: { authorization: 'Bearer wrong' } });
  assert.equal(home.failedLogins(), 2);
});

test('what is not there is not a failed login', async (t) => {
  const { home, ben } = await homeAndBen(t);
  assert.equal((await fetch(`${home.url}/nothing`)).status, 404);
  assert.equal((await ben('/manifest.json', {})).status, 405);
  assert.equal(home.failedLogins(), 0);
});

test('nobody may speak for a proxy', async (t) => {
  const { home } = await homeAndBen(t);
  const headers = { 'x-forwarded-for': '203.0.113.9' };
  assert.equal((await fetch(`${home.url}/manifest.json`, { headers })).status, 400);
});

test('a service answers with the states it changed', async (t) => {
  const { home, ben } = await homeAndBen(t);
  const answer = await ben('/api/services/switch/turn_on', { entity_id: 'switch.kettle' });
  const changed = (await answer.json()) as Json[];
  assert.deepEqual(
    changed.map(({ entity_id: id, state }) => [id, state]),
    [['switch.kettle', 'on']],
  );
  const items = await ben('/api/services/todo/get_items?return_response', {
    entity_id: 'todo.shopping',
  });
  const { service_response: response } = (await items.json()) as { service_response: Json };
  assert.deepEqual(Object.keys(response), ['todo.shopping']);
  assert.equal((await ben('/api/services/switch/explode', {})).status, 400);
  assert.equal(home.failedLogins(), 0);
});

test("an administrator's service over REST counts against anybody else", async (t) => {
  const { home, ben } = await homeAndBen(t);
  assert.equal((await ben('/api/services/automation/reload', {})).status, 401);
  assert.equal(home.failedLogins(), 1);
  assert.equal((await client(home, 'Ada')('/api/services/automation/reload', {})).status, 200);
});

test("what editors save is an administrator's, and a failed login of anybody else", async (t) => {
  const { home, ben } = await homeAndBen(t);
  const config = { alias: 'Mine', triggers: [], actions: [] };
  assert.equal((await ben('/api/config/automation/config/1', config)).status, 401);
  assert.equal(home.failedLogins(), 1);
  const ada = client(home, 'Ada');
  const saved = await ada('/api/config/automation/config/1', config);
  assert.deepEqual(await saved.json(), { result: 'ok' });
  const stored = await ada('/api/config/automation/config/1');
  assert.deepEqual(await stored.json(), { id: '1', ...config });
});

test('the camera shows a picture to those who may see it', async (t) => {
  const { home, ben } = await homeAndBen(t);
  const picture = await ben('/api/camera_proxy/camera.hall');
  assert.equal(picture.headers.get('content-type'), 'image/png');
  const bytes = Buffer.from(await picture.arrayBuffer());
  assert.deepEqual([...bytes.subarray(1, 4)], [...Buffer.from('PNG')]);
  const state = (await (await ben('/api/states/camera.hall')).json()) as { attributes: Json };
  const link = String(state.attributes.entity_picture);
  assert.equal((await fetch(home.url + link)).status, 200);
  assert.equal((await fetch(`${home.url}/api/camera_proxy/camera.hall?token=old`)).status, 403);
});

test('the calendar lists what is on', async (t) => {
  const { ben } = await homeAndBen(t);
  const calendars = (await (await ben('/api/calendars')).json()) as Json[];
  assert.deepEqual(calendars, [{ name: 'Family', entity_id: 'calendar.family' }]);
  const start = new Date(Date.now() - 86_400_000).toISOString();
  const end = new Date(Date.now() + 3 * 86_400_000).toISOString();
  const events = await ben(`/api/calendars/calendar.family?start=${start}&end=${end}`);
  const list = (await events.json()) as { start: Json }[];
  assert.equal(list.length, 3);
  assert.ok(list.some(({ start: from }) => 'date' in from));
  assert.ok(list.some(({ start: from }) => 'dateTime' in from));
});

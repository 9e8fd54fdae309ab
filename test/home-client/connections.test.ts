import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { type ConnectionLimits, HomeConnections } from '../../src/home/connections.ts';
import { type ScriptedHome, startScriptedHome } from './scripted-home.ts';
import { makeToken } from './tokens.ts';

let home: ScriptedHome;
let connections: HomeConnections;
let now: number;
let refused: string[];

function connect(limits: Partial<ConnectionLimits> = {}): HomeConnections {
  connections = new HomeConnections({
    homes: [home.address],
    credential: async (id) => ({ home: 'home', token: makeToken({ jti: id }) }),
    onRefused: (id) => refused.push(id),
    clock: () => now,
    limits,
  });
  return connections;
}

beforeEach(async () => {
  home = await startScriptedHome();
  now = 1_800_000_000_000;
  refused = [];
});

afterEach(async () => {
  await connections.closeAll();
  await home.stop();
});

test('all calls of a credential share one connection', async () => {
  connect();
  const homes = await Promise.all([connections.for('a'), connections.for('a')]);
  const again = await connections.for('a');
  assert.ok(homes.every((one) => one === again));
  assert.equal(home.opened(), 1);
  assert.equal(again.user.name, 'Ada');
  await connections.for('b');
  assert.equal(home.opened(), 2);
});

test('an unused connection is closed, a used one is not', async () => {
  connect({ idleMs: 1_000 });
  await Promise.all([connections.for('a'), connections.for('b')]);
  now += 600;
  await connections.for('b');
  now += 500;
  connections.closeIdle();
  assert.equal(connections.size, 1);
  await home.untilOpen(1);
});

test('a connection with a command under way is not idle', async () => {
  connect({ idleMs: 1_000 });
  const ada = await connections.for('a');
  home.answers.set('slow', () => 'silence');
  const command = assert.rejects(ada.command({ type: 'slow' }), { code: 'home_unreachable' });
  now += 5_000;
  connections.closeIdle();
  assert.equal(connections.size, 1);
  await connections.close('a');
  await command;
});

test('beyond the limit the one longest unused makes room', async () => {
  connect({ maxOpen: 2 });
  for (const id of ['a', 'b']) {
    await connections.for(id);
    now += 10;
  }
  await connections.for('a');
  now += 10;
  await connections.for('c');
  assert.equal(connections.size, 2);
  await home.untilOpen(2);
  await connections.for('a');
  assert.equal(home.opened(), 3);
});

test('a refused credential is presented once and reported once', async () => {
  connect();
  home.accepts = () => false;
  for (let attempt = 0; attempt < 3; attempt += 1) {
    await assert.rejects(connections.for('a'), { code: 'home_refused' });
  }
  assert.equal(home.presented.length, 1);
  assert.deepEqual(refused, ['a']);
});

test('a credential that is revoked while in use is noticed at once', async () => {
  connect();
  await connections.for('a');
  home.accepts = () => false;
  home.dropAll();
  await turn(() => refused.length > 0);
  await assert.rejects(connections.for('a'), { code: 'home_refused' });
  assert.deepEqual(refused, ['a']);
  assert.equal(home.presented.length, 2);
});

test('a dropped connection is opened again, but not twice without a call', async () => {
  connect();
  const before = await connections.for('a');
  home.dropAll();
  await home.untilOpen(0);
  await home.untilOpen(1);
  const after = await connections.for('a');
  assert.notEqual(after, before);
  assert.equal(home.opened(), 2);

  home.dropAll();
  await home.untilOpen(0);
  await home.untilOpen(1);
  home.dropAll();
  await turn(() => connections.size === 0);
  assert.equal(home.opened(), 3);
});

async function turn(until: () => boolean): Promise<void> {
  while (!until()) await new Promise((resolve) => setImmediate(resolve));
}

test('a dead home costs one attempt per backoff', async () => {
  connect({ backoffMs: 1_000, maxBackoffMs: 4_000 });
  home.upgradeStatus = 502;
  let asked = 0;
  const count = async () => {
    asked += 1;
    await assert.rejects(connections.for('a'), { code: 'home_unreachable' });
    await assert.rejects(connections.for('b'), { code: 'home_unreachable' });
  };
  await count();
  now += 999;
  await count();
  home.upgradeStatus = undefined;
  await assert.rejects(connections.for('a'), { code: 'home_unreachable' });
  now += 1;
  await connections.for('a');
  assert.equal(asked, 2);
  assert.equal(home.opened(), 1);
});

test('the backoff doubles up to its bound and ends with success', async () => {
  connect({ backoffMs: 1_000, maxBackoffMs: 4_000 });
  home.upgradeStatus = 403;
  for (const pause of [1_000, 2_000, 4_000, 4_000]) {
    home.upgradeStatus = 403;
    await assert.rejects(connections.for('a'), { code: 'home_banned' });
    now += pause - 1;
    home.upgradeStatus = undefined;
    await assert.rejects(connections.for('a'), { code: 'home_banned' });
    now += 1;
  }
  await connections.for('a');
});

test('a credential that cannot be read is neither remembered nor held against the home', async () => {
  let broken = true;
  connections = new HomeConnections({
    homes: [home.address],
    credential: async () => {
      if (broken) throw new Error('the store is busy');
      return { home: 'home', token: makeToken() };
    },
    onRefused: (id) => refused.push(id),
    clock: () => now,
  });
  await assert.rejects(connections.for('a'), /the store is busy/);
  broken = false;
  await connections.for('a');
});

test('a command that is not answered in time fails without hurting the next', async () => {
  connect({ commandTimeoutMs: 2_000 });
  const ada = await connections.for('a');
  home.answers.set('slow', () => 'silence');
  await assert.rejects(ada.command({ type: 'slow' }, { timeoutMs: 20 }), { code: 'home_timeout' });
  assert.deepEqual(await ada.command({ type: 'config/floor_registry/list' }), []);
});

test("a command's refusal carries Home Assistant's own words", async () => {
  connect();
  const ada = await connections.for('a');
  home.answers.set('forbidden', () => ({
    error: { code: 'unauthorized', message: 'Admins only' },
  }));
  await assert.rejects(ada.command({ type: 'forbidden' }), {
    code: 'home_command_failed',
    homeCode: 'unauthorized',
    homeMessage: 'Admins only',
  });
});

test('a frame that is no JSON ends the connection, not the process', async () => {
  connect();
  await connections.for('a');
  for (const frame of ['not json', 'null', '[null]']) {
    home.frame(frame);
    await home.untilOpen(0);
    await home.untilOpen(1);
    await connections.for('a');
  }
});

test('events a person may not hear leave the mirror readable', async () => {
  connect();
  home.answers.set('subscribe_events', () => ({
    error: { code: 'unauthorized', message: 'Unauthorized' },
  }));
  const ada = await connections.for('a');
  assert.equal(ada.mirror.entity('light.kitchen')?.name, 'Kitchen');
});

test('a subscription that must not be refused ends the opening, not the process', async () => {
  connect();
  home.answers.set('subscribe_entities', () => ({
    error: { code: 'unknown_error', message: 'x' },
  }));
  await assert.rejects(connections.for('a'), { homeCode: 'unknown_error' });
  await home.untilOpen(0);
});

test('a home without floors and labels is one with none', async () => {
  connect();
  home.answers.delete('config/floor_registry/list');
  home.answers.delete('config/label_registry/list');
  home.answers.delete('config/entity_registry/get_entries');
  const { mirror } = await connections.for('a');
  assert.equal(mirror.floors.size + mirror.labels.size, 0);
  assert.deepEqual(mirror.entity('light.kitchen')?.aliases, []);
});

test('a home that stays silent while it is read is unreachable later, not forever', async () => {
  connect({ commandTimeoutMs: 400 });
  const services = home.answers.get('get_services');
  home.answers.set('get_services', () => 'silence');
  await assert.rejects(connections.for('a'), { code: 'home_timeout' });
  await home.untilOpen(0);
  if (services !== undefined) home.answers.set('get_services', services);
  now += 60_000;
  await connections.for('a');
});

test('closing everything while a connection opens leaves nothing behind', async () => {
  connect();
  home.greets = false;
  const opening = assert.rejects(connections.for('a'), { code: 'home_unreachable' });
  await home.untilOpen(1);
  await connections.closeAll();
  await opening;
  await home.untilOpen(0);
  await assert.rejects(connections.for('a'), { code: 'home_unreachable' });
});

test('a link that went silent is noticed', async () => {
  await home.stop();
  home = await startScriptedHome({ autoPong: false });
  connect({ heartbeatMs: 300 });
  const ada = await connections.for('a');
  home.answers.set('slow', () => 'silence');
  await assert.rejects(ada.command({ type: 'slow' }), { code: 'home_unreachable' });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  createConnection,
  createLongLivedTokenAuth,
  ERR_CANNOT_CONNECT,
  ERR_INVALID_AUTH,
  getUser,
} from 'home-assistant-js-websocket';
import { ask, connect, homeFor, personOf, RawSocket, refusal, until } from './support.ts';

test('the handshake greets, takes a token and says the version', async (t) => {
  const home = await homeFor(t);
  const socket = await new RawSocket(home).opened();
  assert.deepEqual(await socket.frame(0), { type: 'auth_required', ha_version: '2026.11.0' });
  socket.send({ type: 'auth', access_token: personOf(home, 'Ben').token });
  assert.deepEqual(await socket.frame(1), { type: 'auth_ok', ha_version: '2026.11.0' });
  socket.close();
});

test('a wrong token is refused in the exact words and counted', async (t) => {
  const home = await homeFor(t);
  const socket = await new RawSocket(home).opened();
  socket.send({ type: 'auth', access_token: 'nonsense' });
  assert.deepEqual(await socket.frame(1), {
    type: 'auth_invalid',
    message: 'Invalid access token or password',
  });
  await until(() => socket.closed, 'the end');
  assert.equal(home.failedLogins(), 1);

  const ada = await connect(t, home, 'Ada');
  const [notification] = (await ask(ada, 'persistent_notification/get')) as unknown[];
  const { notification_id: id, title } = notification as Record<string, unknown>;
  assert.deepEqual([id, title], ['http-login', 'Login attempt failed']);
});

test('the library rejects with its own number', async (t) => {
  const home = await homeFor(t);
  const auth = createLongLivedTokenAuth(home.url, 'nonsense');
  await assert.rejects(createConnection({ auth }), (error) => error === ERR_INVALID_AUTH);
  assert.equal(home.failedLogins(), 1);
});

test('a malformed auth message is refused without being counted', async (t) => {
  const home = await homeFor(t);
  const socket = await new RawSocket(home).opened();
  socket.send({ type: 'hello' });
  assert.deepEqual(await socket.frame(1), {
    type: 'auth_invalid',
    message: "Auth message incorrectly formatted: not a valid value at 'type'. Got 'hello'",
  });
  assert.equal(home.failedLogins(), 0);
});

test('who says nothing is let go after ten seconds', async (t) => {
  const home = await homeFor(t);
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const socket = new RawSocket(home);
  while (socket.frames.length === 0) await new Promise((resolve) => setImmediate(resolve));
  t.mock.timers.tick(9_999);
  assert.equal(socket.closed, false);
  t.mock.timers.tick(1);
  while (!socket.closed) await new Promise((resolve) => setImmediate(resolve));
  assert.equal(home.failedLogins(), 0);
});

test('frames that are not JSON text end the connection', async (t) => {
  const home = await homeFor(t);
  const bytes = await new RawSocket(home).opened();
  bytes.sendBytes();
  const prose = await new RawSocket(home).opened();
  prose.send('hello');
  await until(() => bytes.closed && prose.closed, 'both ends');
});

test('ids must increase, and every broken message gets its error', async (t) => {
  const home = await homeFor(t);
  const socket = new RawSocket(home);
  await socket.logIn(personOf(home, 'Ben').token);
  socket.send({ id: 5, type: 'ping' });
  assert.deepEqual(await socket.frame(2), { id: 5, type: 'pong' });
  const refused = [
    [{ id: 5, type: 'ping' }, 5, 'id_reuse', 'Identifier values have to increase.'],
    [{ type: 'ping' }, null, 'invalid_format', 'Message incorrectly formatted.'],
    [{ id: 0, type: 'ping' }, 0, 'invalid_format', 'Message incorrectly formatted.'],
    [{ id: 6, type: 'no/such' }, 6, 'unknown_command', 'Unknown command.'],
    [{ id: 6, type: 'get_states', more: 'x' }, 6, 'invalid_format', 'extra keys not allowed'],
    [
      { id: 7, type: 'search/related', item_type: 'area', item_id: 'hall', more: 'x' },
      7,
      'invalid_format',
      "not a valid option at 'more'. Got 'x'",
    ],
    [
      { id: 8, type: 'config/entity_registry/get' },
      8,
      'invalid_format',
      "required key not provided at 'entity_id'. Got None",
    ],
  ] as const;
  for (const [index, [message, id, code, text]] of refused.entries()) {
    socket.send(message);
    assert.deepEqual(await socket.frame(3 + index), {
      id,
      type: 'result',
      success: false,
      error: { code, message: text },
    });
  }
  socket.close();
});

test('answers come together in one frame only to those who can take it', async (t) => {
  const home = await homeFor(t);
  const together = [
    { id: 2, type: 'ping' },
    { id: 3, type: 'ping' },
  ];
  const plain = new RawSocket(home);
  await plain.logIn(personOf(home, 'Ben').token);
  plain.send(together);
  assert.deepEqual(await plain.frame(3), { id: 3, type: 'pong' });

  const coalescing = new RawSocket(home);
  await coalescing.logIn(personOf(home, 'Ben').token);
  coalescing.send({ id: 1, type: 'supported_features', features: { coalesce_messages: 1 } });
  assert.deepEqual(await coalescing.frame(2), {
    id: 1,
    type: 'result',
    success: true,
    result: null,
  });
  coalescing.send(together);
  assert.deepEqual(await coalescing.frame(3), [
    { id: 2, type: 'pong' },
    { id: 3, type: 'pong' },
  ]);
  plain.close();
  coalescing.close();
});

test('too many wrong logins ban the address from everything', async (t) => {
  const home = await homeFor(t, { loginAttemptsThreshold: 2 });
  const wrong = createLongLivedTokenAuth(home.url, 'nonsense');
  const right = createLongLivedTokenAuth(home.url, personOf(home, 'Ada').token);

  await assert.rejects(createConnection({ auth: wrong }));
  (await createConnection({ auth: right })).close();
  await assert.rejects(createConnection({ auth: wrong }));
  assert.equal((await fetch(`${home.url}/manifest.json`)).status, 200);

  await assert.rejects(createConnection({ auth: wrong }));
  assert.equal((await fetch(`${home.url}/manifest.json`)).status, 403);
  await assert.rejects(createConnection({ auth: right }), (error) => error === ERR_CANNOT_CONNECT);
  assert.equal(home.failedLogins(), 3);
});

test('everybody is who they are', async (t) => {
  const home = await homeFor(t);
  const ben = await connect(t, home, 'Ben');
  const { id, name, is_admin: admin } = await getUser(ben);
  assert.deepEqual([id, name, admin], [personOf(home, 'Ben').id, 'Ben', false]);
  home.setAdministrator('Ben', true);
  assert.equal((await getUser(ben)).is_admin, true);
  assert.equal(personOf(home, 'Ben').administrator, true);
});

test('what is for administrators is refused to others, and not counted', async (t) => {
  const home = await homeFor(t);
  const unauthorized = { code: 'unauthorized', message: 'Unauthorized' };
  const ben = await connect(t, home, 'Ben');
  assert.deepEqual(await refusal(ben, 'config/auth/list'), unauthorized);
  assert.deepEqual(await refusal(ben, 'homeassistant/expose_entity/list'), unauthorized);
  const ada = await connect(t, home, 'Ada');
  const users = (await ask(ada, 'config/auth/list')) as { name: string; group_ids: string[] }[];
  assert.deepEqual(
    users.map(({ name, group_ids: groups }) => [name, ...groups]),
    [
      ['Ada', 'system-admin'],
      ['Ben', 'system-users'],
    ],
  );
  assert.equal(home.failedLogins(), 0);
});

test('a revoked token ends its connections and none other', async (t) => {
  const home = await homeFor(t);
  const ada = await connect(t, home, 'Ada');
  const ben = await connect(t, home, 'Ben');
  let refusedWith: unknown;
  ben.addEventListener('reconnect-error', (_, error) => {
    refusedWith = error;
  });
  home.refuseToken(personOf(home, 'Ben').token);
  await until(() => refusedWith === ERR_INVALID_AUTH, 'the refusal');
  assert.equal(home.failedLogins(), 1);
  await ask(ada, 'get_config');
});

test('cut connections may come back, but not while the home is unreachable', async (t) => {
  const home = await homeFor(t);
  const ben = await connect(t, home, 'Ben');
  let back = 0;
  ben.addEventListener('ready', () => {
    back += 1;
  });
  home.dropConnections();
  await until(() => back === 1, 'the connection');

  home.setReachable(false);
  await assert.rejects(fetch(`${home.url}/manifest.json`));
  home.setReachable(true);
  assert.equal((await fetch(`${home.url}/manifest.json`)).status, 200);
});

test('people make, list and delete their own tokens', async (t) => {
  const home = await homeFor(t);
  const ben = await connect(t, home, 'Ben');
  const asked = { client_name: 'Front door', lifespan: 30 };
  const token = (await ask(ben, 'auth/long_lived_access_token', asked)) as string;
  const again = (await refusal(ben, 'auth/long_lived_access_token', asked)) as { code: string };
  assert.equal(again.code, 'unknown_error');

  const other = await createConnection({ auth: createLongLivedTokenAuth(home.url, token) });
  const tokens = (await ask(other, 'auth/refresh_tokens')) as Record<string, unknown>[];
  const current = tokens.find(({ is_current: isCurrent }) => isCurrent);
  assert.equal(current?.client_name, 'Front door');

  let refused = false;
  other.addEventListener('reconnect-error', () => {
    refused = true;
  });
  await ask(ben, 'auth/delete_refresh_token', { refresh_token_id: current?.id });
  await until(() => refused, 'the end of the deleted token');
});

test('the home remembers what it was asked and by whom', async (t) => {
  const home = await homeFor(t);
  const ben = await connect(t, home, 'Ben');
  await ask(ben, 'get_config');
  const last = home.commands().at(-1);
  assert.deepEqual([last?.type, last?.personId], ['get_config', personOf(home, 'Ben').id]);
});

import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { afterEach, beforeEach, test } from 'node:test';
import { checkToken } from '../../src/home/sign-in.ts';
import { type ScriptedHome, startScriptedHome } from './scripted-home.ts';
import { makeToken, NOW } from './tokens.ts';

let home: ScriptedHome;

beforeEach(async () => {
  home = await startScriptedHome();
});

afterEach(() => home.stop());

const check = (token: string, timeoutMs = 2_000) =>
  checkToken(home.address, token, { clock: () => NOW, timeoutMs });

test('a good token says whose it is, and the connection is closed again', async () => {
  assert.deepEqual(await check(makeToken()), {
    ok: true,
    value: { id: 'u1', name: 'Ada', administrator: true },
  });
  await home.untilOpen(0);
});

test('a token with blanks around it is presented without them', async () => {
  assert.equal((await check(` ${makeToken()}\n`)).ok, true);
  assert.deepEqual(home.presented, [makeToken()]);
});

test('a typo never reaches the login counter', async () => {
  const typos = ['', '   ', 'hunter2', makeToken().slice(3), makeToken({ exp: 1 })];
  const outcomes = await Promise.all(typos.map((typo) => check(typo)));
  assert.deepEqual(
    outcomes.map((outcome) => !outcome.ok && outcome.error),
    ['empty', 'empty', 'malformed', 'malformed', 'expired'],
  );
  assert.equal(home.opened(), 0);
});

test('a refused token is presented exactly once', async () => {
  home.accepts = () => false;
  assert.deepEqual(await check(makeToken()), { ok: false, error: 'refused' });
  assert.equal(home.presented.length, 1);
});

test('403 on the upgrade means that Home Assistant banned us', async () => {
  home.upgradeStatus = 403;
  assert.deepEqual(await check(makeToken()), { ok: false, error: 'banned' });
});

const UNREACHABLE = { ok: false, error: 'unreachable' };

test('another status than a websocket is an unreachable home', async () => {
  home.upgradeStatus = 502;
  assert.deepEqual(await check(makeToken()), UNREACHABLE);
});

test('a websocket that says nothing is an unreachable home', async () => {
  home.greets = false;
  assert.deepEqual(await check(makeToken(), 50), UNREACHABLE);
});

test('a Home Assistant that does not say who it is is an unreachable home', async () => {
  home.answers.set('auth/current_user', () => 'silence');
  assert.deepEqual(await check(makeToken(), 50), UNREACHABLE);
});

test('nobody there is an unreachable home', async () => {
  const address = { ...home.address, url: await closedPort() };
  assert.deepEqual(await checkToken(address, makeToken(), { clock: () => NOW }), UNREACHABLE);
});

test('a token is not given to something that is not Home Assistant', async () => {
  home.greets = false;
  const outcome = check(makeToken());
  await home.untilOpen(1);
  home.frame('{"type":"hello"}');
  assert.deepEqual(await outcome, { ok: false, error: 'unreachable' });
  assert.deepEqual(home.presented, []);
});

async function closedPort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
}

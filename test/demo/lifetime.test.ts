import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createConnection, createLongLivedTokenAuth } from 'home-assistant-js-websocket';
import { startDemoHome } from '../../src/demo/demo-home.ts';
import { lastly } from '../support/lastly.ts';
import { homeFor } from './support.ts';

test('people and tokens are the same in the next run, and nobody else reads them', async (t) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'demo-home-'));
  lastly(t, () => rmSync(dataDir, { recursive: true }));
  const first = await startDemoHome({ dataDir });
  await first.stop();
  const second = await homeFor(t, { dataDir });
  assert.deepEqual(
    second.people.map(({ id, token }) => [id, token]),
    first.people.map(({ id, token }) => [id, token]),
  );
  assert.equal(statSync(join(dataDir, 'demo-home.json')).mode & 0o777, 0o600);
  const [ada] = first.people;
  const auth = createLongLivedTokenAuth(second.url, ada?.token ?? '');
  (await createConnection({ auth })).close();
});

test('a revoked token stays revoked and its owner gets another', async (t) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'demo-home-'));
  lastly(t, () => rmSync(dataDir, { recursive: true }));
  const first = await startDemoHome({ dataDir });
  const [ada] = first.people;
  first.refuseToken(ada?.token ?? '');
  await first.stop();
  const second = await homeFor(t, { dataDir });
  assert.notEqual(second.people[0]?.token, ada?.token);
  const headers = { authorization: `Bearer ${ada?.token}` };
  assert.equal((await fetch(`${second.url}/api/`, { headers })).status, 401);
});

test('without a folder every home has people and tokens of its own', async (t) => {
  const [one, other] = [await homeFor(t), await homeFor(t)];
  assert.notEqual(one.people[0]?.token, other.people[0]?.token);
  assert.notEqual(one.people[0]?.id, other.people[0]?.id);
});

test('the tokens are of the form that long-lived ones have', async (t) => {
  const home = await homeFor(t);
  const [header, payload] = (home.people[0]?.token ?? '')
    .split('.')
    .slice(0, 2)
    .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()));
  assert.deepEqual(header, { alg: 'HS256', typ: 'JWT' });
  assert.deepEqual(Object.keys(payload), ['iss', 'iat', 'exp']);
  assert.match(payload.iss, /^[0-9a-f]{32}$/);
});

test('stopping ends connections, timers and the process', () => {
  const script = `
    import { createConnection, createLongLivedTokenAuth } from 'home-assistant-js-websocket';
    import { startDemoHome } from './src/demo/demo-home.ts';
    const home = await startDemoHome();
    const auth = createLongLivedTokenAuth(home.url, home.people[1].token);
    const connection = await createConnection({ auth });
    connection.suspendReconnectUntil(new Promise(() => {}));
    await connection.sendMessagePromise({ type: 'get_states' });
    const ended = new Promise((resolve) => connection.addEventListener('disconnected', resolve));
    await home.stop();
    await ended;
    await new Promise((resolve) => setImmediate(resolve));
    console.log(JSON.stringify(process.getActiveResourcesInfo().filter((kind) => /TCP|Timeout/.test(kind))));
  `;
  const run = spawnSync(process.execPath, ['--input-type=module-typescript', '--eval', script], {
    cwd: join(import.meta.dirname, '../..'),
    encoding: 'utf8',
    timeout: 20_000,
  });
  assert.equal(run.stderr, '');
  assert.equal(run.status, 0);
  assert.equal(run.stdout.trim(), '[]');
});

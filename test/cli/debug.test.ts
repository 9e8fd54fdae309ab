import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MINUTE } from '../../src/core/clock.ts';
import { runLatchkey } from '../support/command-line.ts';
import { startTestLatchkey, TestClock } from '../support/latchkey-under-test.ts';
import { signIn, tokensOf } from '../support/oauth-client.ts';
import { startHttpUpstream } from '../support/upstream-server.ts';
import { inHouse, startWithUpstreams } from '../support/written-upstreams.ts';

const SECRET = 'hunter2-hunter2';

test('debug on shows how assistants and Latchkey sign in, and no secret of either', async (t) => {
  const keyed = await startHttpUpstream(t, { 'X-Api-Key': SECRET });
  const headers = { 'X-Api-Key': `wrong-${SECRET}` };
  const upstreams = { keyed: inHouse(keyed.url, { headers }) };
  const lk = await startWithUpstreams(t, upstreams);
  const run = (args: string) => runLatchkey([...args.split(' '), '--data-dir', lk.dataDir]);
  const noted = () =>
    lk.logged.flatMap((line) => {
      const { auth } = JSON.parse(line);
      return auth === undefined ? [] : [auth];
    });
  await signIn(lk.base, lk.people[0]);
  assert.deepEqual(noted(), [], 'nothing while it is off');
  assert.match((await run('debug status')).out, /is off/);

  const on = await run('debug on');
  assert.equal(on.code, 0);
  assert.match(on.out, /is on until \d{4}-/);
  const { client, tokens } = await signIn(lk.base, lk.people[0]);
  const fresh = tokensOf(await client.refresh(tokens.refresh_token));
  await client.refresh(`${SECRET}.not-a-token`);
  await fetch(`${lk.base}/token?key=${SECRET}`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: SECRET, scope: `home:read ${SECRET}`, code: SECRET }),
  });
  await fetch(lk.url, { method: 'POST', headers: { Authorization: `Bearer ${SECRET}` } });
  await fetch(`${lk.base}/${SECRET}`);
  await run('refresh');

  const lines = noted();
  const has = (part: object) =>
    lines.some((line) => Object.entries(part).every(([name, value]) => line[name] === value));
  const host = new URL(lk.base).host;
  for (const part of [
    { direction: 'in', method: 'POST', host, path: '/register', status: 201 },
    { direction: 'in', method: 'GET', path: '/authorize' },
    { direction: 'in', path: '/token', status: 200, grant_type: 'authorization_code' },
    { direction: 'in', path: '/token', status: 200, grant_type: 'refresh_token' },
    { direction: 'in', path: '/token', status: 400, error: 'invalid_grant' },
    { direction: 'in', path: '/token', grant_type: 'other', scope: 'home:read other' },
    { direction: 'in', path: '/mcp', status: 401, error: 'invalid_token' },
    { direction: 'in', path: '(none)', status: 404 },
    { direction: 'out', upstream: 'keyed', host: keyed.host, path: '/mcp', status: 401 },
  ]) {
    assert.ok(has(part), `${JSON.stringify(part)} in ${JSON.stringify(lines, null, 1)}`);
  }
  const secrets = [SECRET, lk.people[0].token, client.id];
  for (const one of [tokens, fresh]) secrets.push(one.access_token, one.refresh_token);
  for (const secret of secrets) assert.ok(!JSON.stringify(lines).includes(secret));

  assert.match((await run('debug off')).out, /is off/);
  const before = noted().length;
  await fetch(lk.url, { method: 'POST' });
  assert.equal(noted().length, before);
});

test('debug ends by itself, and with a restart', async (t) => {
  const clock = new TestClock();
  const lk = await startTestLatchkey(t, { clock: clock.read });
  const status = async () =>
    JSON.parse((await runLatchkey(['debug', 'status', '--json', '--data-dir', lk.dataDir])).out).on;
  const on = () => runLatchkey(['debug', 'on', '--data-dir', lk.dataDir]);
  await on();
  assert.equal(await status(), true);
  clock.pass(15 * MINUTE);
  assert.equal(await status(), false);
  await on();
  await lk.restart();
  assert.equal(await status(), false);
});

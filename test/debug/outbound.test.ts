import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { pino } from 'pino';
import { DebugLog } from '../../src/debug/debug-log.ts';
import { notedFetch } from '../../src/debug/outbound.ts';
import type { Fetch } from '../../src/net/checked-fetch.ts';
import { rememberHandedOut } from '../../src/upstreams/handed-out.ts';
import { eventually } from '../support/eventually.ts';

const SECRET = 'hunter2-hunter2';

function noted(_t: TestContext, fetch: Fetch) {
  const lines: string[] = [];
  let now = 0;
  const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
  const debug = new DebugLog(() => now, log);
  const values = rememberHandedOut({
    variable: (name) => ({ TENANT: 'Tenant7', HOST: 'id.example', NONE: '' })[name],
    secret: () => SECRET,
  });
  for (const name of ['TENANT', 'HOST', 'NONE', 'UNSET']) values.variable(name);
  values.secret('KEY');
  const made = notedFetch({ fetch, allows: () => true, close: () => {} }, debug, {
    upstream: 'shop',
    hides: values.holdsOne,
  });
  const pass = (ms: number) => {
    now += ms;
  };
  return { debug, fetch: made.fetch, lines, pass };
}

const refusing: Fetch = async () =>
  Response.json(
    { error: 'invalid_grant', error_description: SECRET, access_token: SECRET },
    { status: 400, headers: { 'X-Echo': SECRET } },
  );

test('a line has what is known to be harmless and nothing else, whatever LOG_LEVEL says', async (t) => {
  const { debug, fetch, lines } = noted(t, refusing);
  debug.on();
  const answer = await fetch(`https://tenant7.example/realms/${SECRET}/token?key=${SECRET}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${SECRET}` },
    body: new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: SECRET,
      code_verifier: SECRET,
      scope: `read:jira ${SECRET} offline_access tenant7`,
    }),
  });
  await eventually(async () => lines.length === 2);
  assert.equal(
    JSON.parse(await answer.text()).access_token,
    SECRET,
    'the answer is still there to read',
  );
  assert.deepEqual(JSON.parse(lines[1] ?? '').auth, {
    direction: 'out',
    upstream: 'shop',
    method: 'POST',
    host: '…',
    path: '/realms/…/token',
    status: 400,
    error: 'invalid_grant',
    grant_type: 'refresh_token',
    scope: 'read:jira other offline_access',
  });
  await fetch('https://id.example:8443/mcp', { method: SECRET, body: SECRET });
  await eventually(async () => lines.length === 3);
  const { auth } = JSON.parse(lines[2] ?? '');
  assert.deepEqual([auth.host, auth.method], ['id.example:8443', 'other']);
  assert.ok(!lines.join().includes(SECRET));
});

test('a connection that failed is its code, never its message', async (t) => {
  const { debug, fetch, lines } = noted(t, async () => {
    const cause = Object.assign(new Error(SECRET), { code: 'ECONNREFUSED' });
    throw new TypeError(SECRET, { cause });
  });
  debug.on();
  await assert.rejects(fetch('https://id.example/token'), TypeError);
  assert.equal(JSON.parse(lines[1] ?? '').auth.error, 'ECONNREFUSED');
  assert.ok(!lines.join().includes(SECRET));
});

test('it is off by itself after fifteen minutes, and at once when somebody says so', async (t) => {
  const { debug, fetch, lines, pass } = noted(t, refusing);
  const ask = () => fetch('https://id.example/token');
  await ask();
  assert.equal(lines.length, 0);
  debug.on();
  pass(15 * 60_000 - 1);
  assert.ok(debug.until);
  await ask();
  await eventually(async () => lines.length === 2);
  pass(1);
  assert.equal(debug.until, undefined);
  await ask();
  debug.on();
  debug.off();
  await ask();
  await new Promise(setImmediate);
  assert.deepEqual(
    lines.map((line) => JSON.parse(line).msg),
    [
      'authentication logging is on',
      'an upstream was asked',
      'authentication logging is on',
      'authentication logging is off',
    ],
  );
});

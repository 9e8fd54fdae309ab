import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { MINUTE } from '../../src/core/clock.ts';
import type { AuditEvent } from '../../src/store/contract.ts';
import {
  type LatchkeyUnderTest,
  startTestLatchkey,
  TestClock,
  type TestLatchkeyOptions,
} from '../support/latchkey-under-test.ts';
import { callTool, signIn, submitConsent, TestClient } from '../support/oauth-client.ts';
import { withoutLimits } from '../support/without-limits.ts';

/** What was written down since the last time it was asked, oldest first. */
function log(lk: LatchkeyUnderTest): () => Promise<readonly AuditEvent[]> {
  let after = 0;
  return async () => {
    const { events } = await lk.latchkey.store.auditPage({ limit: 10_000 });
    const fresh = events.slice(after);
    after = events.length;
    return fresh;
  };
}

async function scene(t: TestContext, options: TestLatchkeyOptions = {}) {
  const lk = await startTestLatchkey(t, options);
  const [ada] = lk.home.people;
  assert.ok(ada?.administrator);
  return { lk, since: log(lk), ada };
}

const kinds = (events: readonly AuditEvent[]) =>
  events.map(({ kind, outcome }) => `${kind} ${outcome}`);

test('a tool call says who, through which client and door, on what, and how it went', async (t) => {
  const { lk, since, ada } = await scene(t);
  const { client, tokens } = await signIn(lk.base, ada);
  await since();
  const call = { domain: 'light', service: 'turn_on', entity_id: ['light.kitchen', 'light.nope'] };
  await callTool(lk.url, tokens.access_token, 'call_service', {
    ...call,
    entity_id: 'light.kitchen',
    data: { brightness_pct: 33 },
  });
  await callTool(lk.url, tokens.access_token, 'call_service', call);
  const [done, failed, ...others] = await since();
  assert.deepEqual(others, []);
  const [grant] = await lk.latchkey.store.grants();
  assert.ok(done && failed && grant);
  assert.deepEqual(done, {
    at: done.at,
    kind: 'tool',
    home: 'home',
    personId: ada.id,
    clientId: client.id,
    grantId: grant.id,
    issuer: lk.base,
    outcome: 'done',
    detail: {
      tool: 'call_service',
      on: 'light.turn_on, light.kitchen',
      ms: done.detail?.ms,
    },
  });
  assert.equal(typeof done.detail?.ms, 'number');
  assert.equal(failed.outcome, 'failed');
  assert.equal(failed.detail?.on, 'light.turn_on, light.kitchen, light.nope');
  assert.doesNotMatch(JSON.stringify([done, failed]), /brightness/);
});

test('a call beyond what was granted is written down as refused', async (t) => {
  const { lk, since, ada } = await scene(t);
  const { tokens } = await signIn(lk.base, ada, { permission: 'look' });
  await since();
  const { status } = await callTool(lk.url, tokens.access_token, 'call_service', {});
  assert.equal(status, 403);
  const [refused] = await since();
  assert.equal(refused?.outcome, 'refused');
  assert.equal(refused?.personId, ada.id);
  assert.equal(refused?.detail?.needs, 'home:control');
});

test('from the registration to the end, every step of a sign-in is written down', async (t) => {
  const clock = new TestClock();
  const { lk, since, ada } = await scene(t, { clock: clock.read });
  const client = await TestClient.register(lk.base, { client_name: 'Kitchen tablet' });
  await submitConsent(await client.openConsent(), 'x'.repeat(180));
  await submitConsent(await client.openConsent(), ada.token, { action: 'deny' });
  const before = await since();
  assert.deepEqual(kinds(before).slice(0, 1), ['registration registered']);
  assert.deepEqual(before[0]?.detail, { name: 'Kitchen tablet' });
  assert.deepEqual(before.at(1)?.kind, 'sign_in');
  assert.deepEqual(kinds(before).slice(2), ['consent denied']);
  for (const event of before) {
    assert.equal(event.clientId, client.id);
    assert.equal(event.issuer, lk.base);
  }

  const first = await signIn(lk.base, ada, { client });
  await client.revoke(first.tokens.access_token);
  const second = await signIn(lk.base, ada, { client });
  const stolen = second.tokens.refresh_token ?? '';
  await client.refresh(stolen);
  clock.pass(MINUTE);
  await client.refresh(stolen);
  const events = await since();
  assert.deepEqual(kinds(events), [
    'consent allowed',
    'grant revoked_by_client',
    'consent allowed',
    'grant refresh_replayed',
  ]);
  for (const { personId, clientId, home, issuer } of events) {
    assert.deepEqual(
      { personId, clientId, home, issuer },
      { personId: ada.id, clientId: client.id, home: 'home', issuer: lk.base },
    );
  }
});

test('a token that the home no longer accepts ends the grant in the log too', async (t) => {
  const { lk, since, ada } = await scene(t);
  const { tokens } = await signIn(lk.base, ada);
  await since();
  lk.home.refuseToken(ada.token);
  await callTool(lk.url, tokens.access_token, 'home_overview');
  assert.ok(kinds(await since()).includes('grant credential_refused'));
});

test('strangers cannot push the household out of the log', async (t) => {
  const clock = new TestClock();
  const { lk, since } = await scene(t, { clock: clock.read, limits: withoutLimits });
  for (let n = 0; n < 50; n += 1) await TestClient.register(lk.base);
  assert.equal((await since()).length, 30);
  clock.pass(6 * MINUTE);
  await TestClient.register(lk.base, { client_name: 'Late' });
  const [late, ...others] = await since();
  assert.deepEqual(others, []);
  assert.deepEqual(late?.detail, { name: 'Late', unwritten: 20 });
});

test('nothing is written down where the operator wants no log', async (t) => {
  const { lk, since, ada } = await scene(t, { env: { MCP_AUDIT_DAYS: '0' } });
  const { client, tokens } = await signIn(lk.base, ada);
  await callTool(lk.url, tokens.access_token, 'home_overview');
  await client.revoke(tokens.access_token);
  assert.deepEqual(await since(), []);
});

const CLI = join(import.meta.dirname, '../../src/cli.ts');

function audit(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [CLI, 'audit', ...args], (error, out, err) =>
      resolve({ code: Number(error?.code ?? 0), out, err }),
    );
  });
}

test('latchkey audit exports the log of a Latchkey that is running', async (t) => {
  const { lk, since, ada } = await scene(t);
  const client = await TestClient.register(lk.base, { client_name: 'Kitchen tablet' });
  const { tokens } = await signIn(lk.base, ada, { client });
  await callTool(lk.url, tokens.access_token, 'get_state', { entity_id: 'light.kitchen' });
  const written = await since();
  const from = ['--data-dir', lk.dataDir];

  const { code, out, err } = await audit('--json', ...from);
  assert.equal(err, '');
  assert.equal(code, 0);
  const lines = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  assert.equal(lines.length, written.length);
  const { at, ...last } = lines.at(-1) ?? {};
  assert.equal(at, new Date(written.at(-1)?.at ?? 0).toISOString());
  assert.deepEqual(last, {
    kind: 'tool',
    outcome: 'done',
    home: 'home',
    person_id: ada.id,
    person: ada.name,
    client_id: client.id,
    client: 'Kitchen tablet',
    grant_id: written.at(-1)?.grantId,
    issuer: lk.base,
    detail: written.at(-1)?.detail,
  });

  const count = async (...filter: string[]) =>
    (await audit('--json', ...from, ...filter)).out.split('\n').length - 1;
  assert.equal(await count('--kind', 'tool'), 1);
  assert.equal(await count('--client', 'kitchen Tablet', '--since', '1h'), written.length);
  assert.equal(await count('--client', 'another'), 0);
  assert.equal(await count('--person', ada.name.toUpperCase()), written.length - 1);
  assert.equal(await count('--since', '2999-01-01'), 0);

  const text = (await audit(...from, '--kind', 'tool')).out;
  assert.match(
    text,
    new RegExp(
      `^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\dZ get_state \\(light\\.kitchen\\) done \\d+ ms ${ada.name} through Kitchen tablet\\n$`,
    ),
  );
  assert.equal((await since()).length, 0, 'reading the log is not written into it');
});

test('latchkey audit says how it is used', async (t) => {
  const { lk } = await scene(t);
  assert.match((await audit('--help')).out, /^Usage: latchkey audit .*--since/);
  for (const [args, sentence] of [
    [['--sinse', '1h'], /^There is an option that audit does not know\.\n\nUsage: latchkey audit/],
    [['--since', 'noon', '--data-dir', lk.dataDir], /^"noon" is no time\./],
  ] as const) {
    const { code, err } = await audit(...args);
    assert.equal(code, 2);
    assert.match(err, sentence);
  }
  const nowhere = await audit('--data-dir', join(lk.dataDir, 'none'));
  assert.equal(nowhere.code, 1);
  assert.match(nowhere.err, /^There is no .*latchkey\.db: start Latchkey once/);
});

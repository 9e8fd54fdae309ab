import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { DAY } from '../../src/core/clock.ts';
import type { AuditEvent } from '../../src/store/contract.ts';
import { callTool, mcp, send, signIn, submitConsent, TestClient } from '../support/oauth-client.ts';
import { type SettingsStage, settingsStage } from '../support/settings-stage.ts';

/** A page as its reader sees it: without markup, in one line. */
function read(page: string): string {
  return page
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&quot;', '"')
    .replace(/\s+/g, ' ');
}

async function stageWithCalls(t: TestContext) {
  const stage = await settingsStage(t);
  const { latchkey, ada } = stage;
  const client = await TestClient.register(latchkey.base, { client_name: 'Claude <b>' });
  const { tokens } = await signIn(latchkey.base, ada, { client });
  await callTool(latchkey.url, tokens.access_token, 'control_devices', {
    action: 'turn_on',
    entity_id: ['light.kitchen'],
  });
  await callTool(latchkey.url, tokens.access_token, 'home_overview');
  return { ...stage, client, tokens };
}

test('an administrator reads what was done, in names and not in ids', async (t) => {
  const { as, ada } = await stageWithCalls(t);
  const html = await as(ada).read('activity');
  const page = read(html);
  assert.match(page, /Claude &lt;b&gt; turned on Kitchen for Ada/);
  assert.match(page, /Claude &lt;b&gt; used “Home overview” for Ada/);
  assert.match(page, /Ada let Claude &lt;b&gt; in/);
  assert.match(page, /2 calls in the last 30 days/);
  assert.doesNotMatch(html, /<b>Claude|style="/);
  assert.ok(page.indexOf('Home overview') < page.lastIndexOf('Ada let'), 'newest first');
});

test('the log is narrowed by keys that say nothing, also for a client whose id is a URL', async (t) => {
  const { as, ada, ben, latchkey, client } = await stageWithCalls(t);
  const { store } = latchkey.latchkey;
  const id = 'https://assistant.example/client.json?x=/a';
  const kept = await store.client(client.id);
  assert.ok(kept !== undefined);
  await store.putClient({ ...kept, id, origin: 'document', name: 'From a document' }, 10);
  store.appendAudit({
    at: Date.now(),
    kind: 'tool',
    clientId: id,
    home: 'home',
    personId: ben.id,
    outcome: 'failed',
    detail: { tool: 'get_history', ms: 3 },
  });
  const page = await as(ada).read('activity');
  const keyFor = (name: string) => new RegExp(`value="([\\w-]{12})">${name}<`).exec(page)?.[1];
  const assistant = keyFor('From a document');
  const person = keyFor('Ada');
  assert.ok(assistant !== undefined && person !== undefined);
  const narrowed = read(await as(ada).read(`activity?assistant=${assistant}`));
  assert.match(narrowed, /From a document tried to use “Get history”/);
  assert.doesNotMatch(narrowed, /for Ada/);
  assert.match(read(await as(ada).read(`activity?person=${person}`)), /for Ada/);
  const both = read(await as(ada).read(`activity?assistant=${assistant}&person=${person}`));
  assert.match(both, /Nothing fits what you chose/);
  const failed = read(await as(ada).read('activity?kind=calls&outcome=failed&since=2020-01-01'));
  assert.match(failed, /tried to use “Get history”/);
  assert.doesNotMatch(failed, /for Ada/);
  assert.match(read(await as(ada).read('activity?since=2100-01-01')), /Nothing fits/);
  assert.match(read(await as(ada).read('activity?person=gone')), /Nothing fits/);
});

test('a long log is read page by page, each entry once', async (t) => {
  const { as, ada, latchkey } = await settingsStage(t);
  for (let n = 0; n < 120; n += 1) {
    latchkey.latchkey.store.appendAudit({
      at: Date.now() - 1_000 + n,
      kind: 'client_credentials',
      outcome: 'granted',
      detail: { machine: `machine ${n} of many` },
    });
  }
  const seen: string[] = [];
  for (let path: string | undefined = 'activity'; path !== undefined; ) {
    const page = await as(ada).read(path);
    seen.push(...Array.from(page.matchAll(/machine (\d+) of many/g), ([, n = '']) => n));
    const [, older] = /href="(activity[^"]*)">Older</.exec(page) ?? [];
    path = older?.replaceAll('&amp;', '&');
  }
  assert.deepEqual(
    seen,
    Array.from({ length: 120 }, (_, n) => String(119 - n)),
  );
});

test('what fits is taken away as JSON lines, oldest first', async (t) => {
  const { as, ada } = await stageWithCalls(t);
  const answer = await as(ada).open('activity/export.jsonl?kind=calls');
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get('content-disposition') ?? '', /^attachment; filename=/);
  const lines = (await answer.text()).trimEnd().split('\n');
  const events = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  assert.deepEqual(
    events.map(({ kind, outcome, person, client }) => ({ kind, outcome, person, client })),
    [1, 2].map(() => ({ kind: 'tool', outcome: 'done', person: 'Ada', client: 'Claude <b>' })),
  );
  const all = await (await as(ada).open('activity/export.jsonl')).text();
  assert.match(all, /"kind":"consent"/);
});

test('failed attempts are counted by day and reason, with what let them in the log', async (t) => {
  const { as, ada, latchkey, client } = await stageWithCalls(t);
  await submitConsent(await client.openConsent(), 'no token');
  for (let n = 0; n < 3; n += 1) await mcp(latchkey.url, 'not-a-pass', 'tools/list');
  await mcp(latchkey.url, undefined, 'tools/list');
  await client.refresh('unknown');
  const page = read(await as(ada).read('activity'));
  assert.match(page, /A pass that is unknown or no longer good · 4 times · from an address/);
  assert.match(page, /A sign-in with something that is no token of Home Assistant · once/);
  await latchkey.restart();
  const events: AuditEvent[] = [];
  for (const one of (await latchkey.latchkey.store.searchAudit({ kinds: ['refusal'], limit: 9 }))
    .events) {
    events.push(one);
  }
  assert.deepEqual(events.map(({ outcome, detail }) => ({ outcome, ...detail })).toReversed(), [
    { outcome: 'token_refused', route: 'mcp', source: 'unknown', count: 3 },
    { outcome: 'token_refused', route: 'token', source: 'unknown', count: 1 },
  ]);
});

test('what was asked too often is among them', async (t) => {
  const { as, ada, latchkey } = await settingsStage(t);
  let status = 0;
  for (let n = 0; n < 400 && status !== 429; n += 1) {
    ({ status } = await send(`${latchkey.base}/authorize`, { headers: { Accept: 'text/html' } }));
  }
  assert.equal(status, 429);
  const page = read(await as(ada).read('activity'));
  assert.match(page, /Far more requests than a household makes · once/);
});

test('says that nothing is written down, and how to change that', async (t) => {
  const { as, ada } = await settingsStage(t, { env: { MCP_AUDIT_DAYS: '0' } });
  const page = read(await as(ada).read('activity'));
  assert.match(page, /Nothing is written down/);
  assert.match(page, /MCP_AUDIT_DAYS/);
});

test('an address that somebody wrote by hand is 400 or shows less, never a fault', async (t) => {
  const { as, ada } = await settingsStage(t);
  for (const query of [
    'before=x',
    'before=-1',
    'before=1e99',
    'kind=__proto__',
    'outcome=constructor',
    'since=yesterday',
    'since=2026-99-99',
    `person=${'a'.repeat(500)}`,
    'person=a&person=b',
  ]) {
    const answer = await as(ada).open(`activity?${query}`);
    assert.ok([200, 400].includes(answer.status), `${query}: ${answer.status}`);
    const file = await as(ada).open(`activity/export.jsonl?${query}`);
    assert.ok([200, 400].includes(file.status), `${query}: ${file.status}`);
  }
  assert.equal((await as(ada).open('activity?before=1')).status, 200);
});

test('a home that is gone costs the names, not the page', async (t) => {
  const stage: SettingsStage = await settingsStage(t);
  const { as, ada, home, latchkey } = stage;
  latchkey.latchkey.store.appendAudit({
    at: Date.now() - DAY,
    kind: 'tool',
    home: 'home',
    personId: ada.id,
    outcome: 'done',
    detail: { tool: 'get_state', on: 'light.kitchen, area:living_room, +2' },
  });
  assert.match(
    read(await as(ada).read('activity')),
    /for Ada on Kitchen, all of Living room, and 2 more/,
  );
  home.setReachable(false);
  const page = read(await as(ada).read('activity'));
  assert.match(page, /on light\.kitchen, area:living_room, and 2 more/);
});

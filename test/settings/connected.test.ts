import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { DAY, MINUTE } from '../../src/core/clock.ts';
import { TestClock, type TestLatchkeyOptions } from '../support/latchkey-under-test.ts';
import { basic, type MachineClient, postForm } from '../support/machine-client.ts';
import {
  callTool,
  codeOf,
  jsonOf,
  mcp,
  signIn,
  submitConsent,
  TestClient,
  tokensOf,
  toolNames,
} from '../support/oauth-client.ts';
import { ERAS, sdkClient } from '../support/sdk-client.ts';
import { settingsStage } from '../support/settings-stage.ts';

const ROBOT: MachineClient = { id: 'robot', secret: 'Wp3eJ6hG1fD8sB4nL9cK' };
const LISTED = [
  { client_id: ROBOT.id, client_secret: ROBOT.secret, grant_types: ['client_credentials'] },
];
const ALL = 'home:configure energy:read';
const LIMIT = { timeout: MINUTE };

/** Ada has connected an assistant that may do everything; an administrator looks at the page. */
async function stage(t: TestContext, options: TestLatchkeyOptions = {}) {
  const found = await settingsStage(t, options);
  const { latchkey, ada } = found;
  const client = await TestClient.register(latchkey.base, { client_name: 'Claude' });
  const connected = await signIn(latchkey.base, ada, {
    client,
    scope: ALL,
    permission: 'configure',
  });
  const token = connected.tokens.access_token;
  const { store } = latchkey.latchkey;
  const [grant] = await store.grants();
  assert.ok(grant);
  const page = found.as(ada);
  const change = (action: string, fields: Readonly<Record<string, string | string[]>> = {}) =>
    page.send('connected', `connected/${action}`, { grant: grant.id, ...fields });
  return { ...found, ...connected, token, store, grant, page, change };
}

/** How an action of ours is answered when it was done: back to the page, with a word of it. */
async function assertDone(answer: Response, done: string): Promise<void> {
  assert.equal(answer.status, 303, await answer.text());
  assert.match(answer.headers.get('location') ?? '', new RegExp(`/connected\\?done=${done}$`));
}

function assertHas(page: string, ...parts: readonly string[]): void {
  for (const part of parts) assert.ok(page.includes(part), `${part} in ${page}`);
}

test('an empty page says where to begin', async (t) => {
  const { as, ada } = await settingsStage(t);
  const page = await as(ada).read('connected');
  assertHas(page, 'Nothing is connected yet', 'Connect an assistant');
  assert.doesNotMatch(page, /Disconnect everything/);
});

test('shows who is connected, as whom, through which door, with what, since when', async (t) => {
  const clock = new TestClock();
  const { page, latchkey, ben, client } = await stage(t, { clock: clock.read });
  await signIn(latchkey.base, ben, { client });
  const before = await page.read('connected');
  assertHas(before, 'For Ada', 'For Ben', 'Look, control and configure', 'Energy use');
  assertHas(before, new URL(latchkey.base).host, 'Not used yet', 'nobody vouches for it');
  assert.equal(before.match(/<h2>Claude<\/h2>/g)?.length, 1, 'one card for both people');
  assert.doesNotMatch(before, /\b(grant|scope|OAuth|upstream|principal)s?\b(?![="])/i);
});

test('says where a use came from only where that is known', async (t) => {
  const clock = new TestClock();
  const { page, latchkey, token } = await stage(t, {
    clock: clock.read,
    env: { MCP_TRUST_PROXY: '127.0.0.1' },
  });
  const use = (headers: Readonly<Record<string, string>> = {}) =>
    callTool(latchkey.url, token, 'home_overview', {}, { headers });
  clock.pass(1_000);
  await use({ 'X-Forwarded-For': '203.0.113.7' });
  clock.pass(10 * MINUTE);
  assertHas(await page.read('connected'), '10 minutes ago', '<dd>203.0.113.7</dd>');
  await use();
  const unknown = await page.read('connected');
  assertHas(unknown, 'just now', 'Not known <small>It came through a tunnel');
  assert.doesNotMatch(unknown, /203\.0\.113\.7|From<.dt><dd>127/);
});

test('an address that anybody may have written is not believed', async (t) => {
  const clock = new TestClock();
  const { page, latchkey, token } = await stage(t, { clock: clock.read });
  clock.pass(1_000);
  const headers = { 'X-Forwarded-For': '203.0.113.7' };
  await callTool(latchkey.url, token, 'home_overview', {}, { headers });
  assertHas(await page.read('connected'), 'Not known <small>It came through a tunnel');
});

test('what is taken away is gone from the next call on, and no refresh brings it back', async (t) => {
  const { change, page, latchkey, token, client, tokens } = await stage(t);
  assert.ok((await toolNames(latchkey.url, token)).includes('control_devices'));
  await assertDone(await change('lower', { level: 'look' }), 'lowered');

  const names = await toolNames(latchkey.url, token);
  assert.ok(names.includes('home_overview'));
  for (const gone of ['control_devices', 'save_automation', 'hourly_consumption']) {
    assert.ok(!names.includes(gone), gone);
  }
  const call = await callTool(latchkey.url, token, 'control_devices', {});
  assert.equal(call.status, 403);
  assert.match(call.headers.get('www-authenticate') ?? '', /insufficient_scope/);

  const fresh = tokensOf(await client.refresh(tokens.refresh_token));
  assert.equal(fresh.scope, 'home:read');
  // A client that goes on asking for what it was given at first is given what is left.
  const asked = tokensOf(await client.refresh(fresh.refresh_token, { scope: tokens.scope }));
  assert.equal(asked.scope, 'home:read');
  assert.ok(!(await toolNames(latchkey.url, asked.access_token)).includes('control_devices'));
  const never = await client.refresh(asked.refresh_token, { scope: 'home:read upstream:x' });
  assert.equal(tokensOf(never).scope, 'home:read', 'what there is not is left out as before');
  assertHas(await page.read('connected'), 'An administrator took some of it away');
});

test('a token for controlling alone still looks after controlling was taken away', async (t) => {
  const { change, latchkey, client, tokens } = await stage(t);
  const narrow = tokensOf(await client.refresh(tokens.refresh_token, { scope: 'home:control' }));
  await change('lower', { level: 'look', energy: 'yes' });
  const names = await toolNames(latchkey.url, narrow.access_token);
  assert.ok(names.includes('home_overview'));
  assert.ok(!names.includes('control_devices') && !names.includes('hourly_consumption'));
});

test('nothing that is sent gives more', async (t) => {
  const { change, store, grant } = await stage(t);
  await change('lower', { level: 'look', energy: 'yes' });
  const wider = { level: 'configure', energy: 'yes', server: ['shop', 'home:configure'] };
  await assertDone(await change('lower', wider), 'lowered');
  assert.deepEqual((await store.grant(grant.id))?.scope, ['home:read', 'energy:read']);
  const nothing = await change('lower', { level: 'nothing' });
  assert.equal(nothing.status, 400);
  assertHas(await nothing.text(), 'Nothing would be left');
  for (const fields of [{ level: 'everything' }, { energy: 'no' }, { grant: '' }]) {
    assert.equal((await change('lower', fields)).status, 400);
  }
  assert.deepEqual((await store.grant(grant.id))?.scope, ['home:read', 'energy:read']);
});

for (const { era, mode } of ERAS) {
  test(`a paused assistant is told so, keeps its sign-in, and goes on (${era})`, async (t) => {
    const { change, page, latchkey, token, client, tokens } = await stage(t);
    await assertDone(await change('pause'), 'paused');
    assertHas(await page.read('connected'), 'Paused since');

    const sdk = await sdkClient(t, latchkey.url, token, mode);
    const { tools } = await sdk.listTools();
    assert.ok(tools.some(({ name }) => name === 'control_devices'));
    const call = { name: 'home_overview', arguments: {} };
    const refused = await sdk.callTool(call);
    assert.equal(refused.isError, true);
    assert.match(JSON.stringify(refused.content), /administrator of this home has paused/);
    assert.equal(refused.structuredContent, undefined);
    assert.deepEqual((await sdk.listPrompts()).prompts, []);
    assert.deepEqual((await sdk.listResources()).resources, []);
    await assert.rejects(sdk.readResource({ uri: 'home://overview' }), /has paused/);
    await assert.rejects(sdk.getPrompt({ name: 'morning_summary' }), /has paused/);

    const fresh = tokensOf(await client.refresh(tokens.refresh_token));
    const still = await callTool(latchkey.url, fresh.access_token, 'home_overview', {}, { era });
    assert.equal(still.result?.isError, true);
    await assertDone(await change('resume'), 'resumed');
    assert.notEqual((await sdk.callTool(call)).isError, true);
    const open = await callTool(latchkey.url, fresh.access_token, 'home_overview', {}, { era });
    assert.notEqual(open.result?.isError, true);
  });
}

test('tokens of a paused assistant are not active', async (t) => {
  const { change, latchkey, token, tokens } = await stage(t, {
    env: { MCP_CLIENTS: JSON.stringify(LISTED) },
  });
  const active = async (one: string) => {
    const headers = { Authorization: basic(ROBOT) };
    const answer = await postForm(`${latchkey.base}/introspect`, { token: one }, headers);
    return jsonOf(answer).active;
  };
  for (const [action, expected] of [
    ['pause', false],
    ['resume', true],
  ] as const) {
    await change(action);
    assert.equal(await active(token), expected, action);
    assert.equal(await active(tokens.refresh_token), expected, action);
  }
});

test('one that is disconnected is refused at once, and its open stream ends', LIMIT, async (t) => {
  const { change, page, latchkey, token, client, tokens, ben } = await stage(t);
  const other = await signIn(latchkey.base, ben);
  const sdk = await sdkClient(t, latchkey.url, token, ERAS[0].mode);
  const stays = await sdkClient(t, latchkey.url, other.tokens.access_token, ERAS[0].mode);
  const stream = await sdk.listen({ toolsListChanged: true });
  const untouched = await stays.listen({ toolsListChanged: true });
  await assertDone(await change('disconnect'), 'disconnected');
  assert.equal((await mcp(latchkey.url, token, 'tools/list')).status, 401);
  assert.equal((await client.refresh(tokens.refresh_token)).status, 400);
  assert.equal(await stream.closed, 'remote');
  const open = await Promise.race([untouched.closed, Promise.resolve('open')]);
  assert.equal(open, 'open');
  assert.equal((await mcp(latchkey.url, other.tokens.access_token, 'tools/list')).status, 200);
  assertHas(await page.read('connected'), 'Claude, for Ada', 'An administrator disconnected it.');
});

test('everything is disconnected together, for everybody', async (t) => {
  const { change, page, latchkey, token, ben } = await stage(t);
  const other = await signIn(latchkey.base, ben);
  assertHas(await page.read('connected'), 'All 2 connections end at once');
  await assertDone(await change('disconnect-everything'), 'everything');
  for (const one of [token, other.tokens.access_token]) {
    assert.equal((await mcp(latchkey.url, one, 'tools/list')).status, 401);
  }
  assertHas(await page.read('connected'), 'Nothing is connected yet');
});

test('what was allowed and not yet fetched is disconnected with everything', async (t) => {
  const { change, latchkey, ben } = await stage(t);
  const client = await TestClient.register(latchkey.base);
  const code = codeOf(await submitConsent(await client.openConsent(), ben.token));
  await assertDone(await change('disconnect-everything'), 'everything');
  const answer = await client.redeem(code);
  assert.equal(answer.status, 400);
  assert.equal(jsonOf(answer).error, 'invalid_grant');
});

test('what has ended meanwhile is said to be gone, and so is what never was', async (t) => {
  const { change, store, grant, latchkey, ben } = await stage(t);
  await signIn(latchkey.base, ben);
  await store.endGrant(grant.id, 'revoked_by_client', Date.now());
  for (const [action, id] of [
    ['lower', grant.id],
    ['pause', grant.id],
    ['resume', grant.id],
    ['disconnect', grant.id],
    ['disconnect', 'never'],
    ['pause', '__proto__'],
  ] as const) {
    const answer = await change(action, { grant: id, level: 'look' });
    assert.equal(answer.status, 409, `${action} ${id}`);
    assertHas(await answer.text(), 'That was not done', 'signed out by itself');
  }
});

test('what ended long ago is not shown', async (t) => {
  const clock = new TestClock();
  const { change, page } = await stage(t, { clock: clock.read });
  await change('disconnect');
  clock.pass(6 * DAY);
  assertHas(await page.read('connected'), 'Claude, for Ada');
  clock.pass(2 * DAY);
  assert.doesNotMatch(await page.read('connected'), /Claude/);
});

test('the name that an assistant chose is only text', async (t) => {
  const { page, latchkey, ben } = await stage(t);
  const client = await TestClient.register(latchkey.base, {
    client_name: `"><script>alert(1)</script>*bold*`,
  });
  await signIn(latchkey.base, ben, { client });
  const text = await page.read('connected');
  assert.doesNotMatch(text, /<script>alert|<strong>bold/);
  assertHas(text, '&lt;script&gt;alert(1)&lt;/script&gt;*bold*');
});

test('every change is written down with who made it', async (t) => {
  const { change, store, ada, ben, grant, latchkey } = await stage(t);
  await change('lower', { level: 'control', energy: 'yes' });
  await change('pause');
  await change('resume');
  await change('disconnect');
  await signIn(latchkey.base, ben);
  await change('disconnect-everything');
  const events = (await store.auditEvents(50)).toReversed();
  const of = (kind: string) => events.filter((one) => one.kind === kind);
  assert.deepEqual(
    of('settings').map(({ outcome, personId, detail }) => [outcome, personId, detail]),
    [
      ...['lowered', 'paused', 'resumed', 'disconnected'].map((what) => [
        what,
        ada.id,
        { grant: grant.id },
      ]),
      ['disconnected_everything', ada.id, { count: 1 }],
    ],
  );
  assert.deepEqual(
    of('grant').flatMap(({ outcome, grantId }) => (grantId === grant.id ? outcome : [])),
    ['lowered', 'paused', 'resumed', 'disconnected'],
  );
});

import assert from 'node:assert/strict';
import { after, beforeEach, type TestContext, test } from 'node:test';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { MINUTE } from '../../src/core/clock.ts';
import { lastly } from '../support/lastly.ts';
import { startTestLatchkey, TestClock } from '../support/latchkey-under-test.ts';
import { callTool, mcp, signIn } from '../support/oauth-client.ts';

const clock = new TestClock();
const lk = await startTestLatchkey({ after }, { clock: clock.read });
const { url, home, people } = lk;
const [ada] = people;
const { tokens } = await signIn(lk.base, ada);
const UNLOCK = { domain: 'lock', service: 'unlock', entity_id: 'lock.front_door' };
const FORMS = { 'io.modelcontextprotocol/clientCapabilities': { elicitation: {} } };

const sent = () => home.commands().filter(({ type }) => type === 'call_service').length;
// Without a phone there is nobody else to ask.
home.setState('person.ada', 'home', { device_trackers: [] });
let before = 0;
beforeEach(() => {
  home.setState('lock.front_door', 'locked');
  before = sent();
});

type Said = 'accept' | 'decline' | 'cancel';

/** The SDK's own client, whose person always says the same; and the questions they were shown. */
async function connect(t: TestContext, mode: 'legacy' | { pin: '2026-07-28' }, said?: Said) {
  const client = new Client(
    { name: 'asking', version: '0' },
    {
      versionNegotiation: { mode },
      ...(said !== undefined && { capabilities: { elicitation: {} } }),
    },
  );
  const questions: string[] = [];
  if (said !== undefined) {
    client.setRequestHandler('elicitation/create', ({ params }) => {
      questions.push(params.message);
      return said === 'accept' ? { action: said, content: {} } : { action: said };
    });
  }
  const headers = { Authorization: `Bearer ${tokens.access_token}` };
  await client.connect(
    new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }),
  );
  lastly(t, () => client.close());
  return { client, questions };
}

const ERAS = [
  ['2025-11-25', 'legacy'],
  ['2026-07-28', { pin: '2026-07-28' }],
] as const;

for (const [era, mode] of ERAS) {
  test(`${era}: a yes opens the door, once, for exactly what was asked`, async (t) => {
    const { client, questions } = await connect(t, mode, 'accept');
    const called = await client.callTool({ name: 'call_service', arguments: UNLOCK });
    assert.equal(called.isError, undefined, JSON.stringify(called));
    assert.match(JSON.stringify(called.structuredContent), /"unlock/);
    assert.deepEqual(questions, [
      'An assistant wants to act in your home:\n- Unlock Front door (lock.front_door)\nAllow it this once?',
    ]);
    assert.equal(sent(), before + 1);
    await client.callTool({ name: 'call_service', arguments: UNLOCK });
    assert.equal(questions.length, 2, 'it is asked again for the next call');
  });

  for (const said of ['decline', 'cancel'] as const) {
    test(`${era}: ${said} leaves it shut`, async (t) => {
      const { client, questions } = await connect(t, mode, said);
      const called = await client.callTool({ name: 'call_service', arguments: UNLOCK });
      assert.equal(called.isError, true);
      assert.match(JSON.stringify(called.content), /Not done, because the person/);
      assert.equal(questions.length, 1);
      assert.equal(sent(), before, 'nothing was sent to the home');
    });
  }

  test(`${era}: a client that cannot ask is told how to allow it`, async (t) => {
    const { client } = await connect(t, mode);
    const called = await client.callTool({ name: 'call_service', arguments: UNLOCK });
    assert.equal(called.isError, true);
    assert.match(JSON.stringify(called.content), /Unlock Front door .*Nobody could be asked/);
    assert.equal(sent(), before);
    const locked = { ...UNLOCK, service: 'lock' };
    assert.equal(
      (await client.callTool({ name: 'call_service', arguments: locked })).isError,
      undefined,
      'locking needs no question',
    );
  });
}

/** A call of 2026-07-28 from a client that can ask, with what it comes back with. */
function call(
  args: Readonly<Record<string, unknown>>,
  back: Readonly<Record<string, unknown>> = {},
  token = tokens.access_token,
) {
  return mcp(
    url,
    token,
    'tools/call',
    { name: 'call_service', arguments: args, ...back },
    { meta: FORMS },
  );
}

const yes = (state: unknown) => ({
  requestState: state,
  inputResponses: { allow: { action: 'accept', content: {} } },
});

async function question(args: Readonly<Record<string, unknown>> = UNLOCK): Promise<string> {
  const { result, text } = await call(args);
  assert.equal(result?.resultType, 'input_required', text);
  return String(result?.requestState);
}

test('a question is for one caller, one tool and exactly these arguments', async () => {
  const state = await question();
  const other = await signIn(lk.base, ada);
  const changed = `${state.slice(0, -9)}${state.at(-9) === 'A' ? 'B' : 'A'}${state.slice(-8)}`;
  for (const [args, presented, token] of [
    [{ ...UNLOCK, service: 'open' }, state, tokens.access_token],
    [{ ...UNLOCK, data: { code: '1234' } }, state, tokens.access_token],
    [{ ...UNLOCK, entity_id: ['lock.front_door'] }, state, tokens.access_token],
    [UNLOCK, state, other.tokens.access_token],
    [UNLOCK, changed, tokens.access_token],
    [UNLOCK, '', tokens.access_token],
    [UNLOCK, 'x'.repeat(200_000), tokens.access_token],
  ] as const) {
    const { error, result, text } = await call(args, yes(presented), token);
    assert.equal(result, undefined, text);
    assert.equal(error?.code, -32602, text);
  }
  assert.equal(sent(), before);
  const { service, domain, entity_id } = UNLOCK;
  const { result } = await call({ entity_id, service, domain }, yes(state));
  assert.equal(result?.isError, undefined, 'the order of arguments means nothing');
  assert.equal(sent(), before + 1);
});

test('a yes is spent once, and so is a no', async () => {
  const state = await question();
  assert.equal((await call(UNLOCK, yes(state))).result?.isError, undefined);
  assert.equal((await call(UNLOCK, yes(state))).error?.code, -32602);
  assert.equal(sent(), before + 1);

  const refused = await question();
  const no = { ...yes(refused), inputResponses: { allow: { action: 'decline' } } };
  assert.match((await call(UNLOCK, no)).text, /said no:.*Unlock Front door/);
  assert.equal((await call(UNLOCK, yes(refused))).error?.code, -32602);
  assert.equal(sent(), before + 1);
});

test('a question is over after two minutes', async () => {
  const state = await question();
  clock.pass(2 * MINUTE);
  assert.equal((await call(UNLOCK, yes(state))).error?.code, -32602);
  assert.equal(sent(), before);
});

test('what is no clear yes is none', async () => {
  for (const inputResponses of [
    undefined,
    {},
    { allow: { action: 'accepted' } },
    { allow: 'accept' },
    { allow: { content: { action: 'accept' } } },
    { other: { action: 'accept' } },
  ]) {
    const { result, text } = await call(UNLOCK, { requestState: await question(), inputResponses });
    assert.ok(result === undefined || result.isError === true, text);
  }
  const asked = await call(UNLOCK, { inputResponses: yes('').inputResponses });
  assert.equal(asked.result?.resultType, 'input_required', 'an answer without its question');
  assert.equal(sent(), before);
});

test('a yes covers nothing that the home came to mean meanwhile', async () => {
  home.setState('group.everything', 'on', { entity_id: ['lock.front_door'] });
  const group = { domain: 'homeassistant', service: 'turn_off', entity_id: 'group.everything' };
  const second = await question(group);
  home.setState('group.everything', 'on', {
    entity_id: ['lock.front_door', 'alarm_control_panel.home'],
  });
  const grown = await call(group, yes(second));
  assert.match(grown.text, /meanwhile .*alarm_control_panel.home/);
  assert.equal(sent(), before);
  home.removeState('group.everything');
});

test('of several things at once none is done before the yes', async () => {
  home.setState('light.kitchen', 'off');
  const args = { action: 'turn_on', entity_id: ['light.kitchen', 'switch.kettle'] };
  home.setState('switch.kettle', 'off');
  await lk.latchkey.store.putRule('home', 'home', '', { sensitive: ['switch.kettle'] });
  const params = { name: 'control_devices', arguments: args };
  const ask = (back = {}) =>
    mcp(url, tokens.access_token, 'tools/call', { ...params, ...back }, { meta: FORMS });
  const { result, text } = await ask();
  assert.equal(result?.resultType, 'input_required', text);
  assert.match(text, /Call switch.turn_on on Kettle/);
  assert.ok(!/light\.kitchen/.test(text), 'the light is no question');
  assert.equal(sent(), before, 'and it is not switched either');
  assert.equal((await ask(yes(result.requestState))).result?.isError, undefined);
  assert.equal(sent(), before + 2);
  await lk.latchkey.store.putRule('home', 'home', '', undefined);
});

test('a question of the older era is answered by nobody but who was asked', async () => {
  const clientInfo = { name: 'test', version: '0' };
  const capabilities = { elicitation: {} };
  const params = { protocolVersion: '2025-11-25', capabilities, clientInfo };
  const opened = await mcp(url, tokens.access_token, 'initialize', params, { era: 'legacy' });
  const headers = { 'Mcp-Session-Id': opened.headers.get('mcp-session-id') ?? '' };
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${tokens.access_token}`,
      'Content-Type': 'application/json',
      Accept: 'application/json, text/event-stream',
      ...headers,
    },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 7,
      method: 'tools/call',
      params: { name: 'call_service', arguments: UNLOCK },
    }),
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  assert.ok(reader);
  let text = '';
  while (!text.includes('elicitation/create')) text += (await reader.read()).value ?? '';
  const id = /"id":"(question-[\w-]+)"/.exec(text)?.[1];

  const answer = (token: string, body: object) =>
    fetch(url, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', ...body }),
    });
  const stranger = await signIn(lk.base, ada);
  const accept = { result: { action: 'accept', content: {} } };
  await answer(stranger.tokens.access_token, { id, ...accept });
  await answer(tokens.access_token, { id: 'question-0', ...accept });
  await answer(tokens.access_token, { id, method: 'ping', ...accept });
  assert.equal(sent(), before, 'nobody answered yet');
  assert.equal((await answer(tokens.access_token, { id, ...accept })).status, 202);
  for (let part = await reader.read(); !part.done; part = await reader.read()) text += part.value;
  assert.match(text, /"finished":true/);
  assert.equal(sent(), before + 1);
});

test('the audit log says who was asked how, and what they said', async () => {
  await call(UNLOCK, yes(await question()));
  await callTool(url, tokens.access_token, 'call_service', UNLOCK);
  const events = (await lk.latchkey.store.auditEvents(3)).filter(({ kind }) => kind === 'tool');
  assert.deepEqual(
    events.map(({ outcome, detail }) => [outcome, detail?.asked, detail?.said]),
    [
      ['failed', 'nobody', 'no'],
      ['done', 'client', 'yes'],
      ['asked', 'client', 'travels'],
    ],
  );
});

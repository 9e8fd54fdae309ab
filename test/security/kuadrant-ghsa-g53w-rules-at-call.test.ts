/** Rules that held in the list and not at the call; a read-only mode whose service calls wrote (Kuadrant GHSA-g53w-w6mj-hrpp, ha-mcp#2410). */
import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { LatchkeyError } from '../../src/core/errors.ts';
import type { Rule } from '../../src/policy/rules.ts';
import { TOOLS } from '../../src/tools/catalog.ts';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import { callTool, type Era, mcp, send, signIn, toolNames } from '../support/oauth-client.ts';

const lk = await startTestLatchkey({ after });
const { base, url, home, people } = lk;
const [ada, ben] = people;
const { client, tokens } = await signIn(base, ada);
const token = tokens.access_token;
const adasId = home.people.find(({ name }) => name === ada.name)?.id ?? '';

const ERAS: readonly Era[] = ['modern', 'legacy'];
const SWITCH = { domain: 'light', service: 'turn_on', entity_id: 'light.kitchen' };
const sent = () => home.commands().filter(({ type }) => type === 'call_service').length;

/** Rules are told to the running Latchkey, so that each holds from the very next request. */
const subjects = [
  ['home', ''],
  ['person', adasId],
  ['client', client.id],
] as const;

afterEach(async () => {
  for (const [subject, id] of subjects) {
    await lk.latchkey.store.putRule('home', subject, id, undefined);
  }
});

/** Whether a call was refused one way or the other, without anything being done. */
async function isRefused(name: string, args: object, era: Era, headers = {}): Promise<boolean> {
  const before = sent();
  const { status, result } = await callTool(url, token, name, { ...args }, { era, headers });
  assert.equal(sent(), before, `${name} sent something to the home`);
  return status === 403 || result === undefined || result.isError === true;
}

/** A batch and odd spellings: whatever they answer, nothing may reach the home. */
async function otherWays(args: object, headers: Record<string, string> = {}): Promise<void> {
  const before = sent();
  const params = { name: 'call_service', arguments: args };
  const one = { jsonrpc: '2.0', id: 1, method: 'tools/call', params };
  for (const body of [[one], [{ jsonrpc: '2.0', id: 2, method: 'ping' }, one], one]) {
    for (const version of ['2025-11-25', '2025-03-26', '2024-11-05']) {
      await send(url, {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${token}`,
          Accept: 'application/json, text/event-stream',
          'Content-Type': 'application/json',
          'MCP-Protocol-Version': version,
          ...headers,
        },
        body: JSON.stringify(body),
      });
    }
  }
  assert.equal(sent(), before);
}

const IDENTITIES = {
  'X-Remote-User-Id': adasId,
  'X-Forwarded-User': 'ada',
  'X-Administrator': 'true',
  'X-Scope': 'home:configure',
  'X-Read-Only': 'false',
  'X-Exposed-Only': 'false',
  'X-Client-Id': 'somebody-else',
  Cookie: 'read_only=false',
};

async function oldSession(): Promise<{ 'Mcp-Session-Id': string }> {
  const clientInfo = { name: 'test', version: '0' };
  const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo };
  const opened = await mcp(url, token, 'initialize', params, { era: 'legacy' });
  return { 'Mcp-Session-Id': opened.headers.get('mcp-session-id') ?? '' };
}

/** Rules that take whole tools away, and which of them are left. */
const TOOL_RULES: readonly (readonly [string, Rule, (tool: (typeof TOOLS)[number]) => boolean])[] =
  [
    ['read only', { readOnly: true }, (tool) => tool.annotations.readOnlyHint],
    [
      'scopes',
      { scopes: ['home:read'] },
      (tool) => tool.scope === 'home:read' && tool.annotations.readOnlyHint,
    ],
    ['some entities', { domains: ['light'] }, (tool) => tool.reach === 'entities'],
  ];

for (const [what, rule, left] of TOOL_RULES) {
  for (const [subject, id] of subjects) {
    test(`ha-mcp #2410: ${what}, for a ${subject}: what the list hides the call refuses`, async () => {
      const session = await oldSession();
      await lk.latchkey.store.putRule('home', subject, id, rule);
      for (const era of ERAS) {
        const listed = await toolNames(url, token, era);
        for (const tool of TOOLS) {
          if (!left(tool)) {
            assert.ok(!listed.includes(tool.name), `${tool.name} is listed`);
            assert.ok(await isRefused(tool.name, SWITCH, era), tool.name);
            assert.ok(await isRefused(tool.name, SWITCH, era, IDENTITIES), tool.name);
          } else if (tool.scope !== 'home:configure') {
            assert.ok(listed.includes(tool.name), `${tool.name} is not listed`);
          }
        }
      }
      if (what === 'some entities') return;
      const { text } = await mcp(url, token, 'tools/list', {}, { era: 'legacy', headers: session });
      assert.ok(!text.includes('"name":"call_service"'), 'a session from before the rule');
      assert.ok(await isRefused('call_service', SWITCH, 'legacy', session));
      await otherWays(SWITCH);
      await otherWays(SWITCH, { ...session, ...IDENTITIES });
      const told = await callTool(url, token, 'call_service', SWITCH);
      assert.match(told.text, /a rule .*Whoever runs Latchkey can change that rule/);
    });
  }
}

/** Rules that take entities away, and one entity that each of them hides. */
const ENTITY_RULES: readonly (readonly [string, Rule, string])[] = [
  ['domains', { domains: ['switch', 'sensor'] }, 'light.kitchen'],
  ['areas', { areas: ['bedroom'] }, 'light.kitchen'],
  ['labels', { labels: ['night_routine'] }, 'light.kitchen'],
  ['entities', { entities: ['light.bedroom'] }, 'light.kitchen'],
  ['only what is exposed', { exposedOnly: true }, 'input_boolean.vacation'],
];

const ways = (id: string): readonly object[] => [
  { domain: 'homeassistant', service: 'turn_on', entity_id: id },
  { domain: 'homeassistant', service: 'turn_on', entity_id: [id] },
  { domain: 'homeassistant', service: 'turn_on', data: { entity_id: id } },
  { domain: 'homeassistant', service: 'turn_on', entity_id: 'light.bedroom', data: { more: [id] } },
  { domain: id.split('.')[0], service: 'turn_on', entity_id: id },
  { domain: 'scene', service: 'apply', data: { entities: { [id]: 'on' } } },
  { domain: 'homeassistant', service: 'restart' },
];

for (const [what, rule, hidden] of ENTITY_RULES) {
  for (const [subject, id] of subjects) {
    test(`Kuadrant GHSA-g53w: ${what}, for a ${subject}: what does not show cannot be reached`, async () => {
      const session = await oldSession();
      const text = hidden.slice(hidden.indexOf('.') + 1);
      const seenBefore = await callTool(url, token, 'find_entities', { text });
      assert.ok(seenBefore.text.includes(`"${hidden}"`), 'without the rule it shows');
      await lk.latchkey.store.putRule('home', subject, id, rule);
      for (const era of ERAS) {
        const [name = ''] = hidden.split('.').slice(1);
        const found = await callTool(url, token, 'find_entities', { text: name }, { era });
        assert.ok(found.result !== undefined && found.result.isError !== true, found.text);
        assert.ok(!found.text.includes(`"${hidden}"`), `${hidden} is found`);
        for (const [tool, asked] of [
          ['get_state', { entity_id: hidden }],
          ['get_history', { entity_ids: [hidden] }],
          ['get_logbook', { entity_ids: [hidden] }],
        ] as const) {
          const { text, result } = await callTool(url, token, tool, asked, { era });
          assert.equal(result?.isError, true, `${tool}: ${text}`);
          assert.ok(text.includes(`No entity ${hidden}.`), `${tool}: ${text}`);
        }
        const uri = `latchkey://entity/${hidden}`;
        const named = { headers: { 'Mcp-Name': uri } };
        const read = await mcp(url, token, 'resources/read', { uri }, { era, ...named });
        assert.equal(read.result, undefined, read.text);
        const ref = { type: 'ref/resource', uri: 'latchkey://entity/{entity_id}' };
        const typed = { ref, argument: { name: 'entity_id', value: name } };
        const completed = await mcp(url, token, 'completion/complete', typed, { era });
        assert.ok(completed.result !== undefined && !completed.text.includes(`"${hidden}"`));
        for (const args of ways(hidden)) {
          for (const headers of [{}, IDENTITIES, ...(era === 'legacy' ? [session] : [])]) {
            const refused = await isRefused('call_service', args, era, headers);
            assert.ok(refused, `${era} ${JSON.stringify(args)}`);
          }
        }
      }
      await otherWays(ways(hidden)[0] ?? {});
    });
  }
}

test('whoever is no administrator sees what is exposed to Assist, unless a rule lifts that', async () => {
  const { tokens: bens } = await signIn(base, ben);
  const bensId = home.people.find(({ name }) => name === ben.name)?.id ?? '';
  const look = async (id: string) =>
    (await callTool(url, bens.access_token, 'get_state', { entity_id: id })).result?.isError;
  assert.equal(await look('light.kitchen'), undefined);
  assert.equal(await look('lock.front_door'), true);
  await lk.latchkey.store.putRule('home', 'person', bensId, { exposedOnly: false });
  assert.equal(await look('lock.front_door'), undefined);
  await lk.latchkey.store.putRule('home', 'client', client.id, { exposedOnly: true });
  assert.equal(await look('lock.front_door'), undefined, 'a rule of another client');
  await lk.latchkey.store.putRule('home', 'home', '', { exposedOnly: true });
  assert.equal(await look('lock.front_door'), true, 'a wider rule does not lift a narrower one');
  await lk.latchkey.store.putRule('home', 'person', bensId, undefined);
});

test('rules that cannot be read let nothing through', async () => {
  const { store } = lk.latchkey;
  const rule = store.rule;
  Object.assign(store, {
    rule: () => Promise.reject(new LatchkeyError('store_unavailable', 'no')),
  });
  try {
    for (const era of ERAS) {
      const listed = await mcp(url, token, 'tools/list', {}, { era });
      assert.ok(!listed.text.includes('"name":"call_service"'), listed.text);
      assert.ok(await isRefused('call_service', SWITCH, era));
    }
  } finally {
    Object.assign(store, { rule });
  }
});

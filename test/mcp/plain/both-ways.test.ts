import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { eventually } from '../../support/eventually.ts';
import fc from '../../support/fast-check.ts';
import { mcp, signIn } from '../../support/oauth-client.ts';
import { startHttpUpstream } from '../../support/upstream-server.ts';
import { withoutLimits } from '../../support/without-limits.ts';
import { inHouse, startWithUpstreams, upstreamTools } from '../../support/written-upstreams.ts';

type Era = 'modern' | 'legacy';
type Json = Readonly<Record<string, unknown>>;

interface Message {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: unknown;
}

const PNG = 'iVBORw0KGgo=';

/** Tools of another server whose results are all there is to say, and some that are not. */
function shop(): McpServer {
  const made = new McpServer({ name: 'shop', version: '1.0.0' });
  const text = (said: string) => ({ type: 'text' as const, text: said });
  const picture = (data: string) => ({ type: 'image' as const, mimeType: 'image/png', data });
  const add = (name: string, result: object) =>
    made.registerTool(name, { description: name }, () => result as { content: [] });
  add('words', { content: [text('Salón'), text('\ud83d "quoted"\u2028')] });
  add('nothing', { content: [] });
  add('data', { content: [text('{}')], structuredContent: { a: [1, null, { b: 'c' }] } });
  add('wrong', { content: [text('no')], isError: true });
  add('right', { content: [text('yes')], isError: false });
  add('picture', { content: [picture(PNG)] });
  add('broken_picture', { content: [picture('*')] });
  add('noted', { content: [{ ...text('yes'), annotations: { audience: ['user'] } }] });
  const inputSchema = z.object({ a: z.number() });
  made.registerTool('typed', { description: 'typed', inputSchema }, ({ a }) => ({
    content: [text(String(a))],
  }));
  return made;
}

/** Ada, whose assistant may use everything, and another that may only read. */
async function scene(t: TestContext) {
  const server = await startHttpUpstream(t, {}, shop);
  const latchkey = await startWithUpstreams(
    t,
    { shop: inHouse(server.url) },
    { limits: withoutLimits },
  );
  const tokenFor = async (scope: string) =>
    (await signIn(latchkey.base, latchkey.people[0], { scope })).tokens.access_token;
  const scope = 'home:read home:control upstream:shop';
  let token = await tokenFor('home:read');
  const reader = token;
  await eventually(async () => {
    token = await tokenFor(scope);
    return (await upstreamTools(latchkey.url, token)).length === 9;
  });
  let asked = 0;
  /** The same message as the SDK answers it, and as it is answered when its form is known. */
  const bothWays = async (message: Message, as = token) => {
    asked += 1;
    // Another address of the same endpoint is another form.
    const anew = await post(`${latchkey.url}?anew=${asked}`, as, message);
    const first = await post(latchkey.url, as, message);
    const again = await post(latchkey.url, as, message);
    assert.deepEqual(bare(first), bare(anew), JSON.stringify(message));
    assert.deepEqual(bare(again), bare(anew), JSON.stringify(message));
    return { anew, again };
  };
  return { latchkey, token, reader, bothWays };
}

async function post(url: string, token: string, { headers, body }: Message) {
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      Accept: 'application/json, text/event-stream',
      'Content-Type': 'application/json',
      Authorization: `Bearer ${token}`,
      ...Object.fromEntries(
        Object.entries(headers).flatMap(([name, value]) =>
          value === undefined ? [] : [[name, value] as const],
        ),
      ),
    },
    body: JSON.stringify(body),
  });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

/** Without what differs from one answer to the next, or with the way in which it was cut up. */
function bare({ status, headers, text }: Awaited<ReturnType<typeof post>>) {
  const passing = ['date', 'x-request-id', 'content-length', 'transfer-encoding'];
  const kept = [...headers].filter(([name]) => !passing.includes(name));
  return { status, headers: kept, text };
}

const META = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientInfo': { name: 'test', version: '0' },
  'io.modelcontextprotocol/clientCapabilities': {},
};

function call(era: Era, name: string, args?: Json, id: unknown = 1): Message {
  const modern = era === 'modern';
  return {
    headers: {
      'MCP-Protocol-Version': modern ? '2026-07-28' : '2025-11-25',
      ...(modern && { 'Mcp-Method': 'tools/call', 'Mcp-Name': name }),
    },
    body: {
      jsonrpc: '2.0',
      id,
      method: 'tools/call',
      params: { name, arguments: args, ...(modern && { _meta: META }) },
    },
  };
}

const LIGHT = { entity_id: 'light.kitchen' };

const CALLS: readonly (readonly [name: string, args?: Json])[] = [
  ['get_state', LIGHT],
  ['get_state', { entity_id: 'light.nowhere' }],
  ['get_state', { entity_id: 5 }],
  ['get_state', {}],
  ['get_state'],
  ['control_devices', { action: 'dance', ...LIGHT }],
  ['no_such_tool', {}],
  ...[
    'words',
    'nothing',
    'data',
    'wrong',
    'right',
    'picture',
    'broken_picture',
    'noted',
    'typed',
    'no_such_tool',
  ].map((name) => [`shop__${name}`, { a: 'no number' }] as const),
  ['shop__typed', { a: 1 }],
];

for (const era of ['modern', 'legacy'] as const) {
  test(`${era}: a call is answered the same with the SDK and without`, async (t) => {
    const { bothWays, reader } = await scene(t);
    const { anew, again } = await bothWays(call(era, 'get_state', LIGHT));
    assert.match(again.text, /kitchen/i);
    if (era === 'legacy') {
      // The SDK streams it; without the SDK it is sent in one piece.
      assert.equal(anew.headers.get('content-length'), null);
      assert.ok(Number(again.headers.get('content-length')) > 0);
    }
    for (const [name, args] of CALLS) await bothWays(call(era, name, args));
    for (const id of ['', 'a"b', 'é\u2028', 0, -1, 1.5, 2 ** 60, null, true, {}, undefined]) {
      await bothWays(call(era, 'get_state', LIGHT, id));
    }
    await bothWays(call(era, 'control_devices', LIGHT), reader);
    await bothWays(call(era, 'shop__words', {}), reader);
    await bothWays({ headers: {}, body: [call(era, 'get_state', LIGHT).body] });
  });
}

/** A value that is right more often than not. */
const mostly = (right: unknown, ...others: readonly unknown[]) =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constant(right) },
    { weight: 2, arbitrary: fc.constantFrom(...others, undefined) },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
  );

const META_KEYS = ['progressToken', 'io.modelcontextprotocol/logLevel', 'traceparent', 'own/key'];

const hostile = fc
  .record({
    era: fc.constantFrom<Era>('modern', 'legacy'),
    header: fc.constantFrom('Mcp-Name', 'Mcp-Method', 'MCP-Protocol-Version', 'Content-Type'),
    headerValue: fc.option(
      fc.constantFrom('get_state', 'tools/list', '2025-06-18', '=?base64?eA==?=', 'text/plain', ''),
    ),
    touchHeader: fc.boolean(),
    name: mostly('get_state', 'shop__words', '=?base64?eA==?=', 'constructor', '__proto__'),
    args: mostly(LIGHT, {}, null, [], 'x'),
    id: mostly(1, 'a', null, 1.5, []),
    jsonrpc: mostly('2.0', '1.0'),
    method: mostly('tools/call', 'tools/list'),
    meta: mostly(META, {}, { ...META, 'io.modelcontextprotocol/clientInfo': 1 }),
    capabilities: mostly({}, { elicitation: {} }, { elicitation: { form: {} } }, []),
    more: fc.dictionary(fc.constantFrom('task', 'requestState', 'extra'), fc.jsonValue(), {
      maxKeys: 1,
    }),
    moreMeta: fc.dictionary(fc.constantFrom(...META_KEYS), fc.jsonValue({ maxDepth: 1 }), {
      maxKeys: 1,
    }),
  })
  .map((given): Message => {
    const { headers, body } = call(given.era, String(given.name));
    const { params } = body as { readonly params: Json };
    const meta =
      params._meta !== undefined && given.meta === META
        ? {
            ...META,
            'io.modelcontextprotocol/clientCapabilities': given.capabilities,
            ...given.moreMeta,
          }
        : given.meta;
    const { jsonrpc, id, method, more, name, args } = given;
    const named = /^[\x20-\x7e]*$/.test(String(name)) ? headers : { ...headers, 'Mcp-Name': 'x' };
    return {
      headers: {
        ...named,
        ...(given.touchHeader && { [given.header]: given.headerValue ?? undefined }),
      },
      body: {
        jsonrpc,
        id,
        method,
        params: {
          name,
          arguments: args,
          ...more,
          ...((given.era === 'modern' || meta !== META) && { _meta: meta }),
        },
      },
    };
  });

test('whatever is sent is answered the same with the SDK and without', async (t) => {
  const { bothWays } = await scene(t);
  await fc.assert(
    fc.asyncProperty(hostile, async (message) => {
      await bothWays(message);
    }),
    { numRuns: 150 },
  );
});

test('what a call may do is decided anew for each, whatever is known of its form', async (t) => {
  const { latchkey, token, bothWays } = await scene(t);
  const light = call('modern', 'get_state', LIGHT);
  await bothWays(light);
  const { store } = latchkey.latchkey;
  const grant = (await store.grants()).at(-1);
  assert.ok(grant);
  const { home } = grant;

  await store.putRule(home, 'home', '', { entities: ['light.elsewhere'] });
  assert.equal((await bothWays(light)).again.text.includes('"state"'), false);
  await store.putRule(home, 'home', '', undefined);

  await store.pauseGrant(grant.id, Date.now());
  assert.match((await bothWays(light)).again.text, /paused this assistant/);
  await store.resumeGrant(grant.id);
  await store.narrowGrant(grant.id, ['upstream:shop']);
  assert.equal((await bothWays(light)).again.status, 403);
  await store.endGrant(grant.id, 'disconnected', Date.now());
  assert.equal((await mcp(latchkey.url, token, 'tools/call', { name: 'get_state' })).status, 401);
  assert.equal((await bothWays(light)).again.status, 401);
});

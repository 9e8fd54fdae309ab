import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HomeCommandError } from '../../src/home/errors.ts';
import type { Home } from '../../src/home/home.ts';
import type { RestCall } from '../../src/home/rest.ts';
import type { ToolContext } from '../../src/tools/tool.ts';
import { HomeMcp } from '../../src/upstreams/home-mcp.ts';

const TOOL = {
  name: 'HassTurnOn',
  description: 'Turns on.',
  inputSchema: { type: 'object', properties: { name: { type: 'string' } } },
  annotations: { readOnlyHint: false, openWorldHint: false },
};

/** A home that answers its MCP endpoint, and remembers what it was asked. */
function homeWith(administrator: boolean, answer: (method: string) => object) {
  const asked: RestCall[] = [];
  const home = {
    user: { administrator },
    async rest(call: RestCall) {
      asked.push(call);
      const said = answer((call.body as { method: string }).method);
      const bytes = Buffer.from(JSON.stringify({ jsonrpc: '2.0', id: 1, ...said }));
      return { status: 200, type: 'application/json', bytes };
    },
  } as unknown as Home;
  return { asked, context: (now = 0) => ({ home, now }) as ToolContext };
}

const answering = (method: string) =>
  method === 'tools/list'
    ? { result: { tools: [TOOL] } }
    : { result: { content: [{ type: 'text', text: 'done' }] } };

test('its tools are listed under its name, kept a while, and called by theirs', async () => {
  const mcp = new HomeMcp();
  const { asked, context } = homeWith(true, answering);
  const [tool] = await mcp.listed(context());
  assert.equal(tool?.name, 'homeassistant__HassTurnOn');
  assert.deepEqual(tool?.annotations, {
    readOnlyHint: false,
    destructiveHint: true,
    idempotentHint: false,
    openWorldHint: false,
  });
  assert.deepEqual([tool?.scope, tool?.reach], ['upstream:homeassistant', 'everything']);
  const answer = await mcp.named(tool?.name)?.call({ name: 'Kitchen' }, context(1_000));
  assert.deepEqual(answer, { content: [{ type: 'text', text: 'done' }] });
  assert.deepEqual(
    asked.map(({ body }) => (body as { method: string }).method),
    ['tools/list', 'tools/call'],
  );
  assert.deepEqual((asked[1]?.body as { params: object } | undefined)?.params, {
    name: 'HassTurnOn',
    arguments: { name: 'Kitchen' },
  });
  await mcp.listed(context(31_000));
  assert.equal(asked.length, 3, 'after half a minute it is asked again');
});

test('somebody who is no administrator is refused before the home is asked', async () => {
  const mcp = new HomeMcp();
  const { asked, context } = homeWith(false, answering);
  assert.deepEqual(await mcp.listed(context()), []);
  const answer = await mcp.named('homeassistant__HassTurnOn')?.call({}, context());
  assert.equal(answer?.isError, true);
  assert.equal(asked.length, 0);
});

test('whoever may only look is decided on as if every tool of it changed things', () => {
  const mcp = new HomeMcp();
  assert.equal(mcp.any.annotations.readOnlyHint, false);
  assert.equal(mcp.named('homeassistant__HassTurnOn')?.annotations.readOnlyHint, false);
  assert.equal(mcp.named('get_state'), undefined);
});

test('a home without it offers nothing, and its errors are answers', async () => {
  const mcp = new HomeMcp();
  const none = homeWith(true, () => {
    throw new HomeCommandError('http_404', 'status 404');
  });
  assert.deepEqual(await mcp.listed(none.context()), []);
  const refusing = homeWith(true, (method) =>
    method === 'tools/list' ? answering(method) : { error: { code: -32602, message: 'No slot.' } },
  );
  const answer = await mcp.named('homeassistant__HassTurnOn')?.call({}, refusing.context());
  assert.deepEqual(answer, {
    isError: true,
    content: [{ type: 'text', text: 'Home Assistant refused: No slot (mcp_-32602).' }],
  });
  const strange = homeWith(true, () => ({ result: 'hello' }));
  assert.deepEqual(await mcp.listed(strange.context()), []);
});

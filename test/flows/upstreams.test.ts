import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { SSEServerTransport } from '@modelcontextprotocol/sdk/server/sse.js';
import { eventually } from '../support/eventually.ts';
import { lastly } from '../support/lastly.ts';
import { callTool, signIn } from '../support/oauth-client.ts';
import { ERAS, sdkClient } from '../support/sdk-client.ts';
import { startHttpUpstream } from '../support/upstream-server.ts';
import { inHouse, startWithUpstreams, upstreamTools } from '../support/written-upstreams.ts';

const PROGRAM = join(import.meta.dirname, '../support/upstream-program.ts');
const SECRET = 'hunter2-hunter2';
const ref = (name: string) => `$\{${name}}`;

async function listener(t: TestContext, answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  lastly(t, () => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A server of the transport of 2024-11-05. */
async function sseUpstream(t: TestContext): Promise<string> {
  const sessions = new Map<string, SSEServerTransport>();
  const base = await listener(t, async (request, response) => {
    const id = new URL(request.url ?? '/', 'http://x').searchParams.get('sessionId');
    if (id !== null) return void sessions.get(id)?.handlePostMessage(request, response);
    const server = new McpServer({ name: 'older', version: '1' });
    server.registerTool('add', { description: 'Adds.' }, () => ({
      content: [{ type: 'text', text: '3' }],
    }));
    const transport = new SSEServerTransport('/message', response);
    sessions.set(transport.sessionId, transport);
    await server.connect(transport);
  });
  return `${base}/sse`;
}

const textOf = (result: unknown) =>
  ((result as { content?: { text?: string }[] } | undefined)?.content ?? [])
    .map(({ text }) => text)
    .join('\n');

test('servers of every kind answer through one endpoint, in both eras', async (t) => {
  const open = await startHttpUpstream(t);
  const keyed = await startHttpUpstream(t, { 'X-Api-Key': SECRET });
  const bearer = await startHttpUpstream(t, { Authorization: `Bearer ${SECRET}` });
  const latchkey = await startWithUpstreams(
    t,
    {
      open: inHouse(open.url),
      keyed: inHouse(keyed.url, { headers: { 'X-Api-Key': ref('UPSTREAM_KEY') } }),
      bearer: inHouse(bearer.url, { auth: { method: 'bearer', token: ref('UPSTREAM_KEY') } }),
      older: inHouse(await sseUpstream(t), { type: 'sse' }),
      program: { command: process.execPath, args: [PROGRAM] },
    },
    { environment: { PATH: process.env.PATH, UPSTREAM_KEY: SECRET } },
  );
  const { tokens } = await signIn(latchkey.base, latchkey.people[1]);
  const names = ['open', 'keyed', 'bearer', 'older', 'program'];
  const adding = names.map((name) => `${name}__add`);
  await eventually(async () => {
    const there = await upstreamTools(latchkey.url, tokens.access_token);
    return adding.every((name) => there.includes(name));
  });
  for (const { mode } of ERAS) {
    const client = await sdkClient(t, latchkey.url, tokens.access_token, mode);
    const { tools } = await client.listTools();
    assert.ok(tools.findIndex(({ name }) => name === 'open__add') > 5, 'ours come first');
    const add = tools.find(({ name }) => name === 'open__add');
    assert.equal(add?.description, 'Adds two numbers.');
    assert.deepEqual(Object.keys(add?.inputSchema.properties ?? {}), ['a', 'b']);
    assert.deepEqual(add?.annotations, {
      readOnlyHint: false,
      destructiveHint: true,
      idempotentHint: false,
      openWorldHint: true,
    });
    for (const name of adding) {
      const result = await client.callTool({ name, arguments: { a: 1, b: 2 } });
      assert.equal(textOf(result), '3', name);
    }
    const failed = await client.callTool({ name: 'open__fail', arguments: {} });
    assert.equal(failed.isError, true);
    assert.match(textOf(failed), /it always fails/);
    const wrong = await client.callTool({ name: 'open__add', arguments: { a: 'x' } });
    assert.equal(wrong.isError, true);
    assert.doesNotMatch(textOf(wrong), /\bat .+:\d+:\d+|node:internal/);
  }
  const said = JSON.stringify([open, keyed, bearer].map(({ headers }) => headers));
  assert.ok(!said.includes(tokens.access_token), 'the token of whoever calls stays here');
  assert.ok(!latchkey.logged.join('\n').includes(SECRET));

  const events = await latchkey.latchkey.store.auditEvents(50);
  const calls = events.filter(({ detail }) => detail?.tool === 'open__add');
  assert.deepEqual(
    calls.map(({ kind, outcome, detail }) => [kind, outcome, detail?.upstream, detail?.on]),
    ['failed', 'done', 'failed', 'done'].map((outcome) => ['tool', outcome, 'open', undefined]),
  );
});

test('what was approved is listed after a restart without asking, and says so when it is down', async (t) => {
  const server = await startHttpUpstream(t);
  const latchkey = await startWithUpstreams(t, { shop: inHouse(server.url) });
  const { tokens } = await signIn(latchkey.base, latchkey.people[0]);
  const all = ['shop__add', 'shop__environment', 'shop__fail'];
  const token = tokens.access_token;
  await eventually(async () => isDeepStrictEqual(await upstreamTools(latchkey.url, token), all));
  await server.stop();
  const asked = server.headers.length;
  await latchkey.restart();
  assert.deepEqual(await upstreamTools(latchkey.url, token), all);
  assert.equal(server.headers.length, asked);
  const { result } = await callTool(latchkey.url, token, 'shop__add', { a: 1, b: 2 });
  assert.equal(result?.isError, true);
  assert.match(textOf(result), /^The server shop cannot be used right now\./);
});

test('the file is read again when it changes; a broken one changes nothing and is not repeated', async (t) => {
  const server = await startHttpUpstream(t);
  const latchkey = await startWithUpstreams(t, { one: inHouse(server.url) });
  const { tokens } = await signIn(latchkey.base, latchkey.people[0], {
    scope: 'home:read upstream:one',
  });
  const token = tokens.access_token;
  const names = () => upstreamTools(latchkey.url, token);
  await eventually(async () => (await names()).length === 3);

  latchkey.writeText(`{ "mcpServers": { "one": { "url": ${SECRET} } } }`);
  await eventually(async () => latchkey.logged.some((line) => line.includes('not valid JSON')));
  assert.equal((await names()).length, 3);
  assert.ok(!latchkey.logged.join('\n').includes(SECRET));

  latchkey.write({ two: inHouse(server.url), one: inHouse(server.url, { disabled: true }) });
  await eventually(async () => (await names()).length === 0);
  assert.notEqual(await latchkey.latchkey.store.approvedTools('one'), undefined);

  const call = () => callTool(latchkey.url, token, 'two__add', {});
  await eventually(async () => (await call()).status === 403);
  const challenge = (await call()).headers.get('www-authenticate') ?? '';
  assert.match(challenge, /error="insufficient_scope"/);
  assert.match(challenge, /scope="upstream:two"/);

  latchkey.write({});
  await eventually(async () => (await latchkey.latchkey.store.approvedTools('one')) === undefined);
});

test('an upstream cannot refer to a secret of our own', async (t) => {
  const server = await startHttpUpstream(t);
  const env = { SUPERVISOR_TOKEN: 's', MCP_SIGNING_KEY: 'k', PATH: process.env.PATH };
  const latchkey = await startWithUpstreams(
    t,
    {
      supervisor: inHouse(server.url, { headers: { A: ref('SUPERVISOR_TOKEN') } }),
      signing: inHouse(server.url, { headers: { A: ref('MCP_SIGNING_KEY') } }),
    },
    { environment: env },
  );
  for (const name of ['SUPERVISOR_TOKEN', 'MCP_SIGNING_KEY']) {
    assert.ok(latchkey.logged.some((line) => line.includes(`${ref(name)} has no value`)));
  }
  assert.equal(server.headers.length, 0);
});

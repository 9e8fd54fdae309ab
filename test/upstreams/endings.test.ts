import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { type NodeIncomingMessageLike, toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler } from '@modelcontextprotocol/server';
import { createCheckedFetch } from '../../src/net/checked-fetch.ts';
import type { UpstreamTransport } from '../../src/upstreams/entries.ts';
import { transportOf } from '../../src/upstreams/transport.ts';
import { Upstream, type UpstreamOptions } from '../../src/upstreams/upstream.ts';
import { eventually } from '../support/eventually.ts';
import { lastly } from '../support/lastly.ts';
import { startOlderUpstream } from '../support/older-upstream.ts';
import { tempDir } from '../support/temp.ts';
import { testServer } from '../support/upstream-server.ts';

const PROGRAM = join(import.meta.dirname, '../support/odd-program.ts');

function upstream(
  t: TestContext,
  transport: UpstreamTransport,
  options: Partial<UpstreamOptions> = {},
): Upstream {
  const approvedHosts = transport.kind === 'stdio' ? [] : [new URL(transport.url).host];
  const { fetch, close } = createCheckedFetch({ approvedHosts });
  const made = new Upstream({
    name: 'odd',
    transport: () => transportOf(transport, { fetch, environment: process.env }),
    clock: Date.now,
    ...options,
  });
  lastly(t, async () => {
    await made.close();
    close();
  });
  return made;
}

const call = (one: Upstream, name: string, args = {}) =>
  one.use(async (client) => {
    const { content } = await client.callTool({ name, arguments: args });
    return (content[0] as { text?: string } | undefined)?.text;
  });
const add = (one: Upstream) => call(one, 'add', { a: 2, b: 3 });

for (const kind of ['http', 'sse'] as const) {
  test(`${kind}: a connection that is cut in the middle of a call costs that call alone`, async (t) => {
    const server = await startOlderUpstream(t, kind);
    const one = upstream(t, { kind, url: server.url, headers: {} });
    assert.equal(await add(one), '5');
    const seen = server.headers.length;
    const hanging = assert.rejects(call(one, 'hang'));
    await eventually(async () => server.headers.length > seen);
    server.cut();
    await hanging;
    assert.equal(await add(one), '5');
  });
}

for (const [what, spoil] of [
  ['forgot our session', (server: { forget(): void }) => server.forget()],
  ['says 400', (server: { refuseNext(status: number): void }) => server.refuseNext(400)],
  ['says 401 once', (server: { refuseNext(status: number): void }) => server.refuseNext(401)],
] as const) {
  test(`a server that ${what} answers the very same call`, async (t) => {
    const server = await startOlderUpstream(t, 'http');
    const one = upstream(t, { kind: 'http', url: server.url, headers: {} });
    assert.equal(await add(one), '5');
    spoil(server);
    assert.equal(await add(one), '5');
    assert.equal(one.state.protocol, '2025-11-25');
  });
}

test('a stream that ends without its answer is told at once, in the newest era too', async (t) => {
  let ending = false;
  const serve = toNodeHandler(createMcpHandler(() => testServer()));
  const server = createServer((request, response: ServerResponse) => {
    if (!ending) return void serve(request as NodeIncomingMessageLike, response);
    response.writeHead(200, { 'content-type': 'text/event-stream' }).end(': bye\n\n');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  lastly(t, () => server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`;
  const one = upstream(t, { kind: 'http', url, headers: {} });
  assert.equal(await add(one), '5');
  assert.equal(one.state.protocol, '2026-07-28');
  ending = true;
  await assert.rejects(add(one), /ended before its answer/);
  ending = false;
  assert.equal(await add(one), '5');
});

function program(t: TestContext, habit: string) {
  const file = join(tempDir(t), 'started');
  const args = [PROGRAM, habit, file];
  return {
    transport: { kind: 'stdio', command: process.execPath, args, env: {} } as const,
    started: () => readFileSync(file, 'utf8').trim().split('\n').length,
  };
}

test('a program that ends in the middle of a call is started again, once', async (t) => {
  const { transport, started } = program(t, 'tidy');
  const one = upstream(t, transport);
  const first = await call(one, 'pid');
  assert.equal(started(), 2, 'the first time it is asked what it speaks');
  await assert.rejects(call(one, 'die'));
  const second = await call(one, 'pid');
  assert.notEqual(second, first);
  assert.equal(started(), 3);
  assert.equal(one.state.protocol, '2026-07-28');
});

test('a program that is started again still tells of its changes', async (t) => {
  const { transport } = program(t, 'tidy');
  let told = 0;
  const one = upstream(t, transport, {
    onListChanged: () => {
      told += 1;
    },
  });
  await call(one, 'pid');
  await one.close();
  assert.equal(await call(one, 'grow'), 'grew');
  await eventually(async () => told > 0);
});

for (const habit of ['older', 'noisy']) {
  test(`a program that is ${habit} is served, and started once more at most`, async (t) => {
    const { transport, started } = program(t, habit);
    const one = upstream(t, transport, { connectMs: 6_000 });
    const pid = await call(one, 'pid');
    assert.equal(await call(one, 'pid'), pid);
    assert.equal(one.state.protocol, '2025-11-25');
    await one.close();
    assert.notEqual(await call(one, 'pid'), pid);
    assert.equal(started(), 3);
  });
}

test('a program that cannot stay is tried once a pause', async (t) => {
  const { transport, started } = program(t, 'brief');
  const one = upstream(t, transport, { connectMs: 6_000 });
  await assert.rejects(call(one, 'pid'), /cannot be used right now/);
  const before = started();
  await assert.rejects(call(one, 'pid'), /cannot be used right now/);
  assert.equal(started(), before);
  assert.equal(one.state.status, 'failed');
});

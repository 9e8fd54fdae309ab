import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { InMemoryTransport, type Transport } from '@modelcontextprotocol/client';
import { McpServer } from '@modelcontextprotocol/server';
import { isLatchkeyError } from '../../src/core/errors.ts';
import { createCheckedFetch } from '../../src/net/checked-fetch.ts';
import type { UpstreamTransport } from '../../src/upstreams/entries.ts';
import { transportOf } from '../../src/upstreams/transport.ts';
import { Upstream, type UpstreamOptions } from '../../src/upstreams/upstream.ts';
import { lastly } from '../support/lastly.ts';
import { startHttpUpstream } from '../support/upstream-server.ts';

const PROGRAM = join(import.meta.dirname, '../support/upstream-program.ts');

function upstream(
  t: TestContext,
  transport: UpstreamTransport,
  options: Partial<UpstreamOptions> = {},
): Upstream {
  const host = transport.kind === 'stdio' ? [] : [new URL(transport.url).host];
  const { fetch, close } = createCheckedFetch({ approvedHosts: host });
  const environment = { ...process.env, LATCHKEY_SECRET: 'x', LANG: 'C.UTF-8', USER: 'somebody' };
  const made = new Upstream({
    name: 'test',
    transport: () => transportOf(transport, { fetch, environment }),
    clock: Date.now,
    ...options,
  });
  lastly(t, async () => {
    await made.close();
    close();
  });
  return made;
}

const program = (env = {}): UpstreamTransport => ({
  kind: 'stdio',
  command: process.execPath,
  args: [PROGRAM],
  env,
});

const textOf = (result: { readonly content: readonly object[] }) =>
  (result.content[0] as { text?: string } | undefined)?.text;

const add = (one: Upstream) =>
  one.use(async (client) =>
    textOf(await client.callTool({ name: 'add', arguments: { a: 2, b: 3 } })),
  );

test('a server over HTTP is connected on first use, in the newest era, with its headers', async (t) => {
  const server = await startHttpUpstream(t, { 'X-Api-Key': 'k' });
  const headers = { 'X-Api-Key': 'k' };
  const one = upstream(t, { kind: 'http', url: server.url, headers });
  assert.deepEqual(one.state, { status: 'asleep' });
  assert.equal(server.headers.length, 0);
  assert.equal(await add(one), '5');
  assert.deepEqual(one.state, { status: 'connected', protocol: '2026-07-28' });
});

test('a program gets its own environment and nothing of ours but PATH, HOME and LANG', async (t) => {
  const one = upstream(t, program({ ITS_OWN: 'yes' }));
  const names = await one.use(async (client) =>
    textOf(await client.callTool({ name: 'environment', arguments: {} })),
  );
  assert.deepEqual(names?.split(' '), ['HOME', 'ITS_OWN', 'LANG', 'PATH']);
});

test('many first uses share one connection', async (t) => {
  const server = await startHttpUpstream(t);
  const one = upstream(t, { kind: 'http', url: server.url, headers: {} });
  assert.deepEqual(
    await Promise.all(Array.from({ length: 20 }, () => add(one))),
    Array(20).fill('5'),
  );
  const discovered = server.headers.filter((sent) => sent['mcp-method'] === 'server/discover');
  assert.equal(discovered.length, 1);
});

test('one that is down is tried once a pause, and says so without its address', async (t) => {
  let now = 1_000_000;
  let attempts = 0;
  const { fetch } = createCheckedFetch({ approvedHosts: ['127.0.0.1:1'] });
  const transport: UpstreamTransport = { kind: 'http', url: 'http://127.0.0.1:1/mcp', headers: {} };
  const one = upstream(t, transport, {
    clock: () => now,
    transport: () => {
      attempts += 1;
      return transportOf(transport, { fetch, environment: {} });
    },
  });
  const refusedOnce = () =>
    assert.rejects(add(one), (thrown: Error) => {
      assert.ok(isLatchkeyError(thrown, 'upstream_unreachable'));
      assert.match(thrown.message, /^The server test cannot be used right now\. It could not be/);
      return true;
    });
  for (const [pass, expected] of [
    [0, 1],
    [0, 1],
    [1_000, 2],
    [1_000, 2],
    [1_000, 3],
  ] as const) {
    now += pass;
    await refusedOnce();
    assert.equal(attempts, expected);
  }
  assert.equal(one.state.status, 'failed');
  one.retryNow();
  await refusedOnce();
  assert.equal(attempts, 4);
});

test('wrong headers and a missing command are told apart', async (t) => {
  const server = await startHttpUpstream(t, { 'X-Api-Key': 'k' });
  const wrong = upstream(t, { kind: 'http', url: server.url, headers: {} });
  await assert.rejects(add(wrong), /sign in/);
  const missing = upstream(t, { ...program(), command: '/no/such/program' } as UpstreamTransport);
  await assert.rejects(add(missing), /command was not found/);
});

test('an address may take all the time there is for its first answer, and says when it is over', async (t) => {
  const waiting: ServerResponse[] = [];
  const server = createServer((_request, response) => void waiting.push(response));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  lastly(t, () => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/mcp`;
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const slow = upstream(t, { kind: 'http', url, headers: {} }, { connectMs: 15_000 });
  const added = add(slow);
  added.catch(() => {});
  while (waiting.length === 0) await new Promise((resolve) => setImmediate(resolve));
  t.mock.timers.tick(14_000);
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(slow.state.status, 'connecting');
  t.mock.timers.tick(1_000);
  await assert.rejects(added, /It did not answer in time/);
});

test('an idle one sleeps and wakes, and one that ended is started again', async (t) => {
  let now = 1_000_000;
  const one = upstream(t, program(), { clock: () => now, idleMs: 1_000 });
  assert.equal(await add(one), '5');
  one.sleepIfIdle();
  assert.equal(one.state.status, 'connected');
  now += 1_000;
  one.sleepIfIdle();
  assert.equal(one.state.status, 'asleep');
  assert.equal(await add(one), '5');
  await one.use((client) => client.close());
  assert.equal(await add(one), '5');
});

test('word of a change wakes nobody who is asleep, and one that was taken out stays so', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  let opened = 0;
  let told = 0;
  const gone = Promise.withResolvers<void>();
  const one = upstream(t, program(), {
    transport() {
      opened += 1;
      const [ours, theirs] = InMemoryTransport.createLinkedPair();
      const server = new McpServer({ name: 'shop', version: '1' });
      server.registerTool('add', {}, () => ({ content: [] }));
      server.registerTool('change', {}, () => {
        server.sendToolListChanged();
        return { content: [] };
      });
      void server.connect(theirs as never);
      // As a program, which has two seconds to end by itself.
      const close = ours.close.bind(ours);
      ours.close = () => gone.promise.then(close);
      return ours as unknown as Transport;
    },
    onListChanged: () => {
      told += 1;
    },
  });
  const change = () => one.use((client) => client.callTool({ name: 'change', arguments: {} }));
  await change();
  t.mock.timers.tick(1_000);
  assert.equal(told, 1);
  await change();
  const closing = one.close();
  await Promise.resolve();
  t.mock.timers.tick(1_000);
  assert.equal(told, 1);
  gone.resolve();
  await closing;

  await change();
  assert.equal(opened, 2);
  await one.end();
  await assert.rejects(change(), /The server test cannot be used right now. It was changed/);
  assert.equal(opened, 2);
});

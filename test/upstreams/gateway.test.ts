import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { McpServer } from '@modelcontextprotocol/server';
import { createCheckedFetch } from '../../src/net/checked-fetch.ts';
import { readUpstreams } from '../../src/upstreams/entries.ts';
import { Gateway, type GatewayDependencies } from '../../src/upstreams/gateway.ts';
import { eventually } from '../support/eventually.ts';
import { lastly } from '../support/lastly.ts';
import { freePort } from '../support/latchkey-under-test.ts';
import { startHttpUpstream, startRudeUpstream, testServer } from '../support/upstream-server.ts';
import { signInStage } from '../support/upstream-sign-ins.ts';
import { memoryApprovals } from './memory-approvals.ts';

const PROGRAM = join(import.meta.dirname, '../support/upstream-program.ts');
const SECRET = 'hunter2-hunter2';

async function gateway(t: TestContext, deps: Partial<GatewayDependencies> = {}) {
  const logged: string[] = [];
  const store = memoryApprovals();
  const { signIns } = await signInStage(t);
  const made = new Gateway({
    store,
    clock: Date.now,
    values: {
      variable: (name) => (name === 'API_KEY' ? SECRET : undefined),
      secret: () => undefined,
    },
    environment: { PATH: process.env.PATH },
    commands: true,
    checkedFetch: createCheckedFetch,
    signIns,
    log: (sentence) => void logged.push(sentence),
    ...deps,
  });
  lastly(t, () => made.close());
  const keep = async (mcpServers: unknown) => {
    const read = readUpstreams({ mcpServers });
    assert.ok(read.ok);
    await made.keep(read.value.entries, read.value.names);
  };
  const listed = (name: string) => made.shelves.get(name)?.tools.map((tool) => tool.name) ?? [];
  return { made, keep, logged, store, listed };
}

const inHouse = (url: string, more = {}) => ({ url, private_network: true, ...more });
const reference = (name: string) => `$\{${name}}`;
const ALL = ['add', 'environment', 'fail'];

test('servers of each kind are asked for their tools, with their secrets filled in', async (t) => {
  const open = await startHttpUpstream(t);
  const keyed = await startHttpUpstream(t, { 'X-Api-Key': SECRET });
  const { made, keep, logged, listed } = await gateway(t);
  await keep({
    open: inHouse(open.url),
    keyed: inHouse(keyed.url, { headers: { 'X-Api-Key': reference('API_KEY') } }),
    program: { command: process.execPath, args: [PROGRAM] },
  });
  for (const name of ['open', 'keyed', 'program']) {
    await eventually(async () => isDeepStrictEqual(listed(name), ALL));
  }
  const answer = await made.shelves.get('keyed')?.call('add', { a: 1, b: 2 });
  assert.deepEqual(answer?.content, [{ type: 'text', text: '3' }]);
  assert.ok(!JSON.stringify([made.report(), logged]).includes(SECRET));
});

test('one that is wrong disables itself alone and is named', async (t) => {
  const server = await startHttpUpstream(t);
  const { made, keep, logged, listed } = await gateway(t, { commands: false });
  await keep({
    unset: inHouse(server.url, {
      headers: { A: `${reference('NOPE')}`, B: reference('secret:x') },
    }),
    inside: { url: server.url },
    program: { command: process.execPath, args: [PROGRAM] },
    good: inHouse(server.url),
  });
  await eventually(async () => isDeepStrictEqual(listed('good'), ALL));
  const problems = Object.fromEntries(made.report().map(({ name, problem }) => [name, problem]));
  assert.equal(problems.unset, `${reference('NOPE')} and ${reference('secret:x')} have no value.`);
  assert.match(problems.inside ?? '', /private_network/);
  assert.match(problems.program ?? '', /MCP_UPSTREAM_COMMANDS/);
  assert.equal(problems.good, undefined);
  assert.equal(logged.length, 3);
});

test('one that is up later than we are is listed by itself', async (t) => {
  const port = await freePort();
  const { keep, listed, logged } = await gateway(t, { askAgainMs: 5 });
  await keep({ late: inHouse(`http://127.0.0.1:${port}/mcp`) });
  await eventually(async () => logged.length > 0);
  assert.deepEqual(listed('late'), []);
  await startHttpUpstream(t, {}, testServer, port);
  await eventually(async () => isDeepStrictEqual(listed('late'), ALL));
  assert.equal(logged.length, 1, 'that it is not there is said once');
});

test('one that is gone is not asked any more', async (t) => {
  const port = await freePort();
  const { keep, logged } = await gateway(t, { askAgainMs: 5 });
  await keep({ late: inHouse(`http://127.0.0.1:${port}/mcp`) });
  await eventually(async () => logged.length > 0);
  await keep({});
  const upstream = await startHttpUpstream(t, {}, testServer, port);
  await new Promise((resolve) => setTimeout(resolve, 100));
  assert.deepEqual(upstream.paths, []);
});

test('one of ten that is dead leaves the others answering', async (t) => {
  const server = await startHttpUpstream(t);
  const { made, keep, listed } = await gateway(t);
  const names = Array.from({ length: 9 }, (_, n) => `s${n}`);
  await keep({
    ...Object.fromEntries(names.map((name) => [name, inHouse(server.url)])),
    dead: inHouse('http://127.0.0.1:1/mcp'),
  });
  for (const name of names) await eventually(async () => isDeepStrictEqual(listed(name), ALL));
  await eventually(
    async () => made.report().find(({ name }) => name === 'dead')?.status === 'failed',
  );
  await assert.rejects(made.shelves.get('dead')?.call('add', {}) ?? Promise.resolve(), /dead/);
});

test('what is written anew takes effect, and what is gone is forgotten', async (t) => {
  const one = await startHttpUpstream(t);
  const other = await startHttpUpstream(t);
  const { made, keep, store, listed } = await gateway(t);
  await keep({ a: inHouse(one.url), b: inHouse(one.url) });
  await eventually(async () => isDeepStrictEqual([listed('a'), listed('b')], [ALL, ALL]));
  const kept = made.shelves.get('a');
  await keep({ a: inHouse(one.url), c: inHouse(other.url) });
  await eventually(async () => isDeepStrictEqual(listed('c'), ALL));
  assert.equal(made.shelves.get('a'), kept, 'one that did not change is left alone');
  assert.equal(made.shelves.has('b'), false);
  assert.equal(await store.approvedTools('b'), undefined);
  await keep({ a: inHouse(other.url) });
  await made.shelves.get('a')?.call('add', { a: 1, b: 1 });
  assert.ok(other.headers.length > 0);
  assert.equal((await store.approvedTools('a'))?.size, 3, 'what was approved stays approved');
});

test('a secret that changes connects its own upstreams anew, and no other', async (t) => {
  const keyed = await startHttpUpstream(t, { 'X-Api-Key': SECRET });
  const open = await startHttpUpstream(t);
  let secret: string | undefined;
  const { made, keep, listed } = await gateway(t, {
    values: { variable: () => undefined, secret: (name) => (name === 'KEY' ? secret : undefined) },
  });
  const state = (name: string) => made.report().find((one) => one.name === name)?.status;
  await keep({
    keyed: inHouse(keyed.url, { headers: { 'X-Api-Key': reference('secret:KEY') } }),
    open: inHouse(open.url),
  });
  await eventually(async () => isDeepStrictEqual(listed('open'), ALL));
  const left = made.shelves.get('open');
  assert.equal(state('keyed'), 'disabled');

  secret = 'wrong';
  await made.keepAgain();
  await eventually(async () => state('keyed') === 'failed');
  secret = SECRET;
  await made.keepAgain();
  await eventually(async () => isDeepStrictEqual(listed('keyed'), ALL));
  assert.equal(made.shelves.get('open'), left);
  secret = undefined;
  await made.keepAgain();
  assert.equal(state('keyed'), 'disabled');
});

test('an upstream that repeats what it was sent does not get it into a log or a report', async (t) => {
  const rude = await startRudeUpstream(t);
  const { made, keep, logged } = await gateway(t);
  await keep({
    listing: inHouse(`${rude.url}/listing`, { headers: { 'X-Api-Key': reference('API_KEY') } }),
    connecting: inHouse(`${rude.url}/connecting`, { headers: { 'X-Key': reference('API_KEY') } }),
    broken: inHouse(rude.url, { headers: { 'X-Key': `${reference('API_KEY')}\n\u0000` } }),
  });
  await eventually(async () => logged.length === 3);
  assert.ok(rude.repeated() > 0);
  assert.ok(!JSON.stringify([made.report(), logged]).includes(SECRET));
});

test('how each proves us is told without what it proves us with', async (t) => {
  const { made, keep } = await gateway(t, { commands: false });
  const url = 'https://127.0.0.1:1/mcp';
  const machine = { method: 'client_credentials', client_id: 'a', client_secret: 'b' };
  await keep({
    none: { url },
    bearer: { url, auth: { method: 'bearer', token: 'x' } },
    headers: { url, headers: { 'X-Api-Key': 'x' } },
    program: { command: 'x', env: { KEY: 'x' } },
    oauth: { url, auth: { method: 'oauth' } },
    machine: { url, auth: machine },
  });
  assert.deepEqual(
    made.report().map(({ auth }) => auth),
    ['none', 'bearer', 'headers', 'environment', 'oauth', 'client_credentials'],
  );
});

test('what is being asked when somebody refreshes is asked anew', async (t) => {
  let asking = 0;
  const server = await startHttpUpstream(t, {}, () => {
    const made = new McpServer({ name: 'open', version: '1' }, { capabilities: { tools: {} } });
    const tools = [{ name: 'add', inputSchema: { type: 'object' as const } }];
    made.server.setRequestHandler('tools/list', async () => {
      asking += 1;
      if (asking === 1) await new Promise(() => {});
      return { tools };
    });
    return made;
  });
  const { made, keep, listed } = await gateway(t);
  await keep({ open: inHouse(server.url) });
  await eventually(async () => asking === 1);
  await made.refresh('open');
  assert.deepEqual(listed('open'), ['add']);
});

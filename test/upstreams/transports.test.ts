import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { createCheckedFetch } from '../../src/net/checked-fetch.ts';
import { readUpstreams } from '../../src/upstreams/entries.ts';
import { Gateway } from '../../src/upstreams/gateway.ts';
import { eventually } from '../support/eventually.ts';
import { type Ending, lastly } from '../support/lastly.ts';
import { startOlderUpstream } from '../support/older-upstream.ts';
import { startHttpUpstream } from '../support/upstream-server.ts';
import { signInStage } from '../support/upstream-sign-ins.ts';
import { memoryApprovals } from './memory-approvals.ts';

const SECRET = 'hunter2-hunter2';
const PROGRAM = join(import.meta.dirname, '../support/upstream-program.ts');
const REFERENCE = `$\{secret:theirs}`;

type Required = Readonly<Record<string, string>>;

/** What a server asks for, and how an operator writes that down. */
const PROOFS = [
  ['nothing', {}, {}],
  ['a bearer', { authorization: `Bearer ${SECRET}` }, { auth: { token: REFERENCE } }],
  [
    'headers',
    { 'x-api-key': SECRET, 'x-team': 'home' },
    { headers: { 'X-Api-Key': REFERENCE, 'X-Team': 'home' } },
  ],
] as const;

/** The ways to a server, and the revision that is spoken on each. */
const WAYS = [
  ['http, new', 'http', '2026-07-28', (t: Ending, r: Required) => startHttpUpstream(t, r)],
  [
    'http, older',
    'http',
    '2025-11-25',
    (t: Ending, r: Required) => startOlderUpstream(t, 'http', r),
  ],
  ['sse', 'sse', '2025-11-25', (t: Ending, r: Required) => startOlderUpstream(t, 'sse', r)],
] as const;

async function gateway(t: Ending): Promise<Gateway> {
  const { signIns } = await signInStage(t);
  const made = new Gateway({
    store: memoryApprovals(),
    clock: Date.now,
    values: {
      variable: () => undefined,
      secret: (name) => (name === 'theirs' ? SECRET : undefined),
    },
    environment: { PATH: process.env.PATH },
    commands: true,
    checkedFetch: createCheckedFetch,
    signIns,
    log: () => {},
  });
  lastly(t, () => made.close());
  return made;
}

async function keep(made: Gateway, entry: object): Promise<void> {
  const read = readUpstreams({ mcpServers: { it: entry } });
  assert.ok(read.ok);
  assert.deepEqual(read.value.faults, []);
  await made.keep(read.value.entries);
  await eventually(async () => made.report()[0]?.status !== 'connecting');
}

for (const [way, type, protocol, start] of WAYS) {
  for (const [proof, required, written] of PROOFS) {
    test(`${way} with ${proof}: listed and called`, async (t) => {
      const server = await start(t, required);
      const made = await gateway(t);
      await keep(made, { type, url: server.url, private_network: true, ...written });
      await eventually(async () => (made.shelves.get('it')?.tools.length ?? 0) > 0);
      const answer = await made.shelves.get('it')?.call('add', { a: 20, b: 22 });
      assert.deepEqual(answer?.content, [{ type: 'text', text: '42' }]);
      assert.equal(made.report()[0]?.protocol, protocol);
      for (const sent of server.headers) {
        for (const [name, value] of Object.entries(required)) assert.equal(sent[name], value);
      }
    });
  }

  test(`${way} with a wrong bearer: refused, and says what to do`, async (t) => {
    const server = await start(t, { authorization: `Bearer ${SECRET}` });
    const made = await gateway(t);
    await keep(made, { type, url: server.url, private_network: true, auth: { token: 'wrong' } });
    await eventually(async () => made.report()[0]?.status === 'failed');
    assert.match(made.report()[0]?.problem ?? '', /right headers/);
    await assert.rejects(made.shelves.get('it')?.call('add', {}) ?? Promise.resolve(), /it cannot/);
  });
}

test('stdio with a secret in its environment: listed and called', async (t) => {
  const made = await gateway(t);
  const env = { KEY: REFERENCE };
  await keep(made, { command: process.execPath, args: [PROGRAM], env });
  await eventually(async () => (made.shelves.get('it')?.tools.length ?? 0) > 0);
  const answer = await made.shelves.get('it')?.call('environment', {});
  assert.match(JSON.stringify(answer), /KEY PATH/);
});

test('an argument that a schema wants in a header is sent there, in each call anew', async (t) => {
  const server = await startHttpUpstream(t, {}, () => {
    const made = new McpServer({ name: 'rooms', version: '1.0.0' });
    const room = z.string().meta({ 'x-mcp-header': 'Room' });
    made.registerTool('light', { inputSchema: z.object({ room }) }, () => ({ content: [] }));
    made.registerTool('plain', { inputSchema: z.object({ room: z.string() }) }, () => ({
      content: [],
    }));
    return made;
  });
  const made = await gateway(t);
  await keep(made, { type: 'http', url: server.url, private_network: true });
  await eventually(async () => (made.shelves.get('it')?.tools.length ?? 0) > 0);
  const rooms = ['kitchen', 'hall', 'attic'];
  for (const name of ['light', 'plain']) {
    for (const room of rooms) await made.shelves.get('it')?.call(name, { room });
  }
  const called = server.headers.filter((sent) => sent['mcp-method'] === 'tools/call');
  assert.deepEqual(
    called.map((sent) => sent['mcp-param-room']),
    [...rooms, undefined, undefined, undefined],
  );
});

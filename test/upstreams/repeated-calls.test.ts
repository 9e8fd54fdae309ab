import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import type { JSONRPCMessage } from '@modelcontextprotocol/client';
import { createCheckedFetch } from '../../src/net/checked-fetch.ts';
import { RepeatedCalls } from '../../src/upstreams/repeated-calls.ts';
import { eventually } from '../support/eventually.ts';
import { lastly } from '../support/lastly.ts';

type Answer = (id: unknown, response: ServerResponse) => void;

interface Sent {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const json =
  (message: (id: unknown) => unknown, status = 200): Answer =>
  (id, response) =>
    response
      .writeHead(status, { 'content-type': 'application/json' })
      .end(JSON.stringify(message(id)));

const done = json((id) => ({ jsonrpc: '2.0', id, result: { content: [] } }));
const failing = json((id) => ({ jsonrpc: '2.0', id, error: { code: -32602, message: 'no' } }));
const streamed: Answer = (id, response) => {
  const line = { jsonrpc: '2.0', method: 'notifications/message', params: { level: 'info' } };
  const result = { jsonrpc: '2.0', id, result: { content: [], isError: true } };
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const one of [line, result]) response.write(`data: ${JSON.stringify(one)}\n\n`);
  response.end();
};

/** A transport before a server that gives these answers one after the other, and then the last again. */
async function stage(t: TestContext, answers: readonly Answer[], token?: () => string | undefined) {
  const sent: Sent[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => {
      body += part;
    });
    request.on('end', () => {
      const answer = answers[Math.min(sent.length, answers.length - 1)];
      sent.push({ headers: request.headers, body });
      answer?.((JSON.parse(body) as { readonly id: unknown }).id, response);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  lastly(t, () => {
    server.closeAllConnections();
    server.close();
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { fetch, close } = createCheckedFetch({ approvedHosts: [host] });
  const transport = new RepeatedCalls(new URL(`http://${host}/mcp`), {
    fetch,
    requestInit: { headers: { 'x-team': 'home' } },
    ...(token && { authProvider: { token: async () => token(), onUnauthorized: async () => {} } }),
  });
  const heard: JSONRPCMessage[] = [];
  const errors: Error[] = [];
  transport.onmessage = (message) => heard.push(message);
  transport.onerror = (error) => errors.push(error);
  transport.setProtocolVersion('2025-11-25');
  await transport.start();
  lastly(t, async () => {
    await transport.close();
    close();
  });
  const call = (id: number, args: object = {}, options?: Parameters<RepeatedCalls['send']>[1]) =>
    transport.send(
      { jsonrpc: '2.0', id, method: 'tools/call', params: { name: 'add', arguments: { ...args } } },
      options,
    );
  return { transport, sent, heard, errors, call };
}

function withoutBody({ connection: _, 'content-length': __, ...headers }: IncomingHttpHeaders) {
  return headers;
}

test('a call like one before is sent with the same headers, and its answer is heard', async (t) => {
  const { sent, heard, call } = await stage(t, [done]);
  for (const id of [1, 2, 3]) await call(id, { a: id });
  assert.deepEqual(
    heard,
    [1, 2, 3].map((id) => ({ jsonrpc: '2.0', id, result: { content: [] } })),
  );
  const [first, ...later] = sent.map(({ headers }) => withoutBody(headers));
  for (const one of later) assert.deepEqual(one, first);
  assert.equal(first?.['x-team'], 'home');
  assert.equal(first?.['mcp-protocol-version'], '2025-11-25');
  assert.deepEqual(
    sent.map(({ body }) => (JSON.parse(body) as { readonly params: unknown }).params),
    [1, 2, 3].map((a) => ({ name: 'add', arguments: { a } })),
  );
});

test('the token is that of now, and not one of an earlier call', async (t) => {
  const tokens = ['first', 'second', undefined];
  const { sent, call } = await stage(t, [done], () => tokens.shift());
  for (const id of [1, 2, 3]) await call(id);
  assert.deepEqual(
    sent.map(({ headers }) => headers.authorization),
    ['Bearer first', 'Bearer second', undefined],
  );
});

test('headers of arguments are made anew each time', async (t) => {
  const { sent, call } = await stage(t, [done]);
  await call(1);
  for (const room of ['kitchen', 'hall']) {
    await call(2, { room }, { headers: { 'mcp-param-room': room } });
  }
  await call(3);
  assert.deepEqual(
    sent.map(({ headers }) => headers['mcp-param-room']),
    [undefined, 'kitchen', 'hall', undefined],
  );
});

/** What the SDK makes of it, and of how many messages it tells. */
for (const [what, answer, told] of [
  ['an error', failing, 1],
  // A stream tells of its end, too.
  ['a stream', streamed, 3],
  ['more than an answer', json((id) => ({ jsonrpc: '2.0', id, result: {}, more: true })), 0],
  ['an answer to another question', json(() => ({ jsonrpc: '2.0', id: 99, result: {} })), 1],
  ['a list of answers', json((id) => [{ jsonrpc: '2.0', id, result: {} }]), 1],
  ['a result that is none', json((id) => ({ jsonrpc: '2.0', id, result: 'done' })), 0],
  [
    'no JSON at all',
    (_: unknown, response: ServerResponse) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end('{'),
    0,
  ],
  ['a refusal', json((id) => ({ jsonrpc: '2.0', id, error: { code: 1, message: '' } }), 500), 0],
] as const) {
  test(`${what} after a plain answer is for the SDK to read, and nothing is sent twice`, async (t) => {
    const alone = await stage(t, [answer]);
    const thrownAlone = await alone.call(2).catch((thrown: Error) => thrown);
    const { sent, heard, call } = await stage(t, [done, answer, done]);
    await call(1);
    const thrown = await call(2).catch((thrown: Error) => thrown);
    await eventually(async () => alone.heard.length === told && heard.length === 1 + told);
    assert.deepEqual(heard.slice(1), alone.heard);
    assert.equal(thrown?.constructor, thrownAlone?.constructor);
    assert.equal(sent.length, 2);

    await call(3);
    assert.equal(sent.length, 3);
    assert.deepEqual(heard.at(-1), { jsonrpc: '2.0', id: 3, result: { content: [] } });
  });
}

test('a token that is refused is renewed, and the same call sent once more', async (t) => {
  const tokens = ['old', 'old', 'old', 'new'];
  const refused = json(() => ({}), 401);
  const { sent, heard, call } = await stage(
    t,
    [done, refused, done],
    () => tokens.shift() ?? 'new',
  );
  await call(1);
  await call(2);
  assert.deepEqual(
    sent.map(({ headers }) => headers.authorization),
    ['Bearer old', 'Bearer old', 'Bearer new'],
  );
  assert.equal(sent[1]?.body, sent[2]?.body);
  assert.deepEqual(heard.at(-1), { jsonrpc: '2.0', id: 2, result: { content: [] } });
});

for (const [how, silent] of [
  ['that is not answered', () => {}],
  [
    'that is answered by a stream without end',
    (_, response) =>
      response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders(),
  ],
] as readonly (readonly [string, Answer])[]) {
  for (const end of ['given up', 'left'] as const) {
    test(`a repeated call ${how} ends at the server when it is ${end}`, async (t) => {
      const closed = Promise.withResolvers<void>();
      const hanging: Answer = (id, response) => {
        response.once('close', () => closed.resolve());
        silent(id, response);
      };
      const { transport, sent, errors, call } = await stage(t, [done, hanging]);
      await call(1);
      const giving = new AbortController();
      const sending = call(2, {}, { requestSignal: giving.signal }).catch(() => {});
      await eventually(async () => sent.length === 2);
      if (end === 'given up') giving.abort();
      else await transport.close();
      await closed.promise;
      await sending;
      if (end === 'given up') assert.deepEqual(errors, []);
    });
  }
}

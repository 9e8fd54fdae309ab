import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { serveExchange } from '../../src/mcp/exchange.ts';
import { lastly } from '../support/lastly.ts';

type Fetch = Parameters<typeof serveExchange>[0]['fetch'];

const AUTH = { token: '', clientId: 'c', scopes: [] };

/** A server whose every request is one exchange with this handler. */
async function serving(t: TestContext, fetch: Fetch, body?: unknown): Promise<string> {
  const server = createServer((raw, response) => {
    raw.resume();
    void serveExchange({ fetch }, { raw, response, body, auth: AUTH });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  lastly(t, () => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`;
}

test('a whole answer goes out in one piece, with its status and headers', async (t) => {
  const url = await serving(t, async () =>
    Response.json({ text: 'Salón' }, { status: 404, headers: { 'x-one': '1' } }),
  );
  const answer = await fetch(url, { method: 'POST' });
  assert.deepEqual(
    [answer.status, answer.headers.get('x-one'), answer.headers.get('content-length')],
    [404, '1', '17'],
  );
  assert.deepEqual(await answer.json(), { text: 'Salón' });
});

test('the SDK is given the parsed body and what it reads, and no token', async (t) => {
  const body = { jsonrpc: '2.0' };
  let seen: Record<string, unknown> = {};
  const url = await serving(
    t,
    async (request, options) => {
      const { method, url: address, headers } = request;
      seen = { method, address, headers: Object.fromEntries(headers), options };
      return new Response(null, { status: 202 });
    },
    body,
  );
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      authorization: 'Bearer secret',
      cookie: 'a=b',
      accept: 'application/json',
      'mcp-method': 'tools/call',
      'mcp-protocol-version': '2026-07-28',
      'mcp-session-id': 's',
    },
  });
  assert.equal(answer.status, 202);
  assert.deepEqual(seen, {
    method: 'POST',
    address: 'http://localhost/mcp',
    headers: {
      accept: 'application/json',
      'mcp-method': 'tools/call',
      'mcp-protocol-version': '2026-07-28',
      'mcp-session-id': 's',
    },
    options: { authInfo: AUTH, parsedBody: body },
  });
});

test('a stream is sent as it comes, and ends when the client goes away', async (t) => {
  const ended = Promise.withResolvers<void>();
  const url = await serving(t, async (request) => {
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('data: 1\n\n'));
        request.signal.addEventListener('abort', () => {
          controller.close();
          ended.resolve();
        });
      },
    });
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  });
  const hangUp = new AbortController();
  const answer = await fetch(url, { method: 'POST', signal: hangUp.signal });
  const first = await answer.body?.getReader().read();
  assert.equal(new TextDecoder().decode(first?.value), 'data: 1\n\n');
  hangUp.abort();
  await ended.promise;
});

test('an answer that was sent aborts nothing', async (t) => {
  const signals: AbortSignal[] = [];
  const url = await serving(t, async (request) => {
    signals.push(request.signal);
    return Response.json({});
  });
  await (await fetch(url, { method: 'POST', headers: { connection: 'close' } })).text();
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(signals[0]?.aborted, false);
});

test('an SDK that is being closed is a reason to try again', async (t) => {
  const url = await serving(t, async () => {
    throw new Error('closed');
  });
  const answer = await fetch(url, { method: 'POST' });
  assert.deepEqual([answer.status, answer.headers.get('retry-after')], [503, '5']);
});

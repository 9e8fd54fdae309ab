import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { after, type TestContext, test } from 'node:test';
import { LISTENER } from '../../src/net/listener.ts';
import { boundSockets } from '../../src/net/sockets.ts';
import { lastly } from '../support/lastly.ts';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import { jsonOf, send, TestClient } from '../support/oauth-client.ts';

const lk = await startTestLatchkey({ after });

/** Sends text over a connection of its own; what comes back until it is closed. */
function talk(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let all = '';
    socket.on('error', () => undefined);
    socket.on('data', (part) => {
      all += part;
    });
    socket.on('close', () => resolve(all));
    socket.write(text, 'latin1');
  });
}

const GET = 'GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n';

test('what is no HTTP is answered in JSON and the connection closed', async () => {
  for (const [text, status] of [
    ['\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 400],
    ['GET /healthz HTTP/1.1\r\nHost : a\r\n\r\n', 400],
    [`${GET}Content-Length: 1\r\nContent-Length: 2\r\n\r\n`, 400],
    [`${GET}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n`, 400],
    ['GET /healthz HTTP/1.1\r\n\r\n', 400],
    [`GET /${'a'.repeat(17_000)} HTTP/1.1\r\nHost: a\r\n\r\n`, 431],
    [`${GET}Cookie: ${'a'.repeat(17_000)}\r\n\r\n`, 431],
    [`${GET}${'A: b\r\n'.repeat(4_000)}\r\n`, 431],
  ] as const) {
    const answer = await talk(lk.port, text);
    assert.match(answer, new RegExp(`^HTTP/1\\.1 ${status} `), text.slice(0, 60));
    if (!answer.endsWith('\r\n\r\n')) assert.match(answer, /\{"error":"invalid_request",/);
  }
});

test('nothing of a broken request reaches the log', async () => {
  const secret = 'Authorization: Bearer not-for-the-log-0123456789';
  await talk(lk.port, `GET /mcp HTTP/1.1\r\nHost: a\r\n${secret}\r\nbroken line\r\n\r\n`);
  await talk(lk.port, `POST /token HTTP/1.1\r\n${secret}\r\nContent-Length: x\r\n\r\n`);
  assert.ok(!lk.logged.some((line) => line.includes('not-for-the-log')));
});

test('a malformed path or escape is a 4xx that names what is wrong', async () => {
  const path = await send(`${lk.base}/%ff`);
  assert.equal(path.status, 400);
  assert.deepEqual(jsonOf(path), {
    error: 'invalid_request',
    error_description: 'the path is not percent-encoded UTF-8',
  });
  const client = await TestClient.register(lk.base);
  const query = await send(`${client.authorizeUrl({ state: undefined })}&state=%zz`);
  assert.equal(query.status, 400);
  assert.match(String(jsonOf(query).error_description), /^state is not encoded/);
  const form = await send(`${lk.base}/token`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: 'grant_type=authorization_code&code=%c3',
  });
  assert.match(String(jsonOf(form).error_description), /^code is not encoded/);
});

test('bodies that break parsers are refused by a sentence: depth, numbers, prototypes, nothing', async () => {
  const post = (body: string, path = '/register') =>
    send(`${lk.base}${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body,
    });
  const uri = '"redirect_uris":["https://client.example/cb"]';
  for (const body of [
    '',
    'null',
    '{',
    '[]',
    '"x"',
    '1e999',
    `${'['.repeat(4_000)}${']'.repeat(4_000)}`,
    '{"a":'.repeat(1_000),
    `{${uri},"__proto__":{"admin":true}}`,
    `{${uri},"constructor":{"prototype":{"admin":true}}}`,
    '{"redirect_uris":["https://client.example/\\u0000"]}',
    '{"redirect_uris":1e308}',
  ]) {
    for (const path of ['/register', '/token', '/revoke']) {
      const page = await post(body, path);
      assert.ok([400, 401].includes(page.status), `${path} ${body.slice(0, 40)}: ${page.status}`);
      assert.equal(typeof jsonOf(page).error_description, 'string');
    }
  }
  assert.equal(({} as { admin?: unknown }).admin, undefined);
});

test('the times a connection may take are set, and a stream of /mcp is under none of them', async () => {
  assert.ok(LISTENER.http.headersTimeout <= 15_000);
  assert.ok(LISTENER.requestTimeout <= 120_000);
  assert.ok(LISTENER.http.connectionsCheckingInterval <= LISTENER.http.headersTimeout);
  assert.ok(LISTENER.keepAliveTimeout > 90_000, 'longer than cloudflared keeps an idle one');
  assert.ok(!('connectionTimeout' in LISTENER), 'silence alone does not end a response');
});

async function smallServer(
  t: TestContext,
  { most, headersTimeout = 0 }: { most: number; headersTimeout?: number },
): Promise<{ server: Server; dial: () => Socket; open: () => Promise<number> }> {
  const waiting: (() => void)[] = [];
  const server = createServer(
    { headersTimeout, requestTimeout: headersTimeout, connectionsCheckingInterval: 20 },
    (request, response) => {
      if (request.url === '/stream') {
        response.writeHead(200);
        response.write('first');
        waiting.push(() => response.end('last'));
      } else response.end('hello');
    },
  );
  boundSockets(server, most);
  server.on('clientError', LISTENER.clientErrorHandler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const sockets: Socket[] = [];
  lastly(t, () => {
    for (const end of waiting) end();
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const dial = (): Socket => {
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    sockets.push(socket);
    return socket;
  };
  const open = (): Promise<number> =>
    new Promise((resolve) => server.getConnections((_error, count) => resolve(count)));
  return { server, dial, open };
}

const said = (socket: Socket): Promise<string> =>
  new Promise((resolve) => socket.once('data', (part) => resolve(part.toString('latin1'))));

test('whoever opens connections and says nothing pushes out their own, never a stream', async (t) => {
  const { dial, open } = await smallServer(t, { most: 20 });
  const stream = dial();
  stream.write('GET /stream HTTP/1.1\r\nHost: a\r\n\r\n');
  await said(stream);
  let ended = false;
  stream.once('close', () => {
    ended = true;
  });

  for (let n = 0; n < 100; n += 1) {
    const silent = dial();
    await new Promise((resolve) => silent.once('connect', resolve));
  }
  const honest = dial();
  honest.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  assert.match(await said(honest), /^HTTP\/1\.1 200 /);
  assert.ok((await open()) <= 20, `${await open()} are open`);
  assert.equal(ended, false);
});

test('when every connection is busy, one more is turned away and those go on', async (t) => {
  const { dial } = await smallServer(t, { most: 3 });
  const streams = [dial(), dial(), dial()];
  for (const stream of streams) {
    stream.write('GET /stream HTTP/1.1\r\nHost: a\r\n\r\n');
    await said(stream);
  }
  const late = dial();
  await new Promise<void>((resolve) => late.once('close', () => resolve()));
  assert.ok(streams.every((stream) => !stream.destroyed));
});

test('headers or a body that dribble in are cut off with 408', async (t) => {
  const { dial } = await smallServer(t, { most: 20, headersTimeout: 100 });
  for (const start of [
    'GET / HTTP/1.1\r\nHost: a\r\n',
    'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nab',
  ]) {
    const socket = dial();
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    socket.write(start);
    socket.resume();
    await closed;
  }
});

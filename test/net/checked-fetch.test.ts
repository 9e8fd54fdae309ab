import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { createCheckedFetch } from '../../src/net/checked-fetch.ts';
import { lastly } from '../support/lastly.ts';

async function serve(t: TestContext, listener: RequestListener) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  lastly(t, () => {
    server.closeAllConnections();
    server.close();
  });
  return { host, url: `http://${host}/mcp` };
}

function checked(t: TestContext, ...args: Parameters<typeof createCheckedFetch>) {
  const made = createCheckedFetch(...args);
  lastly(t, () => made.close());
  return made.fetch;
}

async function text(request: IncomingMessage): Promise<string> {
  return Buffer.concat(await request.toArray()).toString();
}

test('an approved host within the house is asked as fetch would, on one kept connection', async (t) => {
  const seen: unknown[] = [];
  const sockets = new Set<unknown>();
  const { host, url } = await serve(t, async (request, response) => {
    sockets.add(request.socket);
    const { method, headers } = request;
    seen.push([method, headers.authorization, headers['content-type'], await text(request)]);
    response.writeHead(201, { 'Content-Type': 'application/json' }).end('{"ok":true}');
  });
  const fetch = checked(t, { approvedHosts: [host] });
  const headers = { Authorization: 'Bearer t', 'Content-Type': 'application/json' };
  const answer = await fetch(url, { method: 'POST', headers, body: '{"é":1}' });
  assert.equal(answer.status, 201);
  assert.deepEqual(await answer.json(), { ok: true });
  await (
    await fetch(new URL(url), { method: 'POST', body: new URLSearchParams({ a: 'b' }) })
  ).text();
  assert.deepEqual(seen, [
    ['POST', 'Bearer t', 'application/json', '{"é":1}'],
    ['POST', undefined, 'application/x-www-form-urlencoded;charset=UTF-8', 'a=b'],
  ]);
  assert.equal(sockets.size, 1);
});

test('what nobody approved must be https and public, before anything is connected', async (t) => {
  let asked = 0;
  const { host } = await serve(t, (_request, response) => {
    asked += 1;
    response.end();
  });
  const fetch = checked(t, { approvedHosts: ['other.local'] });
  for (const target of [
    `http://${host}/`,
    `https://${host}/`,
    'http://mcp.example/',
    'https://10.0.0.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://169.254.169.254/latest/meta-data',
    'https://localhost/',
    'https://user:pw@mcp.example/',
    'file:///etc/passwd',
  ]) {
    await assert.rejects(fetch(target), TypeError, target);
  }
  assert.equal(asked, 0);
});

test('a redirect is an answer, not a way on', async (t) => {
  const { host, url } = await serve(t, (_request, response) => {
    response.writeHead(302, { Location: 'http://169.254.169.254/' }).end();
  });
  const answer = await checked(t, { approvedHosts: [host] })(url);
  assert.equal(answer.status, 302);
});

test('an answer that is too large breaks off, a stream may go on with small events', async (t) => {
  const { host, url } = await serve(t, async (request, response) => {
    const events = request.url === '/events';
    response.writeHead(200, { 'Content-Type': events ? 'text/event-stream' : 'application/json' });
    for (let n = 0; n < 50; n += 1) {
      response.write(`data: ${'x'.repeat(100)}${events ? '\n\n' : ''}`);
      await new Promise(setImmediate);
    }
    response.end(events ? 'data: end\n\n' : '');
  });
  const fetch = checked(t, { approvedHosts: [host], maxBytes: 1_000 });
  await assert.rejects(fetch(url).then((answer) => answer.text()));
  const events = await (await fetch(`http://${host}/events`)).text();
  assert.match(events, /data: end/);
});

test('a caller who gives up ends the request', async (t) => {
  const arrived = Promise.withResolvers<void>();
  const closed = Promise.withResolvers<void>();
  const { host, url } = await serve(t, (request) => {
    request.on('close', () => closed.resolve());
    arrived.resolve();
  });
  const giveUp = new AbortController();
  const answer = checked(t, { approvedHosts: [host] })(url, { signal: giveUp.signal });
  await arrived.promise;
  giveUp.abort(new Error('enough'));
  await assert.rejects(answer, /enough/);
  await closed.promise;
});

test('a small answer that never comes whole is none, and can be given up', async (t) => {
  const { host, url } = await serve(t, (request, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '10' });
    response.write('{');
    if (request.url === '/broken') setImmediate(() => response.destroy());
    else setImmediate(() => giveUp.abort(new Error('enough')));
  });
  const giveUp = new AbortController();
  const fetch = checked(t, { approvedHosts: [host] });
  await assert.rejects(fetch(`http://${host}/broken`), TypeError);
  await assert.rejects(fetch(url, { signal: giveUp.signal }), /enough/);
});

test('a small answer is held to the limit, too', async (t) => {
  const { host, url } = await serve(t, (_request, response) => {
    response.writeHead(200, { 'Content-Length': '2000' }).end('x'.repeat(2_000));
  });
  const answer = await checked(t, { approvedHosts: [host], maxBytes: 1_000 })(url);
  await assert.rejects(answer.text());
});

test('a host that is not there is a TypeError without an address', async (t) => {
  const fetch = checked(t, { approvedHosts: ['127.0.0.1:1'] });
  await assert.rejects(fetch('http://127.0.0.1:1/'), (error: Error) => {
    assert.ok(error instanceof TypeError);
    assert.doesNotMatch(error.message, /127/);
    return true;
  });
});

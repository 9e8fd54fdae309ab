import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { announceCompanion } from '../../src/companion/announce.ts';
import { type Ending, lastly } from '../support/lastly.ts';

const SAID = { port: 8086, secret: 'a secret of this very test' };

async function supervisor(t: Ending, listener: RequestListener) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  lastly(t, () => {
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, token: 'the token of the app' };
}

test('the Supervisor is told where the app is, by the name it gave the app', async (t) => {
  const asked: unknown[] = [];
  const at = await supervisor(t, async (request, response) => {
    let text = '';
    for await (const part of request) text += part;
    const { method, url, headers } = request;
    asked.push([method, url, headers.authorization, text === '' ? undefined : JSON.parse(text)]);
    const data = method === 'GET' ? { hostname: 'a1b2c3d4-latchkey' } : { uuid: 'a1' };
    response.end(JSON.stringify({ result: 'ok', data }));
  });
  assert.deepEqual(await announceCompanion(at, SAID), { ok: true, value: undefined });
  const config = { host: 'a1b2c3d4-latchkey', ...SAID };
  const bearer = 'Bearer the token of the app';
  assert.deepEqual(asked, [
    ['GET', '/addons/self/info', bearer, undefined],
    ['POST', '/discovery', bearer, { service: 'latchkey', config }],
  ]);
});

test('a Supervisor that refuses, answers nonsense or is not there is told apart', async (t) => {
  const refusing = await supervisor(t, (_request, response) =>
    response.writeHead(403).end('{"result":"error"}'),
  );
  assert.deepEqual(await announceCompanion(refusing, SAID), { ok: false, error: 'refused' });
  const odd = await supervisor(t, (_request, response) => response.end('<html>'));
  assert.deepEqual(await announceCompanion(odd, SAID), { ok: false, error: 'unreachable' });
});

import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { createServer as createRawServer } from 'node:net';
import { test } from 'node:test';
import { createOutward } from '../../../src/doctor/probes/ask.ts';
import { type Ending, lastly } from '../../support/lastly.ts';
import { freePort } from '../../support/latchkey-under-test.ts';

async function urlOf(t: Ending, server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  lastly(t, () => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const serve = (t: Ending, handle: RequestListener) => {
  const server = createServer(handle);
  lastly(t, () => server.closeAllConnections());
  return urlOf(t, server);
};

const { ask } = createOutward({ timeoutMs: 300 });

async function silenceOf(url: string) {
  const heard = await ask(url);
  return heard.ok ? heard.value.status : heard.error.kind;
}

test('an answer comes as it is, and a redirect is one', async (t) => {
  const paths: string[] = [];
  const base = await serve(t, ({ url = '' }, response) => {
    paths.push(url);
    response.writeHead(302, { location: '/elsewhere' }).end('moved');
  });
  const heard = await ask(`${base}/here?x=1`);
  assert.ok(heard.ok);
  assert.deepEqual(
    [heard.value.status, heard.value.headers.location, String(heard.value.body)],
    [302, '/elsewhere', 'moved'],
  );
  assert.deepEqual(paths, ['/here?x=1']);
});

test('each way of not answering is told apart', async (t) => {
  assert.equal(await silenceOf(`http://127.0.0.1:${await freePort()}`), 'refused');
  assert.equal(await silenceOf(await serve(t, () => {})), 'timeout');
  const deaf = createRawServer((socket) => void socket.destroy());
  assert.equal(await silenceOf(await urlOf(t, deaf)), 'broken');
  const plain = await serve(t, (_request, response) => void response.end());
  assert.equal(await silenceOf(plain.replace('http:', 'https:')), 'not_https');
});

test('what is too large is read no further, and what drips is given up', async (t) => {
  let sent = 0;
  const large = await serve(t, (_request, response) => {
    const part = Buffer.alloc(64 * 1_024);
    const more = () => {
      while (!response.destroyed && sent < 64 << 20 && response.write(part)) sent += part.length;
    };
    response.on('drain', more);
    more();
  });
  const heard = await ask(large);
  assert.ok(heard.ok && heard.value.body.length <= 256 * 1_024);
  const dripping = await serve(t, (_request, response) => {
    const timer = setInterval(() => response.write('.'), 20);
    response.on('close', () => clearInterval(timer));
  });
  assert.equal(await silenceOf(dripping), 'timeout');
});

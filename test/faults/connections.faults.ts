import assert from 'node:assert/strict';
import { connect, type Socket } from 'node:net';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { startDemoHome } from '../../src/demo/demo-home.ts';
import { MOST_SOCKETS } from '../../src/net/sockets.ts';
import { eventually } from '../support/eventually.ts';
import { lastly } from '../support/lastly.ts';
import { tempDir } from '../support/temp.ts';
import { Household } from './household.ts';
import { LatchkeyProcess } from './latchkey-process.ts';

const MEGABYTE = 1_024 * 1_024;
/** What may be in use more than before, and what the process may have taken for it meanwhile. */
const USED_SLACK = 48 * MEGABYTE;
const TAKEN_SLACK = 256 * MEGABYTE;
/** Far beyond every time limit of the listener. */
const PATIENCE_MS = 180_000;

const home = await startDemoHome();
lastly({ after }, () => home.stop());
const [ada] = home.people;
assert.ok(ada !== undefined);
const options = { dataDir: tempDir({ after }), homeUrl: home.url };
const latchkey = await LatchkeyProcess.start({ after }, options);
const household = await Household.signIn(latchkey, ada);
await household.ask();

/** Connections of strangers, of which as many as there are may be cut at any time. */
class Strangers {
  readonly #open = new Set<Socket>();

  async dial(): Promise<Socket> {
    const socket = connect(latchkey.port, '127.0.0.1').on('error', () => undefined);
    this.#open.add(socket);
    socket.once('close', () => this.#open.delete(socket));
    await new Promise<void>((resolve) => {
      socket.once('connect', () => resolve());
      socket.once('close', () => resolve());
    });
    return socket;
  }

  get left(): number {
    return this.#open.size;
  }

  leave(): void {
    for (const socket of this.#open) socket.destroy();
  }
}

/** Memory stays where it was while something is done, and the household is served. */
async function unharmedBy(work: () => Promise<unknown>): Promise<void> {
  const before = await latchkey.measure();
  const served = await household.served(work());
  const { rss, used, unhandled } = await latchkey.measure();
  assert.deepEqual(unhandled, []);
  assert.ok(used < before.used + USED_SLACK, `${used - before.used} bytes more are in use`);
  assert.ok(rss < before.rss + TAKEN_SLACK, `${rss - before.rss} bytes more were taken`);
  assert.ok(served > 0);
}

test('10,000 connections are opened and say nothing: at most a thousand are kept, and the household is served', async (t) => {
  const strangers = new Strangers();
  lastly(t, () => strangers.leave());
  await unharmedBy(async () => {
    for (let wave = 0; wave < 100; wave += 1) {
      await Promise.all(Array.from({ length: 100 }, () => strangers.dial()));
    }
    const { resources } = await latchkey.measure();
    const sockets = resources.TCPSocketWrap ?? 0;
    assert.ok(sockets <= MOST_SOCKETS + 10, `${sockets} are open`);
  });
});

test('headers and bodies dribble in on 400 connections: each is cut off in time, and the household is served', async (t) => {
  const strangers = new Strangers();
  lastly(t, () => strangers.leave());
  const starts = [
    'GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ',
    'POST /token HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 4000\r\n\r\n',
    'POST /register HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{',
    'POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 4000\r\n\r\n',
  ];
  await unharmedBy(async () => {
    const sockets = await Promise.all(Array.from({ length: 400 }, () => strangers.dial()));
    for (const [at, socket] of sockets.entries()) socket.write(starts[at % starts.length] ?? '');
    for (const socket of sockets) socket.resume();
    const dribble = setInterval(() => {
      for (const socket of sockets) if (socket.writable) socket.write('a');
    }, 500);
    await eventually(async () => strangers.left === 0, PATIENCE_MS).finally(() =>
      clearInterval(dribble),
    );
  });
});

test('10 readers ask for 200 lists of tools each and read nothing: memory is bounded, and the household is served', async (t) => {
  const strangers = new Strangers();
  lastly(t, () => strangers.leave());
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} });
  const ask =
    'POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n' +
    'Accept: application/json, text/event-stream\r\n' +
    `Authorization: Bearer ${household.accessToken}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  await unharmedBy(async () => {
    const sockets = await Promise.all(Array.from({ length: 10 }, () => strangers.dial()));
    for (const socket of sockets) socket.pause().write(ask.repeat(200));
    await pause(5_000);
  });
  strangers.leave();
  await household.ask();
});

test('headers and bodies without end come in on every route: refused or cut off before much was read, and the household is served', async (t) => {
  const strangers = new Strangers();
  lastly(t, () => strangers.leave());
  const part = Buffer.alloc(64 * 1_024, 'a');
  const host = 'HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n';
  const starts = ['/register', '/token', '/consent', '/revoke', '/introspect', '/mcp'].flatMap(
    (path) => [
      { start: `POST ${path} ${host}Content-Length: 1000000000000\r\n\r\n`, chunked: false },
      { start: `POST ${path} ${host}Transfer-Encoding: chunked\r\n\r\n`, chunked: true },
      { start: `POST ${path} ${host}X-Long: `, chunked: false },
      { start: `POST ${path}?`, chunked: false },
    ],
  );
  await unharmedBy(async () => {
    for (const { start, chunked } of starts) {
      const socket = await strangers.dial();
      let said = '';
      socket.on('data', (text) => {
        said += text.toString('latin1');
      });
      const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
      socket.write(start);
      const more = () => {
        if (!socket.writable) return;
        if (chunked) socket.write(`${part.length.toString(16)}\r\n`);
        if (socket.write(part) && !chunked) setImmediate(more);
        else if (chunked && socket.write('\r\n')) setImmediate(more);
        else socket.once('drain', more);
      };
      more();
      await closed;
      const megabytes = socket.bytesWritten / MEGABYTE;
      assert.ok(megabytes < 64, `${start}: ${megabytes} MB were taken`);
      assert.doesNotMatch(said, /^HTTP\/1\.1 5/, start);
    }
  });
});

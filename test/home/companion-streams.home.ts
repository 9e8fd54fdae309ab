import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { asAdministrator } from './companion.ts';
import { answerTo, bodyOf, Pipe } from './pipe.ts';

const MiB = 1_024 * 1_024;

describe('The companion inside a real Home Assistant streams', { timeout: 120_000 }, () => {
  let pipe: Pipe;
  before(async () => {
    pipe = await Pipe.start();
  });
  after(() => pipe?.stop());

  test('bodies of 20 MiB in both directions, byte for byte', async () => {
    const sent = randomBytes(20 * MiB);
    pipe.behave = (asked, response) => void asked.pipe(response);
    const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
    for (const headers of [{ 'Content-Length': sent.length }, { 'Transfer-Encoding': 'chunked' }]) {
      const asked = pipe.open('/api/latchkey/mcp', 'POST', headers);
      asked.end(sent);
      const answer = await answerTo(asked);
      assert.equal(hash(await bodyOf(answer)), hash(sent));
    }
  });

  test('compressed bodies: unpacked to the app, untouched to the client', async () => {
    const { asked, body } = await pipe.exchange('/api/latchkey/mcp', {
      method: 'POST',
      headers: { 'Content-Encoding': 'gzip' },
      body: gzipSync('hello'),
    });
    assert.equal(asked.headers['content-encoding'], undefined);
    assert.equal(String(body), 'hello');
    pipe.behave = (_asked, response) =>
      void response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync('hello'));
    const answer = await answerTo(pipe.open('/api/latchkey/jwks').end());
    assert.equal(String(gunzipSync(await bodyOf(answer))), 'hello');
  });

  test('no more than fits between the two, whichever of them is slow', async () => {
    let written = 0;
    pipe.behave = async (_asked, response) => {
      response.on('error', () => {}).writeHead(200);
      while (written < 256 * MiB && !response.destroyed) {
        written += MiB;
        if (!response.write(Buffer.alloc(MiB))) await once(response, 'drain').catch(() => {});
      }
    };
    const download = pipe.open('/api/latchkey/mcp').end();
    await answerTo(download);
    await settled(() => written);
    assert.ok(written < 32 * MiB, `${written / MiB} MiB went out to a client that reads none`);
    download.destroy();

    pipe.behave = () => {};
    let taken = 0;
    const upload = pipe.open('/api/latchkey/mcp', 'POST').on('error', () => {});
    const fill = () => {
      while (taken < 256 * MiB) {
        taken += MiB;
        if (!upload.write(Buffer.alloc(MiB))) return void upload.once('drain', fill);
      }
    };
    fill();
    await settled(() => taken);
    assert.ok(taken < 32 * MiB, `${taken / MiB} MiB went out to an app that reads none`);
    upload.destroy();
  });

  test('events as they come, and a client that hangs up', async () => {
    const gone = Promise.withResolvers<void>();
    const streams: ServerResponse[] = [];
    pipe.behave = (_asked, response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write('data: 1\n\n');
      response.once('close', gone.resolve);
      streams.push(response);
    };
    const sent = pipe.open('/api/latchkey/mcp').on('error', () => {});
    const answer = await answerTo(sent.end());
    assert.equal(String((await once(answer, 'data'))[0]), 'data: 1\n\n');
    streams[0]?.write('data: 2\n\n');
    assert.equal(String((await once(answer, 'data'))[0]), 'data: 2\n\n');
    sent.destroy();
    await gone.promise;
  });

  test('nothing any more once its entry is removed: streams end at once', async () => {
    pipe.behave = (_asked, response) => void response.writeHead(200).write('data: 1\n\n');
    const answer = await answerTo(
      pipe
        .open('/api/latchkey/mcp')
        .on('error', () => {})
        .end(),
    );
    const ended = new Promise((resolve) => answer.once('close', resolve));
    answer.on('error', () => {}).resume();
    await asAdministrator(pipe.home, `/api/config/config_entries/entry/${pipe.entry}`, {
      method: 'DELETE',
    });
    await ended;
    assert.equal((await fetch(`${pipe.home.url}/api/latchkey/mcp`)).status, 503);
    await pipe.add();
  });

  test('an answer that breaks off as one that broke off', async () => {
    pipe.behave = (_asked, response) => {
      response.writeHead(200).write('half of ');
      setTimeout(() => response.destroy(), 100);
    };
    await assert.rejects(async () => bodyOf(await answerTo(pipe.open('/api/latchkey/jwks').end())));
  });

  // With the connection goes what was not read yet, and sometimes the answer that was on its way.
  test('a refusal that comes before the body was read, or says to try again', async () => {
    pipe.behave = (_asked, response) =>
      void response.writeHead(413, { Connection: 'close' }).end('too large');
    for (let count = 0; count < 5; count += 1) {
      const sent = pipe.open('/api/latchkey/mcp', 'POST').on('error', () => {});
      const answer = answerTo(sent);
      sent.end(Buffer.alloc(8 * MiB));
      assert.ok([413, 503].includes((await answer).statusCode ?? 0));
    }
  });
});

/** Waits until a number has stopped growing. */
async function settled(value: () => number): Promise<void> {
  for (let last = -1; last !== value(); await pause(500)) last = value();
}

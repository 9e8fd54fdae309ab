import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { lastly } from '../../support/lastly.ts';
import { drive } from './drive.ts';
import { constant, type Lane } from './lane.ts';

/** A server that tells how many connections it saw and answers with that status. */
async function server(t: TestContext, status = 200) {
  let connections = 0;
  const http = createServer((request, response) => {
    request.resume();
    response.writeHead(status).end('done');
  });
  // However busy the machine is, a connection that is kept stays.
  http.keepAliveTimeout = 0;
  http.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  lastly(t, () => {
    http.closeAllConnections();
    return new Promise((resolve) => http.close(resolve));
  });
  const { port } = http.address() as AddressInfo;
  const sent = {
    url: `http://127.0.0.1:${port}/`,
    method: 'POST',
    headers: {},
    body: '{}',
  } as const;
  return { sent, connections: () => connections };
}

const good = (status: number, body: string) => status === 200 && body === 'done';

test('each lane has a connection of its own, and the turn is over at so many answers', async (t) => {
  const { sent, connections } = await server(t);
  const lanes = [constant(sent, good), constant(sent, good)];
  const turn = await drive(lanes, { seconds: 600, most: 50 });
  // The other lane may have one under way.
  assert.ok(turn.answers >= 50 && turn.answers <= 51, String(turn.answers));
  assert.equal(turn.took.length, turn.answers);
  assert.equal(turn.bytes, 4);
  assert.equal(connections(), 2);
});

test('a turn is over when a lane has nothing more to send', async (t) => {
  const { sent } = await server(t);
  const ready = [sent, sent, sent];
  const lane: Lane = { next: () => ready.shift(), answered: () => {} };
  assert.equal((await drive([lane], { seconds: 600 })).answers, 3);
});

test('an answer that was not wanted is an error and never counts as quick', async (t) => {
  const { sent } = await server(t, 500);
  await assert.rejects(drive([constant(sent, good)], { seconds: 600 }), /answered 500: done/);
});

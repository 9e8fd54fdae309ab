import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { askSupervisor } from '../../src/supervisor/client.ts';
import { announce, coreInfo, selfInfo, withdraw } from '../../src/supervisor/questions.ts';
import { Surroundings } from '../../src/supervisor/surroundings.ts';
import { eventually } from '../support/eventually.ts';
import { type Ending, lastly } from '../support/lastly.ts';
import { settingsStage } from '../support/settings-stage.ts';

type Failure = (answer: ServerResponse) => void;

const says = (status: number, body: string): Failure => {
  return (answer) => void answer.writeHead(status).end(body);
};
const FAILURES: Readonly<Record<string, Failure>> = {
  'hangs up': (answer) => void answer.destroy(),
  'hangs up in the middle': (answer) => {
    answer.writeHead(200, { 'Content-Length': '100' }).write('{"result":', () => answer.destroy());
  },
  'sends on elsewhere': (answer) => void answer.writeHead(302, { Location: '/info' }).end(),
  '401': says(401, ''),
  '403': says(403, ''),
  '500': says(500, 'oops'),
  '500 with an envelope': says(500, '{"result":"error","message":"Unknown"}'),
  '502': says(502, '<html>'),
  'an error': says(400, '{"result":"error","message":"No"}'),
  'no JSON': says(200, 'fine'),
  null: says(200, 'null'),
  'a list': says(200, '[]'),
  'nothing in it': says(200, '{"result":"ok"}'),
  'data that is none': says(200, '{"result":"ok","data":[1]}'),
  'words of other kinds': says(
    200,
    '{"result":"ok","data":{"hostname":{"a":1},"port":"80","network":7,"uuid":[]}}',
  ),
};

/** A Supervisor that answers everything in one way. */
async function failing(t: Ending, fail: Failure) {
  let asked = 0;
  const server = createServer((_request, answer) => {
    asked += 1;
    fail(answer);
  });
  server.on('upgrade', (_request, socket) => socket.destroy());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  lastly(t, () => {
    server.close();
    server.closeAllConnections();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { supervisor: { url, token: 'token' }, asked: () => asked };
}

/** What a Latchkey is configured with that nobody configured. */
const unconfigured = (supervisor: { readonly url: string; readonly token: string }) => ({
  baseUrls: [],
  homes: [{ name: 'Home', url: 'http://127.0.0.1:9', verifyTls: true }],
  homeIsFound: true as const,
  homeToken: undefined,
  supervisor,
});

for (const [name, fail] of Object.entries(FAILURES)) {
  test(`a Supervisor that fails is no answer, and nothing is made of it: ${name}`, async (t) => {
    const { supervisor } = await failing(t, fail);
    for (const question of [selfInfo(8086), coreInfo, announce('mcp', { url: 'x' })]) {
      const answer = await askSupervisor<unknown>(supervisor, question);
      assert.equal(answer.ok, false);
    }
  });

  test(`with a Supervisor that fails Latchkey starts, says so and goes on: ${name}`, async (t) => {
    const { supervisor, asked } = await failing(t, fail);
    const { latchkey, as, ada } = await settingsStage(t, { config: unconfigured(supervisor) });
    await eventually(async () => asked() > 1);
    const healthy = () => fetch(`http://127.0.0.1:${latchkey.port}/healthz`);
    assert.equal((await healthy()).status, 200);
    const page = await as(ada).open('');
    assert.equal(page.status, 503);
    assert.match(await page.text(), /does not say who you are/);
    assert.equal((await healthy()).status, 200);
    assert.ok(latchkey.logged.every((line) => !line.includes(supervisor.token)));
  });
}

test('what the Supervisor is too troubled to say is asked again, what it refused is settled', async (t) => {
  const error = async (fail: Failure | undefined) => {
    const { supervisor } = await failing(t, fail ?? (() => {}));
    const answer = await askSupervisor(supervisor, withdraw('a1'), 100);
    return answer.ok || answer.error;
  };
  for (const name of ['hangs up', '500', '500 with an envelope', '502', 'no JSON']) {
    assert.equal(await error(FAILURES[name]), 'unreachable', name);
  }
  for (const name of ['401', '403', 'an error']) {
    assert.equal(await error(FAILURES[name]), 'refused', name);
  }
  assert.equal(await error(undefined), 'unreachable', 'says nothing');
});

test('one that never answers delays neither the start nor the end', async (t) => {
  const { supervisor, asked } = await failing(t, () => {});
  const { latchkey } = await settingsStage(t, { config: unconfigured(supervisor) });
  // It is up although all that was asked is still open.
  assert.equal((await fetch(`http://127.0.0.1:${latchkey.port}/healthz`)).status, 200);
  await eventually(async () => asked() > 1);
  const before = performance.now();
  await latchkey.stop();
  // Each question is given ten seconds, and so is the way to Home Assistant.
  assert.ok(performance.now() - before < 9_000);
});

test('outside Home Assistant OS nobody is asked and nothing is told', async () => {
  const never = () => assert.fail('somebody was asked');
  const surroundings = new Surroundings({
    supervisor: undefined,
    port: 8086,
    home: never,
    onLook: never,
  });
  await surroundings.look();
  assert.deepEqual(surroundings.found, {});
  await surroundings.stop();
});

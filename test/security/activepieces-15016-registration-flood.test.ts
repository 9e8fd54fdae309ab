/** Registration kept a row for whoever asked, hashed slowly for each, and read a body of any size (activepieces #15016, everruns #2435, tutor-mcp #117, notemesh #1). */
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { test } from 'node:test';
import { UNAPPROVED_CLIENT_LIMIT } from '../../src/clients/registration-routes.ts';
import { startTestLatchkey, TestClock } from '../support/latchkey-under-test.ts';
import {
  jsonOf,
  send,
  signIn,
  submitConsent,
  TestClient,
  tokensOf,
} from '../support/oauth-client.ts';
import { withoutLimits } from '../support/without-limits.ts';
import { countRows } from './count-rows.ts';

const REGISTRATION = { redirect_uris: ['https://flood.example/cb'], client_name: 'Flood' };

function register(base: string, headers: Readonly<Record<string, string>> = {}) {
  return send(`${base}/register`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(REGISTRATION),
  });
}

async function flood(base: string, times: number, address = ''): Promise<Map<number, number>> {
  const statuses = new Map<number, number>();
  const next = async (): Promise<void> => {
    while (times > 0) {
      times -= 1;
      const { status } = await register(base, address ? { 'X-Forwarded-For': address } : {});
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: 10 }, next));
  return statuses;
}

test('activepieces #15016: without any limit in the way the rows are still bounded', async (t) => {
  const lk = await startTestLatchkey(t, { limits: withoutLimits });
  const { client, tokens } = await signIn(lk.base, lk.people[0]);
  const opened = await TestClient.register(lk.base);
  const form = await opened.openConsent();

  assert.deepEqual([...(await flood(lk.base, 1_000))], [[201, 1_000]]);
  assert.equal(countRows(lk.dataDir, 'clients'), UNAPPROVED_CLIENT_LIMIT + 1);

  tokensOf(await client.refresh(tokens.refresh_token));
  assert.equal((await submitConsent(form, lk.people[0].token)).status, 200, 'a form being read');
});

test('one address may register a few times, all together somewhat more, then 429 and when', async (t) => {
  const clock = new TestClock();
  const lk = await startTestLatchkey(t, { clock: clock.read, env: { MCP_TRUST_PROXY: '1' } });
  const one = await flood(lk.base, 60, '93.184.216.34');
  assert.deepEqual([one.get(201), one.get(429)], [20, 40]);
  const refused = await register(lk.base, { 'X-Forwarded-For': '93.184.216.34' });
  assert.equal(Number(refused.headers.get('retry-after')), 60);

  for (let n = 0; n < 10; n += 1) await flood(lk.base, 20, `93.184.217.${n}`);
  assert.equal(countRows(lk.dataDir, 'clients'), 50);
  clock.pass(15 * 60_000);
  assert.equal((await register(lk.base)).status, 201);
});

test('a client outlives the life of its consent form under a flood that never ends', async (t) => {
  const clock = new TestClock();
  const lk = await startTestLatchkey(t, { clock: clock.read });
  await flood(lk.base, 200);
  clock.pass(12_000);
  const client = await TestClient.register(lk.base);
  for (let minute = 0; minute < 10; minute += 1) {
    clock.pass(59_000);
    await flood(lk.base, 30);
  }
  assert.ok(await client.openConsent(), 'it is still known');
});

test('a body of a hundred megabytes is refused by its length, and one without by its size', async (t) => {
  const lk = await startTestLatchkey(t);
  const head = 'POST /register HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n';
  const declared = await talk(lk.port, `${head}Content-Length: 104857600\r\n\r\n{`, 0);
  assert.match(declared.text, /^HTTP\/1\.1 413 /);
  assert.match(declared.text, /\r\nconnection: close\r\n/i);

  const chunk = `4000\r\n${' '.repeat(0x4000)}\r\n`;
  const chunked = await talk(
    lk.port,
    `${head}Transfer-Encoding: chunked\r\n\r\n${chunk}`,
    2_000,
    chunk,
  );
  // What comes after the refusal can reset the connection before the refusal is read.
  assert.match(chunked.text, /^(HTTP\/1\.1 413 |$)/);
  assert.ok(chunked.sent < 8 * 1_024 * 1_024, `${chunked.sent} bytes were taken`);

  const large = await send(`${lk.base}/register`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ ...REGISTRATION, client_name: 'x'.repeat(9_000) }),
  });
  assert.equal(large.status, 413);
  assert.match(String(jsonOf(large).error_description), /too large/);
});

/** Sends a start and then the same part again and again, until an answer or the end. */
function talk(port: number, start: string, times: number, part = '') {
  return new Promise<{ text: string; sent: number }>((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    let ended = false;
    const finish = (): void => {
      ended = true;
      resolve({ text, sent: socket.bytesWritten });
      socket.destroy();
    };
    socket.on('error', () => undefined);
    socket.on('close', finish);
    socket.on('data', (data) => {
      text += data;
      finish();
    });
    socket.write(start);
    const more = (left: number): void => {
      if (ended || left === 0) return;
      if (socket.write(part)) setImmediate(more, left - 1);
      else socket.once('drain', () => more(left - 1));
    };
    more(times);
  });
}

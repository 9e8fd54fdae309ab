import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { LIMITS, type LimitName } from '../../src/net/limits/table.ts';
import { Child } from '../security/fuzz/child.ts';
import { Pipelines, type WireRequest } from '../security/fuzz/pipelines.ts';
import { countRows } from '../security/fuzz/rows.ts';
import type { TestPerson } from '../support/home-under-test.ts';
import { freePort } from '../support/latchkey-under-test.ts';
import { signIn } from '../support/oauth-client.ts';
import { tempDir } from '../support/temp.ts';

const REQUESTS = 1_500;
const FLOODERS = 4;
const SAMPLES = 40;
/** Times the wait under a flood of what costs nothing. */
const BEARABLE = 10;
const TRIES = 4;
const MEGABYTE = 1_024 * 1_024;

const dataDir = tempDir({ after });
const home = await Child.start<{ url: string; people: TestPerson[] }>('home.ts');
after(() => home.child.stop());
const port = await freePort();
const { child, said } = await Child.start<{ base: string }>('server.ts', {
  MCP_BASE_URL: `http://127.0.0.1:${port}`,
  MCP_PORT: String(port),
  MCP_HOST: '127.0.0.1',
  SETTINGS_PORT: '0',
  MCP_DATA_DIR: dataDir,
  HOMEASSISTANT_URL: `home=${home.said.url}`,
  FUZZ_LOG: `${dataDir}/log`,
  FUZZ_LIMITS: 'real',
});
after(() => child.stop());

const [person] = home.said.people;
if (person === undefined) throw new Error('nobody lives in the demo home');
const { tokens } = await signIn(said.base, person);

function request(method: string, path: string, body = '', headers = ''): WireRequest {
  const type = body.startsWith('{') ? 'application/json' : 'application/x-www-form-urlencoded';
  const about = body === '' ? '' : `Content-Type: ${type}\r\nContent-Length: ${body.length}\r\n`;
  const text = `${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n${headers}${about}\r\n${body}`;
  return { bytes: Buffer.from(text), head: false };
}

/** The household: an assistant that asks for its tools. */
const HONEST = request(
  'POST',
  '/mcp',
  JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} }),
  `Authorization: Bearer ${tokens.access_token}\r\nAccept: application/json, text/event-stream\r\n`,
);

/** What costs us most of each route without any right to it. */
const FORGED = tokens.access_token.replace(/\.[^.]*$/, `.${'A'.repeat(86)}`);
const FLOODS: Readonly<Record<LimitName, WireRequest>> = {
  register: request('POST', '/register', '{"redirect_uris":["https://flood.example/cb"]}'),
  authorize: request('GET', '/authorize?client_id=nobody', '', 'Accept: text/html\r\n'),
  consent: request('POST', '/consent', 'request=x&csrf=y&action=allow', 'Accept: text/html\r\n'),
  token: request('POST', '/token', 'grant_type=refresh_token&client_id=a&refresh_token=b'),
  revoke: request('POST', '/revoke', `client_id=a&token=${FORGED}`),
  introspect: request('POST', '/introspect', `client_id=a&token=${FORGED}`),
  mcp: request('POST', '/mcp', '{}', `Authorization: Bearer ${FORGED}\r\n`),
  metadata: request('GET', '/.well-known/oauth-authorization-server'),
};
const NOTHING = request('GET', '/healthz');

/** The median time the household waits while a flood goes on that ends with the samples. */
async function waitDuring(flood: WireRequest): Promise<number> {
  const strangers = new Pipelines(port, FLOODERS);
  const household = new Pipelines(port, 1);
  let over = false;
  let sent = 0;
  const pour = async (): Promise<void> => {
    while (!over || sent < REQUESTS) {
      sent += 1;
      const { status } = await strangers.send(flood);
      assert.ok(typeof status === 'number' && status < 500, `${status}`);
    }
  };
  const flooding = Promise.all(Array.from({ length: FLOODERS }, pour));
  const times: number[] = [];
  for (let n = 0; n < SAMPLES; n += 1) {
    const start = performance.now();
    const { status } = await household.send(HONEST);
    times.push(performance.now() - start);
    assert.equal(status, 200, 'the household is served');
  }
  over = true;
  await flooding;
  strangers.close();
  household.close();
  return times.sort((a, b) => a - b)[SAMPLES / 2] ?? 0;
}

/**
 * How many times longer the household waits than under a flood of what costs nothing: the best of
 * some tries, each beside its own measure, since others may use the machine meanwhile.
 */
async function timesTheWait(flood: WireRequest): Promise<number> {
  const ratios: number[] = [];
  do {
    const nothing = await waitDuring(NOTHING);
    ratios.push((await waitDuring(flood)) / nothing);
  } while (Math.min(...ratios) >= BEARABLE && ratios.length < TRIES);
  return Math.min(...ratios);
}

await waitDuring(NOTHING);

for (const name of Object.keys(LIMITS) as LimitName[]) {
  test(`a flood of ${name} leaves memory, rows and the wait of others where they were`, async (t) => {
    const before = await child.ask<{ heapUsed: number }>({});
    const times = await timesTheWait(FLOODS[name]);
    const { heapUsed } = await child.ask<{ heapUsed: number }>({});
    t.diagnostic(`${times.toFixed(2)} times the wait under a flood of /healthz`);
    assert.ok(times < BEARABLE, `${times} times the wait`);
    assert.ok(heapUsed - before.heapUsed < 16 * MEGABYTE, 'the heap');
    const rows = countRows(`${dataDir}/latchkey.db`);
    const total = Object.values(rows).reduce((sum, count) => sum + count, 0);
    assert.ok(total < 1_000, `${JSON.stringify(rows)}`);
  });
}

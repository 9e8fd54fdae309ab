import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { runLatchkey } from '../../support/command-line.ts';
import { eventually } from '../../support/eventually.ts';
import { lastly } from '../../support/lastly.ts';
import { startTestLatchkey } from '../../support/latchkey-under-test.ts';
import { Browser, callTool, signIn } from '../../support/oauth-client.ts';
import { ERAS, sdkClient } from '../../support/sdk-client.ts';
import { leadsTo } from '../../support/sign-in-visitor.ts';
import { tempDir } from '../../support/temp.ts';
import {
  inHouse,
  type LatchkeyWithUpstreams,
  startWithUpstreams,
  upstreamTools,
} from '../../support/written-upstreams.ts';
import { officialServer, startEverything, startFastMcp } from './servers.ts';

/**
 * Every way to prove ourselves over every transport, with published servers, listed and called through
 * our own endpoint in both eras.
 */
const SECRET = 'hunter2-hunter2';
const BEARER = { auth: { token: SECRET } };
const HEADERS = { headers: { 'X-Api-Key': SECRET } };
const SUM = ['add', { a: 20, b: 22 }, /42/] as const;
const ECHO = ['echo', { message: 'hi' }, /Echo: hi/] as const;

type Used = readonly [tool: string, args: object, answer: RegExp];

interface Cell {
  readonly entry: object;
  readonly used: Used;
  /** What a person does before it can be used. */
  readonly before?: (latchkey: LatchkeyWithUpstreams) => Promise<void>;
}

const program = async (name: Parameters<typeof officialServer>[0], args: string[] = []) => ({
  command: process.execPath,
  args: [await officialServer(name), ...args],
});

/** A token endpoint that knows one client, in front of a server that takes one token. */
async function tokenEndpoint(t: TestContext): Promise<string> {
  const server = createServer((request, response) => {
    const known = request.headers.authorization === `Basic ${btoa(`gateway:${SECRET}`)}`;
    response.writeHead(known ? 200 : 401, { 'Content-Type': 'application/json' });
    const token = { access_token: SECRET, token_type: 'Bearer', expires_in: 60 };
    response.end(JSON.stringify(known ? token : { error: 'invalid_client' }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  lastly(t, () => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`;
}

/** Another Latchkey, whose client ours is. */
async function anotherLatchkey(t: TestContext): Promise<string> {
  const client = {
    client_id: 'gateway',
    client_secret: `${SECRET}-${SECRET}-${SECRET}`,
    grant_types: ['client_credentials'],
    scopes: ['home:read'],
    act_as: 'Ada',
  };
  const { base, url, people } = await startTestLatchkey(t, {
    env: { MCP_CLIENTS: JSON.stringify([client]) },
  });
  await signIn(base, people[0]);
  return url;
}

/** An administrator opens the address that works once, presses the button, and is sent there and back. */
async function signInThere({ env, port }: LatchkeyWithUpstreams): Promise<void> {
  const command = ['connections', 'sign-in', 'it', '--json'];
  const ran = await runLatchkey(command, { env: { ...env, MCP_PORT: String(port) } });
  const [link = ''] = /https?:\/\/[^\s"]+/.exec(ran.out) ?? [];
  assert.ok(link, ran.err);
  const browser = new Browser();
  const page = await browser.open(link);
  const [, csrf = ''] = /name="csrf" value="([^"]*)"/.exec(page.text) ?? [];
  const left = await browser.post(link, { csrf });
  const login = leadsTo({ statusCode: left.status, body: left.text } as never);
  const { headers } = await fetch(login, { redirect: 'manual' });
  const back = await browser.open(headers.get('location') ?? '');
  const [, title] = /<h1>(.*)<\/h1>/.exec(back.text) ?? [];
  assert.equal(title, 'You are signed in at it');
}

const CELLS: Readonly<Record<string, (t: TestContext) => Promise<Cell>>> = {
  'none × http, everything': async (t) => ({
    entry: inHouse(await startEverything(t, 'http')),
    used: ECHO,
  }),
  'none × http, FastMCP': async (t) => ({
    entry: inHouse(await startFastMcp(t, 'none', SECRET)),
    used: SUM,
  }),
  'none × SSE, everything': async (t) => ({
    entry: inHouse(await startEverything(t, 'sse'), { type: 'sse' }),
    used: ECHO,
  }),
  'none × stdio, everything': async () => ({ entry: await program('everything'), used: ECHO }),
  'none × stdio, filesystem': async (t) => {
    const folder = tempDir(t);
    const path = join(folder, 'note.txt');
    writeFileSync(path, 'buy milk');
    return {
      entry: await program('filesystem', [folder]),
      used: ['read_text_file', { path }, /buy milk/],
    };
  },
  'environment × stdio, memory': async (t) => ({
    entry: {
      ...(await program('memory')),
      env: { MEMORY_FILE_PATH: join(tempDir(t), 'memory.jsonl') },
    },
    used: ['read_graph', {}, /entities/],
  }),
  'bearer × http, FastMCP': async (t) => ({
    entry: inHouse(await startFastMcp(t, 'bearer', SECRET), BEARER),
    used: SUM,
  }),
  'bearer × SSE, FastMCP': async (t) => ({
    entry: inHouse(await startFastMcp(t, 'bearer', SECRET, 'sse'), { type: 'sse', ...BEARER }),
    used: SUM,
  }),
  'headers × http, FastMCP': async (t) => ({
    entry: inHouse(await startFastMcp(t, 'header', SECRET), HEADERS),
    used: SUM,
  }),
  'headers × SSE, FastMCP': async (t) => ({
    entry: inHouse(await startFastMcp(t, 'header', SECRET, 'sse'), { type: 'sse', ...HEADERS }),
    used: SUM,
  }),
  'OAuth × http, FastMCP': async (t) => ({
    entry: inHouse(await startFastMcp(t, 'oauth', SECRET), { auth: { method: 'oauth' } }),
    used: SUM,
    before: signInThere,
  }),
  'OAuth × SSE, FastMCP': async (t) => ({
    entry: inHouse(await startFastMcp(t, 'oauth', SECRET, 'sse'), {
      type: 'sse',
      auth: { method: 'oauth' },
    }),
    used: SUM,
    before: signInThere,
  }),
  'client_credentials × http, Latchkey': async (t) => ({
    entry: inHouse(await anotherLatchkey(t), {
      auth: {
        method: 'client_credentials',
        client_id: 'gateway',
        client_secret: `${SECRET}-${SECRET}-${SECRET}`,
      },
    }),
    used: ['get_state', { entity_id: 'lock.front_door' }, /Front door/],
  }),
  'client_credentials × SSE, FastMCP': async (t) => ({
    entry: inHouse(await startFastMcp(t, 'bearer', SECRET, 'sse'), {
      type: 'sse',
      auth: {
        method: 'client_credentials',
        client_id: 'gateway',
        client_secret: SECRET,
        token_url: await tokenEndpoint(t),
      },
    }),
    used: SUM,
  }),
};

for (const [cell, make] of Object.entries(CELLS)) {
  test(`${cell}: listed and called through /mcp in both eras`, async (t) => {
    const { entry, used, before } = await make(t);
    const [name, args, answer] = used;
    const latchkey = await startWithUpstreams(t, { it: entry });
    await before?.(latchkey);
    const { tokens } = await signIn(latchkey.base, latchkey.people[1]);
    const token = tokens.access_token;
    await eventually(async () =>
      (await upstreamTools(latchkey.url, token)).includes(`it__${name}`),
    );
    for (const { mode } of ERAS) {
      const client = await sdkClient(t, latchkey.url, token, mode);
      const { tools } = await client.listTools();
      assert.ok(tools.some((one) => one.name === `it__${name}`));
      const result = await client.callTool({ name: `it__${name}`, arguments: { ...args } });
      assert.match(JSON.stringify(result), answer);
      assert.notEqual(result.isError, true, JSON.stringify(result));
    }
  });
}

for (const transport of ['http', 'sse'] as const) {
  test(`OAuth over ${transport}: a token that ends in the middle of a call ends no call`, async (t) => {
    const url = await startFastMcp(t, 'oauth', SECRET, transport);
    const type = transport === 'sse' ? { type: 'sse' } : {};
    const latchkey = await startWithUpstreams(t, {
      it: inHouse(url, { ...type, auth: { method: 'oauth' } }),
    });
    await signInThere(latchkey);
    const { tokens } = await signIn(latchkey.base, latchkey.people[0]);
    const token = tokens.access_token;
    await eventually(async () => (await upstreamTools(latchkey.url, token)).includes('it__add'));
    // Tokens there are good for two seconds.
    for (const [tool, args, answer] of [
      ['slow', { seconds: 3 }, /at last/],
      SUM,
      ['slow', { seconds: 3 }, /at last/],
      SUM,
    ] as const) {
      const { result, text } = await callTool(latchkey.url, token, `it__${tool}`, { ...args });
      assert.match(JSON.stringify(result?.content), answer, text);
      assert.notEqual(result?.isError, true);
    }
  });
}

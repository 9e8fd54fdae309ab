import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { McpServer } from '@modelcontextprotocol/server';
import { MINUTE } from '../../src/core/clock.ts';
import { eventually } from '../support/eventually.ts';
import { lastly } from '../support/lastly.ts';
import { callTool, signIn } from '../support/oauth-client.ts';
import { ERAS, sdkClient } from '../support/sdk-client.ts';
import { startHttpUpstream } from '../support/upstream-server.ts';
import { inHouse, startWithUpstreams, upstreamTools } from '../support/written-upstreams.ts';

async function listener(t: TestContext, answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  lastly(t, () => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const textOf = (result: unknown) =>
  (result as { content?: { text?: string }[] } | undefined)?.content?.[0]?.text;

const isElsewhere = ({ name }: { readonly name: string }) => name.includes('__');

/** What one server of ten can be, and whether it is so still. */
const TROUBLES: Readonly<Record<string, (t: TestContext) => Promise<Trouble>>> = {
  dead: async () => ({ entry: inHouse('http://127.0.0.1:1/mcp') }),
  'so slow that it has not answered yet': async (t) => {
    const waiting: ServerResponse[] = [];
    const url = await listener(t, (_request, response) => void waiting.push(response));
    return {
      entry: inHouse(url),
      still: () => waiting.length > 0 && waiting.every(({ headersSent }) => !headersSent),
    };
  },
  'a page for people': async (t) => ({
    entry: inHouse(await listener(t, (_request, response) => void response.end('<html>hello'))),
  }),
  'garbage without end': async (t) => ({
    entry: inHouse(await listener(t, (_request, response) => spew(response))),
  }),
  'events without end': async (t) => ({
    entry: inHouse(
      await listener(t, (_request, response) => {
        response.writeHead(200, { 'Content-Type': 'text/event-stream' });
        spew(response);
      }),
    ),
  }),
  'a program that spews garbage': async () => ({
    entry: { command: process.execPath, args: ['-e', SPEW] },
  }),
};

interface Trouble {
  readonly entry: object;
  readonly still?: () => boolean;
}

const SPEW = `(function go() { process.stdout.write('data: \u0000{"jsonrpc'.repeat(9999), go); })()`;

function spew(response: ServerResponse): void {
  const more = () => {
    if (!response.destroyed) response.write('data: \u0000{"jsonrpc'.repeat(9_999), more);
  };
  more();
}

for (const [what, make] of Object.entries(TROUBLES)) {
  test(`one of ten that is ${what} leaves the other nine answering`, async (t) => {
    const good = await startHttpUpstream(t);
    const { entry, still = () => true } = await make(t);
    const nine = Array.from({ length: 9 }, (_, n) => `good${n}`);
    const latchkey = await startWithUpstreams(t, {
      odd: entry,
      ...Object.fromEntries(nine.map((name) => [name, inHouse(good.url)])),
    });
    const { tokens } = await signIn(latchkey.base, latchkey.people[0]);
    const token = tokens.access_token;
    await eventually(
      async () => (await upstreamTools(latchkey.url, token)).length === 9 * 3,
      MINUTE,
    );
    for (const { mode } of ERAS) {
      const client = await sdkClient(t, latchkey.url, token, mode);
      assert.equal((await client.listTools()).tools.filter(isElsewhere).length, 9 * 3);
      assert.ok((await client.listPrompts()).prompts.length > 0);
      assert.ok((await client.listResources()).resources.length > 0);
      for (const name of nine) {
        const result = await client.callTool({ name: `${name}__add`, arguments: { a: 1, b: 2 } });
        assert.equal(textOf(result), '3');
      }
    }
    assert.ok(still());
    // It would not end as long as one of its connections is waited for.
    await latchkey.stop();
  });
}

test('a call that takes its time keeps no call of the others waiting', async (t) => {
  const slow = Promise.withResolvers<void>();
  const server = await startHttpUpstream(t, {}, () => {
    const made = new McpServer({ name: 'slow', version: '1' });
    made.registerTool('wait', {}, async () => {
      await slow.promise;
      return { content: [{ type: 'text', text: 'at last' }] };
    });
    return made;
  });
  const good = await startHttpUpstream(t);
  const nine = Array.from({ length: 9 }, (_, n) => `good${n}`);
  const latchkey = await startWithUpstreams(t, {
    slow: inHouse(server.url),
    ...Object.fromEntries(nine.map((name) => [name, inHouse(good.url)])),
  });
  const { tokens } = await signIn(latchkey.base, latchkey.people[0]);
  const token = tokens.access_token;
  await eventually(
    async () => (await upstreamTools(latchkey.url, token)).length === 9 * 3 + 1,
    MINUTE,
  );
  let over = false;
  const waits = callTool(latchkey.url, token, 'slow__wait', {}).finally(() => {
    over = true;
  });
  for (const name of nine) {
    const { result } = await callTool(latchkey.url, token, `${name}__add`, { a: 1, b: 2 });
    assert.equal(textOf(result), '3');
  }
  assert.equal(over, false);
  slow.resolve();
  assert.equal(textOf((await waits).result), 'at last');
});

import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { listing } from '../../src/mcp/listing.ts';
import { createCheckedFetch } from '../../src/net/checked-fetch.ts';
import { readUpstreams } from '../../src/upstreams/entries.ts';
import { Gateway } from '../../src/upstreams/gateway.ts';
import { houseTools } from '../../src/upstreams/house-tools.ts';
import type { OfferedTool } from '../../src/upstreams/offer.ts';
import { lastly } from '../support/lastly.ts';
import { signInStage } from '../support/upstream-sign-ins.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const NAMES = Array.from({ length: 10 }, (_, n) => `shop${n}`);
const TOOLS_EACH = 100;

/** A hundred tools as busy servers have them, of most of a kilobyte each. */
const OFFER = JSON.stringify(
  Array.from({ length: TOOLS_EACH }, (_, n) => ({
    name: `tool_${n}`,
    title: `Tool ${n}`,
    description: `Does the ${n}th thing. ${'And says so at length. '.repeat(10)}`,
    inputSchema: {
      type: 'object',
      properties: Object.fromEntries(
        ['path', 'query', 'limit', 'cursor'].map((name) => [
          name,
          { type: 'string', description: `What the ${name} is to tool ${n}, in words.` },
        ]),
      ),
      required: ['path'],
    },
    annotations: { readOnlyHint: true },
  })),
);
const definitions = () => JSON.parse(OFFER) as OfferedTool[];

/** Bytes in use once everything that nobody holds is gone. */
async function heap(): Promise<number> {
  for (let n = 0; n < 5; n += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    collect();
  }
  return process.memoryUsage().heapUsed;
}

/** Ten servers that were asked for their tools once, and sleep since Latchkey was started. */
async function asleep(t: TestContext) {
  const { signIns, store } = await signInStage(t);
  for (const name of NAMES) await store.approveTools(name, definitions(), 0);
  const gateway = new Gateway({
    store,
    clock: Date.now,
    values: { variable: () => undefined, secret: () => undefined },
    environment: {},
    commands: false,
    checkedFetch: createCheckedFetch,
    signIns,
    log: () => {},
  });
  lastly(t, () => gateway.close());
  const read = readUpstreams({
    mcpServers: Object.fromEntries(
      NAMES.map((name) => [name, { url: `https://${name}.example/mcp` }]),
    ),
  });
  assert.ok(read.ok);
  await gateway.keep(read.value.entries);
  assert.ok(gateway.report().every(({ status }) => status === 'asleep'));
  const listed = houseTools(gateway)().map(listing);
  assert.equal(listed.length, NAMES.length * TOOLS_EACH);
  return { gateway, listed };
}

test('a thousand tools of servers that sleep cost their definitions, once', async (t) => {
  // What a first round loads stays, whatever is kept of tools.
  const kept: unknown[] = [await asleep(t)];
  const start = await heap();
  kept.push(NAMES.map(definitions));
  const once = (await heap()) - start;
  const before = await heap();
  kept.push(await asleep(t));
  const cost = (await heap()) - before;
  t.diagnostic(`definitions ${once} bytes, in the gateway ${cost}: ${(cost / once).toFixed(2)}`);
  // All that stands around a tool is there too, but no second copy of what it says.
  assert.ok(cost < 2 * once, `${cost} bytes for definitions of ${once}`);
  assert.equal(kept.length, 3);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LatchkeyError } from '../../src/core/errors.ts';
import type { OfferedTool } from '../../src/upstreams/offer.ts';
import type { Shelf } from '../../src/upstreams/shelf.ts';
import { upstreamTool, withheldTool } from '../../src/upstreams/upstream-tool.ts';

/** A shelf whose calls go as a test says. */
function shelf(call: Shelf['call'] = async () => ({ content: [] })): Shelf {
  return { upstream: { name: 'shop' }, waiting: [], call } as unknown as Shelf;
}

const offered = (more: Partial<OfferedTool> = {}): OfferedTool => ({
  name: 'sell',
  inputSchema: { type: 'object' },
  ...more,
});

const textOf = async (call: Shelf['call']) => {
  const { isError, content } = await upstreamTool(shelf(call), offered()).call({});
  assert.equal(isError, true);
  return (content[0] as { text: string }).text;
};

test('what a tool does not say of itself is the worst, and that it only reads decides nothing', () => {
  const silent = upstreamTool(shelf(), offered());
  assert.deepEqual(silent.claimed, {
    readOnlyHint: false,
    destructiveHint: true,
    idempotentHint: false,
    openWorldHint: true,
  });
  const reading = upstreamTool(shelf(), offered({ annotations: { readOnlyHint: true } }));
  assert.deepEqual([reading.claimed.readOnlyHint, reading.claimed.destructiveHint], [true, false]);
  assert.equal(reading.annotations.readOnlyHint, false);
  const odd = upstreamTool(shelf(), offered({ annotations: { readOnlyHint: 'yes', title: 'T' } }));
  assert.equal(odd.claimed.readOnlyHint, false);
  assert.equal(odd.title, 'T');
  assert.deepEqual([odd.name, odd.scope], ['shop__sell', 'upstream:shop']);
});

test('what goes wrong is a sentence of ours, with no stack and no words but about arguments', async () => {
  const failing = (error: unknown) => textOf(() => Promise.reject(error));
  const stack = 'at secret (/srv/app.js:1:1)';
  const rpc = (code: number, message: string) => Object.assign(new Error(message), { code });
  assert.equal(
    await failing(rpc(-32603, `boom ${stack}`)),
    'The server shop answered with an error (-32603).',
  );
  assert.equal(
    await failing(rpc(-32602, `price must be a number\n    ${stack}`)),
    'The server shop does not take these arguments: price must be a number',
  );
  assert.match(
    await failing(new TypeError(stack)),
    /^The connection to the server shop broke[^/]*$/,
  );
  assert.match(await failing(new Error(stack)), /^The server shop did not give an answer/);
  const down = new LatchkeyError('upstream_unreachable', 'The server shop cannot be used.');
  assert.equal(await failing(down), 'The server shop cannot be used.');
  assert.match(
    await textOf(async () => undefined),
    /Whoever runs Latchkey has to look at it first/,
  );
});

test('one that the upstream no longer offers says so', async () => {
  const { content } = await withheldTool(shelf(), 'sell').call({});
  assert.match(JSON.stringify(content), /shop__sell is not there any more/);
});

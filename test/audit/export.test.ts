import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { type ExportStore, exportEvents } from '../../src/audit/export.ts';
import { printTo } from '../../src/audit/print.ts';

/** A log without an end, of which every page that was read is noted. */
function endlessLog(): { readonly store: ExportStore; readonly read: number[] } {
  const read: number[] = [];
  const store: ExportStore = {
    async auditPage({ after = 0, limit }) {
      read.push(after);
      const events = Array.from({ length: limit }, (_, n) => ({
        at: after + n,
        kind: 'tool',
        clientId: 'c',
        outcome: 'done',
      }));
      return { events, next: after + limit };
    },
    person: async () => undefined,
    client: async () => undefined,
  };
  return { store, read };
}

test('a long log is read a page at a time, and no further than it is wanted', async () => {
  const { store, read } = endlessLog();
  let seen = 0;
  for await (const event of exportEvents(store, {})) {
    assert.equal(event.at, seen);
    seen += 1;
    if (seen === 1_500) break;
  }
  assert.deepEqual(read, [0, 1_000]);
});

test('lines are printed no faster than they are read, and no more once nobody reads', async () => {
  const stream = new PassThrough({ highWaterMark: 10 });
  const print = printTo(stream);
  const first = print('more than ten characters');
  const early = await Promise.race([first, Promise.resolve('waits')]);
  assert.equal(early, 'waits');
  stream.resume();
  assert.equal(await first, true);
  stream.destroy(new Error('EPIPE'));
  await new Promise((resolve) => stream.once('close', resolve));
  assert.equal(await print('nobody reads this'), false);
});

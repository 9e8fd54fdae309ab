import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Refresher } from '../../src/home/refresher.ts';

test('what is asked during a fetch is answered by one more', async () => {
  const open: (() => void)[] = [];
  const refresher = new Refresher(() => new Promise((resolve) => open.push(resolve)), 0);
  const keepAlive = setInterval(() => {}, 1_000);
  const all = Promise.all([refresher.request(), refresher.request(), refresher.request()]);
  assert.equal(open.length, 1);
  open[0]?.();
  while (open.length < 2) await new Promise((resolve) => setImmediate(resolve));
  open[1]?.();
  await all;
  assert.equal(open.length, 2);

  const later = refresher.request();
  open[2]?.();
  await later;
  assert.equal(open.length, 3);
  clearInterval(keepAlive);
});

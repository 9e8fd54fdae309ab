import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Buckets } from '../../src/net/limits/buckets.ts';
import fc from '../support/fast-check.ts';
import { TestClock } from '../support/latchkey-under-test.ts';

const RATE = { atOnce: 3, perMinute: 6 };

function buckets(clock = new TestClock(1e12), most = 100): { clock: TestClock; buckets: Buckets } {
  return { clock, buckets: new Buckets({ clock: clock.read, rate: RATE, most }) };
}

test('so many go through at once, and then one at a time as time passes', () => {
  const { clock, buckets: some } = buckets();
  assert.deepEqual([some.take('a'), some.take('a'), some.take('a')], [0, 0, 0]);
  assert.equal(some.take('a'), 10_000);
  clock.pass(9_999);
  assert.equal(some.take('a'), 1);
  clock.pass(1);
  assert.equal(some.take('a'), 0);
  assert.equal(some.take('a'), 10_000);
  clock.pass(60_000);
  assert.deepEqual(
    [1, 2, 3, 4].map(() => some.take('a') === 0),
    [true, true, true, false],
  );
});

test('each name has a bucket of its own', () => {
  const { buckets: some } = buckets();
  for (let n = 0; n < 10; n += 1) some.take('a');
  assert.equal(some.take('b'), 0);
});

test('a refused attempt costs nothing, so who waits as told gets through', () => {
  const { clock, buckets: some } = buckets();
  for (let n = 0; n < 500; n += 1) some.take('a');
  clock.pass(some.take('a'));
  assert.equal(some.take('a'), 0);
});

test('memory is bounded: the name used longest ago is forgotten', () => {
  const { buckets: some } = buckets(new TestClock(1e12), 10);
  for (let n = 0; n < 10_000; n += 1) some.take(`stranger ${n}`);
  assert.equal(some.size, 10);
});

test('a system clock that is set back locks nobody out for longer than an empty bucket would', () => {
  const { clock, buckets: some } = buckets();
  for (let n = 0; n < 5; n += 1) some.take('a');
  clock.pass(-3_600_000);
  assert.equal(some.take('a'), 10_000);
});

test('a system clock that is set back empties no bucket', () => {
  const { clock, buckets: some } = buckets();
  clock.pass(3_600_000);
  assert.equal(some.take('a'), 0);
  clock.pass(-3_600_000);
  assert.equal(some.take('a'), 0);
});

test('whatever the times, never more than the rate goes through', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 20_000 }), { maxLength: 200 }), (pauses) => {
      const { clock, buckets: some } = buckets();
      let through = 0;
      let passed = 0;
      for (const pause of pauses) {
        clock.pass(pause);
        passed += pause;
        if (some.take('a') === 0) through += 1;
      }
      assert.ok(through <= RATE.atOnce + (passed / 60_000) * RATE.perMinute + 0.001);
    }),
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, MINUTE } from '../../src/core/clock.ts';
import { Attempts } from '../../src/net/attempts.ts';
import { TestClock } from '../support/latchkey-under-test.ts';

function used(most: number) {
  const clock = new TestClock();
  const attempts = new Attempts({ clock: clock.read, most, windowMs: 10 * MINUTE });
  for (let n = 0; n < most; n += 1) attempts.failed('a');
  return { clock, attempts };
}

test('failures count for their window, each name for itself', () => {
  const { clock, attempts } = used(3);
  assert.equal(attempts.exhausted('a'), true);
  assert.equal(attempts.exhausted('b'), false);
  clock.pass(10 * MINUTE);
  assert.equal(attempts.exhausted('a'), false);
});

test('a clock that was set back locks nobody out until it has caught up', () => {
  const { clock, attempts } = used(3);
  clock.pass(-MINUTE);
  assert.equal(attempts.exhausted('a'), true, 'a little is no reason to begin anew');
  clock.pass(-DAY);
  assert.equal(attempts.exhausted('a'), false);
});

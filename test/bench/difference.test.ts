import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compare, quantile } from './difference.ts';

test('a quantile is a value that was measured', () => {
  const values = Array.from({ length: 100 }, (_, index) => 99 - index);
  assert.deepEqual([quantile(values, 0.5), quantile(values, 0.99)], [50, 99]);
});

test('a difference comes with how far the rounds disagree', () => {
  const compared = compare(
    [
      { ours: [3, 3, 3], theirs: [1, 1, 1] },
      { ours: [4, 4, 4], theirs: [1, 1, 1] },
    ],
    0.5,
  );
  assert.deepEqual(compared, { ours: 4, theirs: 1, difference: 3, spread: 1 });
});

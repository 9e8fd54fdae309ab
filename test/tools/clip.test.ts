import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clip } from '../../src/tools/clip.ts';
import fc from '../support/fast-check.ts';

test('what is small stays as it is', () => {
  const value = { a: [1, 'two', null, { b: true }], c: {} };
  assert.deepEqual(clip(value, 1_000), { value, clipped: false });
});

test('a long text is cut and says so', () => {
  const { value, clipped } = clip({ text: 'x'.repeat(2_000) }, 10_000);
  assert.deepEqual(value, { text: `${'x'.repeat(500)}…` });
  assert.equal(clipped, true);
});

test('a long list keeps its beginning', () => {
  const { value, clipped } = clip(
    Array.from({ length: 1_000 }, (_, index) => index),
    50,
  );
  assert.deepEqual(value, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  assert.equal(clipped, true);
});

test('nothing grows, and what was not cut is unchanged', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.nat(300), (value, budget) => {
      const result = clip(value, budget);
      assert.ok(JSON.stringify(result.value).length <= JSON.stringify(value).length + 50);
      if (!result.clipped) assert.deepEqual(result.value, value);
    }),
  );
});

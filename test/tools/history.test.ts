import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, HOUR, MINUTE } from '../../src/core/clock.ts';
import { bucketWidth, inBuckets, isNumeric, spansOf } from '../../src/tools/history.ts';

test('equal neighbours are one span, and the last lasts until the end', () => {
  const spans = spansOf(
    [
      { state: 'off', at: 0 },
      { state: 'off', at: 10 },
      { state: 'on', at: 20 },
    ],
    50,
  );
  assert.deepEqual(spans, [
    { state: 'off', start: 0, end: 20 },
    { state: 'on', start: 20, end: 50 },
  ]);
});

test('means weigh every state by how long it lasted, and unavailable not at all', () => {
  const spans = spansOf(
    [
      { state: '10', at: 0 },
      { state: '20', at: 45 * MINUTE },
      { state: 'unavailable', at: 60 * MINUTE },
      { state: '30', at: 90 * MINUTE },
    ],
    2 * HOUR,
  );
  assert.equal(isNumeric(spans), true);
  assert.deepEqual(inBuckets(spans, { start: 0, end: 2 * HOUR }, HOUR), [
    { start: 0, mean: 12.5, min: 10, max: 20 },
    { start: HOUR, mean: 30, min: 30, max: 30 },
  ]);
});

test('words are not averaged, and buckets are as narrow as fits', () => {
  assert.equal(isNumeric(spansOf([{ state: 'on', at: 0 }], 1)), false);
  assert.equal(isNumeric(spansOf([{ state: 'unknown', at: 0 }], 1)), false);
  assert.equal(bucketWidth({ start: 0, end: DAY }, 300), 5 * MINUTE);
  assert.equal(bucketWidth({ start: 0, end: 10 * DAY }, 30), 12 * HOUR);
});

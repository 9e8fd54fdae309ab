import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BUDGETS, judgeRounds } from './budgets.ts';

const RATIO = { wanted: 0.5, held: 0.2, better: 'more' } as const;
const BYTES = { wanted: 20, held: 40, better: 'less' } as const;

test('a budget is met by the middle of the rounds', () => {
  assert.equal(judgeRounds([0.1, 0.6, 0.7], RATIO), 'met');
  assert.equal(judgeRounds([0.4, 0.45, 0.7], RATIO), 'not met');
  assert.equal(judgeRounds([90, 20, 10], BYTES), 'met');
  assert.equal(judgeRounds([21], BYTES), 'not met');
});

test('only what is behind in every round has become worse', () => {
  assert.equal(judgeRounds([0.1, 0.1, 0.21], RATIO), 'not met');
  assert.equal(judgeRounds([0.1, 0.19, 0.19], RATIO), 'WORSE');
  assert.equal(judgeRounds([41, 60], BYTES), 'WORSE');
  assert.equal(judgeRounds([41, 39], BYTES), 'not met');
});

test('what has no budget, or was not measured, is not judged', () => {
  assert.equal(judgeRounds([1], undefined), '');
  assert.equal(judgeRounds([], RATIO), '');
});

test('nothing is held to more than is wanted', () => {
  for (const [name, { wanted, held, better }] of Object.entries(BUDGETS)) {
    assert.ok(better === 'more' ? held <= wanted : held >= wanted, name);
  }
});

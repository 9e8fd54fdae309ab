import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BUDGETS, heldTo, judgeRounds } from './budgets.ts';

const RATIO = { wanted: 0.5, better: 'more' } as const;
const BYTES = { wanted: 20, better: 'less' } as const;
const LIMITED = { wanted: 0.5, better: 'more', limit: { held: 0.2, why: '' } } as const;

test('a budget is met by the middle of the rounds', () => {
  assert.equal(judgeRounds([0.1, 0.6, 0.7], RATIO), 'met');
  assert.equal(judgeRounds([0.4, 0.45, 0.7], RATIO), 'not met');
  assert.equal(judgeRounds([90, 20, 10], BYTES), 'met');
  assert.equal(judgeRounds([90, 21, 20], BYTES), 'not met');
});

test('it is missed when it is behind by more than the rounds disagree', () => {
  assert.equal(judgeRounds([0.44, 0.45, 0.48], RATIO), 'MISSED');
  assert.equal(judgeRounds([0.4, 0.45, 0.49], RATIO), 'not met');
  assert.equal(judgeRounds([23, 24, 22], BYTES), 'MISSED');
  assert.equal(judgeRounds([22, 25, 21], BYTES), 'not met');
  assert.equal(judgeRounds([21], BYTES), 'MISSED');
});

test('one with a limit is missed when it is behind what it is held to instead', () => {
  assert.equal(judgeRounds([0.19, 0.22, 0.21], LIMITED), 'not met');
  assert.equal(judgeRounds([0.17, 0.18, 0.18], LIMITED), 'MISSED');
  assert.equal(judgeRounds([0.6], LIMITED), 'met');
});

test('what has no budget, or was not measured, is not judged', () => {
  assert.equal(judgeRounds([1], undefined), '');
  assert.equal(judgeRounds([], RATIO), '');
});

test('nothing is held to more than is wanted', () => {
  for (const [name, budget] of Object.entries(BUDGETS)) {
    const [wanted, held] = [budget.wanted, heldTo(budget)];
    assert.ok(budget.better === 'more' ? held <= wanted : held >= wanted, name);
  }
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judge } from './judge.ts';
import type { Check } from './results.ts';

function outcome(checks: readonly Check[], baseline: readonly string[] = []) {
  return judge(
    [{ scenario: 'ping', checks }],
    new Map(baseline.map((entry) => [entry, 'because'])),
  ).map((verdict) => verdict.outcome);
}

const good: Check = { id: 'answers', status: 'SUCCESS' };
const schema: Check = { id: 'wire-schema-valid', status: 'SUCCESS' };
const bad: Check = { id: 'at-once', status: 'FAILURE' };

test('a scenario passes when all of its checks did', () => {
  assert.deepEqual(outcome([good, schema]), ['passed']);
});

test('a failure, a warning and a skipped check each fail the run', () => {
  for (const status of ['FAILURE', 'WARNING', 'SKIPPED'] as const) {
    assert.deepEqual(outcome([good, { id: 'at-once', status }]), ['failed'], status);
  }
});

test('a check that passed may be skipped for other methods, and may not fail for them', () => {
  assert.deepEqual(outcome([good, { id: good.id, status: 'SKIPPED' }]), ['passed']);
  assert.deepEqual(outcome([good, { id: good.id, status: 'WARNING' }]), ['failed']);
});

test('a scenario in which nothing of its own was checked fails the run', () => {
  assert.deepEqual(outcome([schema, { id: 'no-session', status: 'INFO' }]), ['failed']);
  assert.deepEqual(outcome([]), ['failed']);
});

test('what the baseline names is expected, and nothing beside it', () => {
  assert.deepEqual(outcome([good, bad], ['ping:at-once']), ['partly']);
  assert.deepEqual(outcome([schema, bad], ['ping:at-once']), ['expected']);
  assert.deepEqual(outcome([], ['ping']), ['expected']);
  const other: Check = { id: 'other', status: 'FAILURE' };
  assert.deepEqual(outcome([good, bad, other], ['ping:at-once']), ['failed']);
});

test('an entry of the baseline that passes, or was not run, fails the run', () => {
  assert.deepEqual(outcome([good], ['ping']), ['passed', 'failed']);
  assert.deepEqual(outcome([good], ['ping:answers']), ['passed', 'failed']);
  assert.deepEqual(outcome([good], ['gone']), ['passed', 'failed']);
});

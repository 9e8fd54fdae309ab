import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LatchkeyError } from '../../src/core/errors.ts';
import { homeError, isHomeCommandError } from '../../src/home/errors.ts';

const lost = { type: 'result', success: false, error: { code: 3, message: 'Connection lost' } };

for (const [thrown, code] of [
  [1, 'home_unreachable'],
  [2, 'home_refused'],
  [3, 'home_unreachable'],
  [lost, 'home_unreachable'],
  [{ code: 'not_found', message: 'x' }, 'home_command_failed'],
  [{ code: 'timeout', message: 'x' }, 'home_command_failed'],
  [new Error('odd'), 'home_unreachable'],
  [undefined, 'home_unreachable'],
] as const) {
  test(`${JSON.stringify(thrown)} becomes ${code}`, () => {
    const error = homeError(thrown);
    assert.ok(error instanceof LatchkeyError);
    assert.equal(error.code, code);
  });
}

test('an error of ours stays what it is', () => {
  const error = new LatchkeyError('home_timeout', 'late');
  assert.equal(homeError(error), error);
});

test("Home Assistant's own code can be asked for", () => {
  const error = homeError({ code: 'unauthorized', message: 'no' });
  assert.equal(isHomeCommandError(error, 'unauthorized'), true);
  assert.equal(isHomeCommandError(error, 'not_found'), false);
});

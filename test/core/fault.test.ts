import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LatchkeyError } from '../../src/core/errors.ts';
import { faultOf } from '../../src/core/fault.ts';

const SECRET = 'eyJhbGciOi.hunter2-hunter2';

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (thrown) {
    return thrown;
  }
  throw new Error('nothing was thrown');
}

test('an error is told by its kind and where it was thrown, never by what it quotes', () => {
  const odd = Object.assign(new Error(`first\n    at ${SECRET} (/etc/passwd:1:1)\n${SECRET}`), {
    code: `E ${SECRET}`,
    input: SECRET,
  });
  for (const [type, thrown] of Object.entries({
    SyntaxError: thrownBy(() => JSON.parse(`{${SECRET}`)),
    TypeError: thrownBy(() => new URL(SECRET)),
    Error: odd,
    AggregateError: new AggregateError([odd], SECRET, { cause: odd }),
    string: SECRET,
  })) {
    const fault = faultOf(thrown);
    assert.equal(fault.type, type);
    assert.ok(!JSON.stringify(fault).includes('hunter2'), JSON.stringify(fault));
  }
  const fault = faultOf(thrownBy(() => new URL(SECRET)));
  assert.equal(fault.code, 'ERR_INVALID_URL');
  assert.ok(fault.at.some((frame) => /fault\.test\.ts:\d+:\d+/.test(frame)));
});

test('our own sentences are told, and causes to some depth', () => {
  const circle = new Error('round');
  circle.cause = circle;
  const fault = faultOf(new LatchkeyError('disk_full', 'The disk is full', { cause: circle }));
  assert.equal(fault.code, 'disk_full');
  assert.equal(fault.message, 'The disk is full');
  assert.equal(fault.cause?.cause?.cause, undefined);
});

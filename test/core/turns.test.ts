import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as soon } from 'node:timers/promises';
import { Turns } from '../../src/core/turns.ts';

test('work of one name runs one after the other, and other work does not wait', async () => {
  const turns = new Turns();
  const steps: string[] = [];
  const work = (name: string) => async () => {
    steps.push(`${name} begins`);
    await soon();
    steps.push(`${name} ends`);
    return name;
  };
  const failing = turns.take('a', async () => {
    await work('failing')();
    throw new Error('it failed');
  });
  const after = turns.take('a', work('after it'));
  const other = turns.take('b', work('other'));
  await assert.rejects(failing, /it failed/);
  assert.deepEqual([await after, await other], ['after it', 'other']);
  assert.ok(steps.indexOf('failing ends') < steps.indexOf('after it begins'));
  assert.ok(steps.indexOf('other begins') < steps.indexOf('failing ends'));
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EntityStates } from '../../src/home/entity-states.ts';
import { emptyContent, MirrorView } from '../../src/home/mirror.ts';
import { StateWatch } from '../../src/home/wait-for-states.ts';

const NEVER = 3_600_000;

function lamps(): { states: EntityStates; watch: (...ids: string[]) => StateWatch } {
  const states = new EntityStates();
  states.apply({ a: { 'light.a': { s: 'off', lc: 1 }, 'light.b': { s: 'off', lc: 1 } } });
  const mirror = new MirrorView(emptyContent(), states);
  return { states, watch: (...ids) => new StateWatch(mirror, ids) };
}

test('a change before the answer is known is not missed', async () => {
  const { states, watch } = lamps();
  const watching = watch('light.a');
  states.apply({ c: { 'light.a': { '+': { a: { x: 1 }, c: 'ours', lu: 2 } } } });
  assert.deepEqual(await watching.changed('ours', NEVER), ['light.a']);
});

test('a change after it resolves at once', async () => {
  const { states, watch } = lamps();
  const changed = watch('light.a', 'light.b').changed('ours', NEVER);
  states.apply({
    c: { 'light.a': { '+': { s: 'on', c: 'ours' } }, 'light.b': { '+': { s: 'on' } } },
  });
  assert.deepEqual(await changed, ['light.a', 'light.b']);
});

test('an attribute changed by something else is not ours', async () => {
  const { states, watch } = lamps();
  const changed = watch('light.a').changed('ours', 10);
  states.apply({ c: { 'light.a': { '+': { a: { x: 1 }, c: 'other' } } } });
  assert.deepEqual(await changed, []);
});

test('nothing to wait for is no wait', async () => {
  assert.deepEqual(await lamps().watch().changed('ours', NEVER), []);
});

test('when only some change, the others are not waited for to the end', async () => {
  const { states, watch } = lamps();
  const changed = watch('light.a', 'light.b').changed('ours', NEVER);
  states.apply({ c: { 'light.a': { '+': { s: 'on', c: 'ours' } } } });
  assert.deepEqual(await changed, ['light.a']);
});

test('what is still on its way is given the time to arrive', async () => {
  const { states, watch } = lamps();
  const changed = watch('light.a').changed('ours', NEVER);
  states.apply({ c: { 'light.a': { '+': { s: 'opening', c: 'ours' } } } });
  const early = await Promise.race([changed, new Promise((resolve) => setTimeout(resolve, 50))]);
  assert.equal(early, undefined);
  states.apply({ c: { 'light.a': { '+': { s: 'open', c: 'ours' } } } });
  assert.deepEqual(await changed, ['light.a']);
});

test('what takes long to arrive is not waited for', async () => {
  const { states, watch } = lamps();
  const changed = watch('light.a').changed('ours', NEVER);
  states.apply({ c: { 'light.a': { '+': { s: 'opening', c: 'ours' } } } });
  assert.deepEqual(await changed, ['light.a']);
});

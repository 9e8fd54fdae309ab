import assert from 'node:assert/strict';
import { test } from 'node:test';
import { configurationHash } from '../../../src/tools/routines/configuration-hash.ts';

test('the order of keys makes no difference, at any depth', () => {
  const one = { alias: 'A', triggers: [{ to: 'on', entity_id: 'light.a' }] };
  const other = { triggers: [{ entity_id: 'light.a', to: 'on' }], alias: 'A' };
  assert.equal(configurationHash(one), configurationHash(other));
});

test('the order of a list, a value and a key make one', () => {
  const hashes = [
    { steps: [1, 2] },
    { steps: [2, 1] },
    { steps: [1, '2'] },
    { step: [1, 2] },
    { steps: [1, 2], mode: null },
    {},
  ].map(configurationHash);
  assert.equal(new Set(hashes).size, hashes.length);
});

test('it is what anybody can work out again', () => {
  // printf '{"a":{"b":1,"c":[true,null]}}' | sha256sum
  assert.equal(configurationHash({ a: { c: [true, null], b: 1 } }), 'fc57ded2eec54c01');
});

test('odd keys are keys like others', () => {
  const odd: unknown = JSON.parse('{"__proto__": {"a": 1}}');
  assert.notEqual(configurationHash(odd), configurationHash({}));
  assert.match(configurationHash(odd), /^[0-9a-f]{16}$/);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { editDistance, suggest } from '../../src/tools/suggest.ts';
import fc from '../support/fast-check.ts';

const LAMPS = [
  { id: 'light.kitchen', names: ['Kitchen'] },
  { id: 'light.kitchen_table', names: ['Kitchen table'] },
  { id: 'light.salon', names: ['Salón'] },
];

test('typing mistakes, other spellings and parts are near', () => {
  assert.deepEqual(suggest('light.kitchn', LAMPS)[0], 'light.kitchen');
  assert.deepEqual(suggest('light.ktichen', LAMPS)[0], 'light.kitchen');
  assert.deepEqual(suggest('SALON', LAMPS), ['light.salon']);
  assert.deepEqual(suggest('table', LAMPS), ['light.kitchen_table']);
});

test('nothing is near to something else, or to nothing', () => {
  assert.deepEqual(suggest('garage door', LAMPS), []);
  assert.deepEqual(suggest('', LAMPS), []);
  assert.deepEqual(suggest('---', LAMPS), []);
});

test('no more are named than asked for', () => {
  assert.equal(suggest('light', LAMPS, 2).length, 2);
});

for (const [one, other, distance] of [
  ['', '', 0],
  ['abc', '', 3],
  ['kitten', 'sitting', 3],
  ['ab', 'ba', 1],
  ['abcd', 'acbd', 1],
] as const) {
  test(`"${one}" is ${distance} from "${other}"`, () => {
    assert.equal(editDistance(one, other), distance);
    assert.equal(editDistance(other, one), distance);
  });
}

test('a limit changes no distance within it', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.nat(8), (one, other, limit) => {
      const distance = editDistance(one, other);
      const limited = editDistance(one, other, limit);
      assert.equal(
        distance <= limit ? limited : limited > limit,
        distance <= limit ? distance : true,
      );
    }),
  );
});

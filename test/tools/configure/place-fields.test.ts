import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeFields } from '../../../src/tools/configure/place-fields.ts';
import { smallHome } from '../small-home.ts';

const { mirror } = smallHome([]);

test("what was asked becomes Home Assistant's fields; the empty text takes away", () => {
  assert.deepEqual(
    placeFields(mirror, 'area', {
      name: 'Attic',
      floor: 'Ground floor',
      labels: ['Party'],
      icon: '',
    }),
    { name: 'Attic', icon: null, floor_id: 'ground', labels: ['party'] },
  );
  assert.deepEqual(placeFields(mirror, 'area', { floor: '' }), { floor_id: null });
  assert.deepEqual(placeFields(mirror, 'floor', { level: 0, aliases: [] }), {
    level: 0,
    aliases: [],
  });
  assert.deepEqual(placeFields(mirror, 'label', { color: 'red', description: '' }), {
    color: 'red',
    description: null,
  });
});

test('what the kind does not have is refused', () => {
  assert.throws(() => placeFields(mirror, 'floor', { color: 'red' }), /A floor has no color, only/);
  assert.throws(() => placeFields(mirror, 'label', { aliases: [] }), /A label has no aliases/);
  assert.throws(() => placeFields(mirror, 'area', { level: 1 }), /An area has no level/);
});

test('floors and labels have to exist', () => {
  assert.throws(() => placeFields(mirror, 'area', { floor: 'Groud floor' }), /No floor.*ground/);
  assert.throws(() => placeFields(mirror, 'area', { labels: ['Pary'] }), /No label.*party/);
});

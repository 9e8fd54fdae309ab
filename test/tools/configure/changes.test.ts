import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changeLines, changesBetween } from '../../../src/tools/configure/changes.ts';

test('only what differs is told, with both values', () => {
  const before = { name: 'Lamp', icon: null, labels: ['a'] };
  const changes = changesBetween(before, { name: 'Light', labels: ['a'], level: 3 });
  assert.deepEqual(changes, [
    { field: 'name', before: 'Lamp', after: 'Light' },
    { field: 'level', before: null, after: 3 },
  ]);
  assert.deepEqual(changeLines(changes), ['name: "Lamp" -> "Light"', 'level: null -> 3']);
});

test('long values are cut', () => {
  const options = Array.from({ length: 500 }, (_, index) => `option ${index} of very many`);
  const [change] = changesBetween({}, { options });
  assert.ok(JSON.stringify(change).length < 2_000);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fieldHint } from '../../src/home/field-hint.ts';

const EXPECTED: readonly [object, string | undefined][] = [
  [
    { selector: { number: { min: 0, max: 100, unit_of_measurement: '%', step: 1 } } },
    'number 0..100 %',
  ],
  [{ selector: { number: { min: 7, max: 35, step: 0.5 } } }, 'number 7..35 in steps of 0.5'],
  [{ selector: { number: { mode: 'box', step: 'any' } }, example: 3.5 }, 'number, such as 3.5'],
  [
    { selector: { color_temp: { unit: 'kelvin', min: 2000, max: 6500 } } },
    'number 2000..6500 kelvin',
  ],
  [{ selector: { select: { options: ['daily', 'hourly'] } } }, 'one of daily, hourly'],
  [{ selector: { select: { options: [{ value: 'a', label: 'A' }] } } }, 'one of a'],
  [
    { selector: { select: { options: ['a', 'b'], multiple: true } }, default: 'a' },
    'some of a, b, default a',
  ],
  [{ selector: { select: { options: ['a'], custom_value: true } } }, 'text, for example a'],
  [{ selector: { boolean: {} }, default: false }, 'true or false, default false'],
  [{ selector: { entity: { multiple: true } } }, 'list of entity id'],
  [{ selector: { state: { attribute: 'effect' } } }, 'a value of the attribute effect'],
  [{ selector: { object: {} }, example: '[300, 70]' }, 'any value, such as [300, 70]'],
  [{ selector: { conversation_agent: {} } }, 'conversation agent'],
  [{ name: 'X', required: false }, undefined],
  [{ selector: null, example: null, default: null }, undefined],
];

for (const [field, hint] of EXPECTED) {
  test(`a field is hinted at: ${hint ?? JSON.stringify(field)}`, () => {
    assert.equal(fieldHint(field as Record<string, unknown>), hint);
  });
}

test('hundreds of options and long examples are cut', () => {
  const options = Array.from({ length: 150 }, (_, index) => `colour${index}`);
  const hint = fieldHint({ selector: { select: { options } }, example: 'x'.repeat(500) }) ?? '';
  assert.match(hint, /colour11 and 138 more$/);
  assert.ok(hint.length <= 160);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkHelper, type HelperDomain } from '../../../src/tools/configure/helper-kinds.ts';

type Settings = Record<string, unknown>;

const span = (from: string, to: string) => ({ from, to });

const FINE: readonly [HelperDomain, Settings][] = [
  ['input_boolean', { initial: true }],
  ['input_button', {}],
  ['input_number', { min: -5, max: 5, step: 0.5, initial: 0, mode: 'box' }],
  ['input_number', { min: 0, max: 1, initial: null }],
  ['input_text', { min: 3, max: 3, mode: 'password', pattern: '[a-z]*' }],
  ['input_select', { options: ['a', 'b'], initial: 'b' }],
  ['input_datetime', { has_date: true }],
  ['counter', { minimum: 0, maximum: 0, step: 3 }],
  ['timer', { duration: '100:00' }],
  ['timer', {}],
  ['schedule', { monday: [span('09:00', '24:00'), span('08:00:00', '09:00:00')], sunday: [] }],
];

const WRONG: readonly [HelperDomain, Settings, RegExp][] = [
  ['input_boolean', { min: 1 }, /input_boolean has no setting min, only initial/],
  ['input_button', { initial: true }, /input_button takes no settings/],
  ['input_number', { min: 1 }, /input_number needs max in settings, such as \{"min": 0/],
  ['input_number', { min: 5, max: 5 }, /max must be greater than min/],
  ['input_number', { min: 0, max: 5, initial: 6 }, /initial must lie between/],
  ['input_number', { min: 0, max: 5, step: 0 }, /settings\.step/],
  ['input_text', { min: 9, max: 3 }, /max must not be less/],
  ['input_text', { max: 256 }, /settings\.max/],
  ['input_select', {}, /needs options/],
  ['input_select', { options: [] }, /settings\.options/],
  ['input_select', { options: ['a', 'a'] }, /differ from each other/],
  ['input_select', { options: ['a'], initial: 'b' }, /initial must be one of options/],
  ['input_datetime', {}, /has_date or has_time must be true/],
  ['counter', { minimum: 5, maximum: 1 }, /maximum must not be less/],
  ['counter', { step: 0 }, /settings\.step/],
  ['timer', { duration: 'soon' }, /settings\.duration: must be hours/],
  ['schedule', { monday: [span('8:00', '09:00')] }, /settings\.monday\.0\.from: must be a time/],
  ['schedule', { friday: [span('10:00', '09:00')] }, /friday: to must be after from/],
  ['schedule', { friday: [span('08:00', '10:00'), span('09:00', '11:00')] }, /must not overlap/],
];

for (const [domain, settings] of FINE) {
  test(`${domain} takes ${JSON.stringify(settings)}`, () => {
    checkHelper(domain, settings, settings);
  });
}

for (const [domain, settings, why] of WRONG) {
  test(`${domain} refuses ${JSON.stringify(settings)}`, () => {
    assert.throws(() => checkHelper(domain, settings, settings), why);
  });
}

test('what is required may have been given before', () => {
  checkHelper('input_number', { max: 20 }, { min: 0, max: 20 });
  assert.throws(
    () => checkHelper('input_number', { max: null }, { min: 0 }),
    /input_number needs max/,
  );
});

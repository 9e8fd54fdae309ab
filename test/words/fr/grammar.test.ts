import assert from 'node:assert/strict';
import { test } from 'node:test';
import { counted, of } from '../../../src/words/fr/grammar.ts';

test('a name that begins with a vowel takes an apostrophe', () => {
  assert.equal(of('Ada'), 'd’Ada');
  assert.equal(of('Élise'), 'd’Élise');
  assert.equal(of('Claude'), 'de Claude');
  assert.equal(of('Home Assistant'), 'de Home Assistant');
  assert.equal(of(''), 'de ');
});

test('none and one are singular', () => {
  assert.equal(counted(0, 'appel', 'appels'), '0 appel');
  assert.equal(counted(1, 'appel', 'appels'), '1 appel');
  assert.equal(counted(2, 'appel', 'appels'), '2 appels');
});

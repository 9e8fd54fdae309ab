import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type FormFields, parseForm } from '../../src/net/form.ts';
import fc from '../support/fast-check.ts';

function read(text: string): [string, FormFields[string]][] {
  return Object.entries(parseForm(text)) as [string, FormFields[string]][];
}

test('fields are read as every form sends them', () => {
  assert.deepEqual(read('a=1&b=x+y&c=%C3%A9%26&d&e=&=f&&a%5B%5D=g=h'), [
    ['a', '1'],
    ['b', 'x y'],
    ['c', 'é&'],
    ['d', ''],
    ['e', ''],
    ['', 'f'],
    ['a[]', 'g=h'],
  ]);
});

test('a field sent more than once is a list, however often', () => {
  assert.deepEqual(read('a=1&a=2&a=3'), [['a', ['1', '2', '3']]]);
  const many = 'a&'.repeat(8_000);
  assert.equal((parseForm(many).a as string[]).length, 8_000);
});

test('a malformed escape makes the field null, alone or among others', () => {
  for (const bad of ['%', '%z', '%zz', '%u0041', '%ff', '%c3', '%ed%a0%80']) {
    assert.deepEqual(read(`ok=1&a=${bad}`), [
      ['ok', '1'],
      ['a', null],
    ]);
  }
  assert.deepEqual(read('a=%zz&a=1&a=2'), [['a', null]]);
  assert.deepEqual(read('%zz=1'), [['', '1']]);
});

test('no name means anything but itself', () => {
  const fields = parseForm('__proto__=x&constructor=y&toString=z');
  assert.equal(Object.getPrototypeOf(fields), null);
  assert.deepEqual(Object.keys(fields), ['__proto__', 'constructor', 'toString']);
  assert.equal(({} as { x?: unknown }).x, undefined);
});

test('it never throws, and reads what URLSearchParams writes', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseForm(text)));
  const fields = fc.dictionary(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }));
  fc.assert(
    fc.property(fields, (sent) => {
      const text = new URLSearchParams(sent).toString();
      assert.deepEqual(read(text).sort(), Object.entries(sent).sort());
    }),
  );
});

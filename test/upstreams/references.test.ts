import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fillAll, fillReferences, type ReferenceValues } from '../../src/upstreams/references.ts';
import fc from '../support/fast-check.ts';

const ref = (inside: string) => `$\{${inside}}`;

const VARIABLES: Readonly<Record<string, string>> = {
  TOKEN: `tok-${ref('OTHER')}`,
  EMPTY: '',
  HOST: 'mcp.example',
};
const values: ReferenceValues = {
  variable: (name) => (Object.hasOwn(VARIABLES, name) ? VARIABLES[name] : undefined),
  secret: (name) => (name === 'github' ? 'ghp_1' : undefined),
};

for (const [text, filled] of [
  ['plain', 'plain'],
  [`Bearer ${ref('TOKEN')}`, `Bearer tok-${ref('OTHER')}`],
  [`https://${ref('HOST')}/mcp`, 'https://mcp.example/mcp'],
  [ref('MISSING:-eu-west'), 'eu-west'],
  [ref('MISSING:-'), ''],
  [ref('EMPTY:-x'), 'x'],
  [ref('EMPTY'), ''],
  [ref('HOST:-x'), 'mcp.example'],
  [ref('secret:github'), 'ghp_1'],
  ['$$', '$'],
  [`$${ref('TOKEN')}`, ref('TOKEN')],
  ['costs $5 or $HOME', 'costs $5 or $HOME'],
  [`${ref('HOST')}${ref('secret:github')}`, 'mcp.exampleghp_1'],
] as const) {
  test(`${text} becomes what it refers to`, () => {
    assert.deepEqual(fillReferences(text, values), { ok: true, value: filled });
  });
}

test('what has no value is named as it was written, and no value with it', () => {
  const text = `${ref('TOKEN')} ${ref('NOT_SET')} ${ref('secret:nope')} ${ref('NOT_SET')} ${ref('bad name')}`;
  assert.deepEqual(fillReferences(text, values), {
    ok: false,
    error: [ref('NOT_SET'), ref('secret:nope'), ref('bad name')],
  });
  assert.deepEqual(fillReferences('a ${open', values), { ok: false, error: ['${open'] });
});

test('names of an object that everything has are no variables', () => {
  assert.equal(fillReferences(ref('constructor'), values).ok, false);
});

test('lists and objects are filled whole or not at all', () => {
  assert.deepEqual(fillAll(['a', ref('HOST')], values), { ok: true, value: ['a', 'mcp.example'] });
  assert.deepEqual(fillAll({ A: ref('HOST'), B: 'x' }, values), {
    ok: true,
    value: { A: 'mcp.example', B: 'x' },
  });
  assert.deepEqual(fillAll({ A: ref('NO'), B: ref('NEITHER') }, values), {
    ok: false,
    error: [ref('NO'), ref('NEITHER')],
  });
});

test('any text is answered, quickly, and one without a dollar is left alone', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const filled = fillReferences(text, values);
      if (!text.includes('$')) assert.deepEqual(filled, { ok: true, value: text });
    }),
  );
  fc.assert(
    fc.property(fc.string(), (text) => {
      assert.deepEqual(fillReferences(text.replaceAll('$', '$$$$'), values), {
        ok: true,
        value: text,
      });
    }),
  );
});

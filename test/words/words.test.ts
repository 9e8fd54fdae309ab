import assert from 'node:assert/strict';
import { test } from 'node:test';
import { en } from '../../src/words/en.ts';
import { LANGUAGES, speechFor } from '../../src/words/words.ts';

type Text = string | ((...parameters: string[]) => unknown);

/** Every text of a language by its path, those with parameters as functions. */
function texts(words: object, path = ''): Map<string, Text> {
  const found = new Map<string, Text>();
  for (const [name, value] of Object.entries(words)) {
    const at = `${path}/${name}`;
    if (typeof value === 'string' || typeof value === 'function') found.set(at, value);
    else if (typeof value === 'object' && value !== null) {
      for (const [below, text] of texts(value, at)) found.set(below, text);
    }
  }
  return found;
}

const english = texts(en);

for (const [language, wordsIn] of LANGUAGES) {
  const words = wordsIn();
  const own = texts(words);

  test(`${language} says all that English says, and nothing else`, () => {
    assert.deepEqual([...own.keys()].toSorted(), [...english.keys()].toSorted());
  });

  test(`${language} has no HTML, nothing empty, and the bold marks of English`, () => {
    for (const [path, text] of own) {
      if (typeof text !== 'string') continue;
      assert.ok(text.trim() !== '', path);
      assert.doesNotMatch(text, /[<>]/, path);
      const marks = (one: Text | undefined) => String(one).split('*').length - 1;
      assert.equal(marks(text), marks(english.get(path)), `bold marks of ${path}`);
    }
  });

  if (language === 'en') continue;
  test(`${language} is a translation: hardly a sentence is the English one`, () => {
    const same = [...own].filter(
      ([path, text]) =>
        typeof text === 'string' && text.split(' ').length > 3 && text === english.get(path),
    );
    assert.deepEqual(
      same.map(([path]) => path),
      [],
    );
  });
}

test('a browser is spoken to in the first of its languages that there is, else in English', () => {
  assert.equal(speechFor(undefined).language, 'en');
  assert.equal(speechFor('').language, 'en');
  assert.equal(speechFor('xx, *;q=0.1').language, 'en');
  assert.equal(speechFor(`${'a'.repeat(10_000)};q=x,,;`).language, 'en');
  for (const language of LANGUAGES.keys()) {
    assert.equal(speechFor(`xx, ${language}-AA;q=0.9, en;q=0.1`).language, language);
  }
});

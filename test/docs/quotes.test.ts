import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { test } from 'node:test';
import { en } from '../../src/words/en.ts';
import { blocks, DOCUMENTS, FOR_PEOPLE, ROOT, read } from './documents.ts';

/** Stands for whatever is filled into a sentence, which documents write as a word in braces. */
const FILLED = '\u0001';
const anything: unknown = new Proxy(() => FILLED, {
  get: (_target, name) => (name === Symbol.toPrimitive ? () => FILLED : FILLED),
});

/** Every sentence of the pages and the doctor, those with parameters with `FILLED` in their place. */
function sentences(words: unknown): readonly string[] {
  if (typeof words === 'string') return [words];
  if (typeof words === 'function') return sentences(said(words));
  if (typeof words !== 'object' || words === null) return [];
  return Object.values(words).flatMap(sentences);
}

/** What a text with parameters says; nothing for one that wants more of them than a name. */
function said(say: unknown): unknown {
  try {
    return (say as (...parameters: unknown[]) => unknown)(anything, anything, anything, anything);
  } catch {
    return undefined;
  }
}

const plain = (text: string) => text.replaceAll('*', '').replace(/\s+/g, ' ').trim();

const patterns = sentences(en).map((sentence) => {
  const written = plain(sentence).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${written.replaceAll(FILLED, '\\{\\w+\\}')}$`);
});

/** The quotations of a document, each as one line. */
function quotations(text: string): readonly string[] {
  const quotes = text.matchAll(/(?:^ *> .*\n?)+/gm);
  return Array.from(quotes, ([quote]) => plain(quote.replace(/^ *> /gm, '')));
}

test('what documents quote is what Latchkey says, word for word', () => {
  assert.ok(patterns.length > 500);
  const quotes = FOR_PEOPLE.flatMap(({ file, text }) =>
    quotations(text).map((quote) => ({ file, quote })),
  );
  assert.ok(quotes.length > 15, `only ${quotes.length} were found`);
  assert.deepEqual(
    quotes.filter(({ quote }) => !patterns.some((pattern) => pattern.test(quote))),
    [],
  );
});

test('a line of the log in a document is one that the code writes', () => {
  const code = globSync('src/**/*.ts', { cwd: ROOT })
    .map(read)
    .join('\n')
    .replace(/['"`] \+\s+['"`]/g, '');
  const lines = DOCUMENTS.flatMap(({ text }) => blocks(text, 'log')).map((block) => block.trim());
  assert.ok(lines.length >= 4, `only ${lines.length} were found`);
  const pieces = lines.flatMap((line) => line.split('…')).filter((piece) => piece.length > 3);
  assert.deepEqual(
    pieces.filter((piece) => !code.includes(piece)),
    [],
  );
});

test('docs/connect.md has every step of the settings, for every assistant', () => {
  const document = plain(read('docs/connect.md'));
  const steps = Object.values(en.start.guides).flat().map(plain);
  assert.ok(steps.length > 15);
  assert.deepEqual(
    steps.filter((step) => !document.includes(step)),
    [],
  );
});

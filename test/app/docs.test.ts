import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const ROOT = join(import.meta.dirname, '../..');

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

/** Every file that a document names between backticks. */
function namedFiles(document: string): string[] {
  return Array.from(
    read(document).matchAll(/`((?:src|test|docs)\/[^`\s]+)`/g),
    ([, file = '']) => file,
  );
}

/** Every test that a document quotes: its file, a colon, and names in straight quotes. */
function quotedTests(document: string): (readonly [file: string, name: string])[] {
  const quotes = read(document).matchAll(/`(test\/[^`\s]+\.ts)`:((?:,? "[^"\n]+")+)/g);
  return Array.from(quotes, ([, file = '', names = '']) =>
    Array.from(names.matchAll(/"([^"]+)"/g), ([, name = '']) => [file, name] as const),
  ).flat();
}

/** Whether a file has a test of exactly that name. */
function hasTest(file: string, name: string): boolean {
  const written = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`\\b(?:test|it)\\(\\s*(['"\`])${written}\\1`).test(read(file));
}

for (const [document, atLeast] of [
  ['docs/threat-model.md', 60],
  ['docs/promises.md', 40],
] as const) {
  test(`${document} names only files that exist`, () => {
    const files = namedFiles(document);
    assert.ok(files.length >= atLeast, `only ${files.length} were found`);
    assert.deepEqual(
      files.filter((file) => !existsSync(join(ROOT, file))),
      [],
    );
  });

  test(`${document} quotes only tests that exist`, () => {
    const tests = quotedTests(document).filter(([file]) => existsSync(join(ROOT, file)));
    assert.ok(tests.length >= atLeast / 2, `only ${tests.length} were found`);
    assert.deepEqual(
      tests.filter(([file, name]) => !hasTest(file, name)).map((one) => one.join(': ')),
      [],
    );
  });
}

test('every test of an incident is named in the threat model', () => {
  const named = new Set(namedFiles('docs/threat-model.md'));
  const incidents = globSync('test/security/*.test.ts', { cwd: ROOT });
  assert.ok(incidents.length > 30);
  assert.deepEqual(
    incidents.filter((file) => !named.has(file)),
    [],
  );
});

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Advice } from '../../src/words/en/doctor/advice.ts';
import { doctor } from '../../src/words/en/doctor.ts';

const document = readFileSync(join(import.meta.dirname, '../../docs/troubleshooting.md'), 'utf8');

/** Stands for every parameter by its name in braces. */
const named = new Proxy({}, { get: (_target, name) => `{${String(name)}}` });

const all = Object.entries(doctor.findings).map(([code, say]) => {
  const { sentence, fix } = (say as (params: object) => Advice)(named);
  return { code, sentence, fix };
});

test('docs/troubleshooting.md has every sentence of the doctor with its fix', () => {
  const rows = all.map(({ code, sentence, fix }) => `| \`${code}\` | ${sentence} | ${fix} |`);
  assert.ok(rows.length > 60);
  assert.deepEqual(
    rows.filter((row) => !document.includes(row)),
    [],
  );
  const listed = Array.from(document.matchAll(/^\| `(\w+)` \|/gm), ([, code]) => code);
  assert.deepEqual(listed.sort(), all.map(({ code }) => code).sort());
});

test('every sentence is one of its own, and everything but "all is well" has a fix', () => {
  assert.equal(new Set(all.map(({ sentence }) => sentence)).size, all.length);
  for (const { code, sentence, fix } of all) {
    assert.ok(sentence.length > 10, code);
    assert.equal(fix === '', code === 'sound', code);
  }
});

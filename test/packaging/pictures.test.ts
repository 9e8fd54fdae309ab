import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from './face.ts';

/** Width and height of a PNG, which begin its first chunk (PNG, third edition, 11.2.1). */
function pngSize(bytes: Buffer): readonly [width: number, height: number] {
  assert.equal(bytes.subarray(0, 8).toString('latin1'), '\x89PNG\r\n\x1a\n', 'a PNG');
  assert.equal(bytes.toString('latin1', 12, 16), 'IHDR');
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

for (const [file, width, height] of [
  ['icon.png', 128, 128],
  ['logo.png', 250, 100],
] as const) {
  test(`${file} has the size that the store wants, and few bytes`, () => {
    const bytes = readFileSync(join(ROOT, file));
    assert.deepEqual(pngSize(bytes), [width, height]);
    assert.ok(bytes.length < 20_000, `${bytes.length} bytes`);
  });
}

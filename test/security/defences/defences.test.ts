import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { DEFENCES } from './defences.ts';

const CHECKOUT = join(import.meta.dirname, '../../..');

test('every defence is still where it is taken away from, and so is the test that has to notice', () => {
  for (const { incident, defence, edits, test: file } of DEFENCES) {
    assert.ok(existsSync(join(CHECKOUT, file)), file);
    for (const { file: source, find } of edits) {
      const times = readFileSync(join(CHECKOUT, source), 'utf8').split(find).length - 1;
      assert.equal(
        times,
        1,
        `${incident}, ${defence}: ${source} has ${times} times, not once: ${find}`,
      );
    }
  }
});

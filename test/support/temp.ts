import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Ending, lastly } from './lastly.ts';

/** A fresh directory for one test, removed with all that is in it when the test is over. */
export function tempDir(t: Ending): string {
  const path = mkdtempSync(join(tmpdir(), 'latchkey-test-'));
  lastly(t, () => rmSync(path, { recursive: true, force: true }));
  return path;
}

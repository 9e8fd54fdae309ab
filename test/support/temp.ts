import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Enough of a `node:test` context, or of a hook, to be told when the test is over. */
export interface Ending {
  after(callback: () => void): void;
}

/** A fresh directory for one test, removed with all that is in it when the test is over. */
export function tempDir(t: Ending): string {
  const path = mkdtempSync(join(tmpdir(), 'latchkey-test-'));
  t.after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

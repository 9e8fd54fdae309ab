import assert from 'node:assert/strict';
import { LatchkeyProcess, type Refusal } from './latchkey-process.ts';

/** Throws unless a start was refused kindly: code 1, a sentence that helps, and no stack. */
export function assertRefusedStart(started: LatchkeyProcess | Refusal, sentence: RegExp): void {
  assert.ok(!(started instanceof LatchkeyProcess), 'it started');
  assert.equal(started.code, 1, started.said);
  const last = started.said.trimEnd().split('\n').at(-1) ?? '';
  assert.match(last, /^Error: .+/);
  assert.match(last, sentence);
  assert.doesNotMatch(started.said, /^\s+at .+:\d+:\d+|node:internal/m);
}

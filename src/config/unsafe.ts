import { LatchkeyError } from '../core/errors.ts';

/** A configuration that must not be started with: one sentence that names the line to change. */
export function unsafe(sentence: string): LatchkeyError {
  return new LatchkeyError('config_unsafe', sentence);
}

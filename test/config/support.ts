import assert from 'node:assert/strict';
import type { ReadConfig } from '../../src/config/config.ts';
import { readConfig } from '../../src/config/read-config.ts';
import { isLatchkeyError } from '../../src/core/errors.ts';

export const DOOR = 'https://mcp.example.net';
export const SECRET_32 = 'q7Zr0aV5tX2mK9cL4nB8sD1fG6hJ3pWe';

export type Environment = Readonly<Record<string, string>>;

export function read(env: Environment = {}, options?: unknown): ReadConfig {
  return readConfig({ env: { ...env }, options, defaultDataDir: './.data' });
}

export function warningsOf(env: Environment, options?: unknown): readonly string[] {
  return read(env, options).warnings;
}

/** The one sentence a configuration is refused with; fails unless it is refused. */
export function refusalOf(env: Environment, options?: unknown): string {
  try {
    read(env, options);
  } catch (error) {
    if (isLatchkeyError(error, 'config_unsafe')) return error.message;
    throw error;
  }
  assert.fail(`not refused: ${JSON.stringify(env)}`);
}

export function refuses(env: Environment, sentence: RegExp, options?: unknown): void {
  assert.match(refusalOf(env, options), sentence);
}

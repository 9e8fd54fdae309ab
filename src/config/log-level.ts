import type { LevelWithSilent } from 'pino';
import type { Said, Sources } from './sources.ts';

const LEVELS: ReadonlyMap<string, LevelWithSilent> = new Map([
  ['trace', 'trace'],
  ['debug', 'debug'],
  ['info', 'info'],
  ['notice', 'info'],
  ['warn', 'warn'],
  ['warning', 'warn'],
  ['error', 'error'],
  ['fatal', 'fatal'],
  ['critical', 'fatal'],
  ['silent', 'silent'],
]);

/** How much is logged; a level nobody knows is no reason not to start. */
export function readLogLevel(said: Said | undefined, sources: Sources): LevelWithSilent {
  if (said === undefined) return 'info';
  const level = LEVELS.get(said.value.toLowerCase());
  if (level === undefined) {
    sources.warn(
      `${said.line} is not a log level, so info is used: try debug, info, warn or error.`,
    );
  }
  return level ?? 'info';
}

import { tokenHash } from '../keys/token-hash.ts';
import { LOG_LEVELS, type LogLevel } from '../upstreams/asking/caller-side.ts';

const MOST = 1_000;

/**
 * What clients of the older era want to hear of the work on their calls (`logging/setLevel`,
 * 2025-11-25). It is said once for a session, so it is kept here; a restart forgets it, and then they
 * hear nothing until they say it again.
 */
export class LogLevels {
  readonly #bySession = new Map<string, LogLevel>();

  of(session: unknown): LogLevel | undefined {
    return typeof session === 'string' ? this.#bySession.get(tokenHash(session)) : undefined;
  }

  set(session: unknown, level: LogLevel): void {
    if (typeof session !== 'string') return;
    const key = tokenHash(session);
    this.#bySession.delete(key);
    this.#bySession.set(key, level);
    const [oldest] = this.#bySession.keys();
    if (this.#bySession.size > MOST && oldest !== undefined) this.#bySession.delete(oldest);
  }
}

/** The level that a text names; undefined for any other. */
export function logLevelIn(text: unknown): LogLevel | undefined {
  return LOG_LEVELS.find((one) => one === text);
}

import type { FastifyBaseLogger } from 'fastify';
import { type Clock, MINUTE } from '../core/clock.ts';

/** All that is written of one request; each field is made of words that `words.ts` knows. */
export interface DebugLine {
  /** What the log calls the request, for one that a client made. */
  readonly requestId?: string | undefined;
  /** Who asked: a client us, or we an upstream. */
  readonly direction: 'in' | 'out';
  readonly upstream?: string | undefined;
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly status?: number | undefined;
  readonly error?: string | undefined;
  readonly grantType?: string | undefined;
  readonly scope?: string | undefined;
}

const DEBUG_MS = 15 * MINUTE;

/**
 * Authentication logging that a person switches on to find out why something cannot sign in. It ends
 * by itself after 15 minutes, and with the process; while it is on it is written at the level info,
 * whatever LOG_LEVEL says.
 */
export class DebugLog {
  readonly #clock: Clock;
  readonly #log: FastifyBaseLogger;
  #until = 0;

  constructor(clock: Clock, log: FastifyBaseLogger) {
    this.#clock = clock;
    this.#log = log.child({}, { level: 'info' });
  }

  /** When it ends, in milliseconds since the epoch; undefined while it is off. */
  get until(): number | undefined {
    // Nearly always off, and asked at every request: then not even what time it is.
    return this.#until !== 0 && this.#clock() < this.#until ? this.#until : undefined;
  }

  /** Switches it on, or on for another 15 minutes; when that will end. */
  on(): number {
    this.#until = this.#clock() + DEBUG_MS;
    const until = new Date(this.#until).toISOString();
    this.#log.info({ until }, 'authentication logging is on');
    return this.#until;
  }

  off(): void {
    if (this.until !== undefined) this.#log.info('authentication logging is off');
    this.#until = 0;
  }

  note({
    requestId,
    direction,
    upstream,
    method,
    host,
    path,
    status,
    error,
    grantType,
    scope,
  }: DebugLine) {
    if (this.until === undefined) return;
    this.#log.info(
      {
        reqId: requestId,
        auth: {
          direction,
          upstream,
          method,
          host,
          path,
          status,
          error,
          grant_type: grantType,
          scope,
        },
      },
      direction === 'in' ? 'a client asked' : 'an upstream was asked',
    );
  }
}

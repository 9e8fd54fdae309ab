import type { HomeAddress } from '../config/config.ts';
import { type Clock, MINUTE, SECOND } from '../core/clock.ts';
import { isLatchkeyError, LatchkeyError } from '../core/errors.ts';
import { credentialRefused, unreachable } from './errors.ts';
import { type Home, LiveHome } from './home.ts';
import type { HomeUser } from './user.ts';

export interface ConnectionLimits {
  /** Open connections at once; the one longest unused makes room. */
  readonly maxOpen: number;
  /** Unused for this long, a connection is closed. */
  readonly idleMs: number;
  readonly handshakeTimeoutMs: number;
  readonly heartbeatMs: number;
  /** Overrides the time a command may take: 30 s, the recorder's 60 s. */
  readonly commandTimeoutMs?: number;
  /** The pause after a first failure; it doubles up to `maxBackoffMs`. */
  readonly backoffMs: number;
  readonly maxBackoffMs: number;
}

export const DEFAULT_LIMITS: ConnectionLimits = {
  maxOpen: 64,
  idleMs: 10 * MINUTE,
  handshakeTimeoutMs: 10 * SECOND,
  heartbeatMs: 30 * SECOND,
  backoffMs: SECOND,
  maxBackoffMs: 15 * SECOND,
};

/** What a connection is opened with. */
export interface ConnectionCredential {
  /** The home's name in the operator's list. */
  readonly home: string;
  /** The token, or how to get a fresh one; that throws `home_refused` when there is none to get. */
  readonly token: string | (() => Promise<string>);
}

export interface HomeConnectionsDeps {
  readonly homes: readonly HomeAddress[];
  /** Opens a person's credential. */
  readonly credential: (id: string) => Promise<ConnectionCredential>;
  /** Told once per credential that the home refuses it, so that its grants can be ended. */
  readonly onRefused: (credentialId: string) => void;
  /** Told with every new connection who the home says it belongs to, before anybody uses it. */
  readonly onOpened?: (home: string, user: HomeUser) => Promise<void>;
  readonly clock: Clock;
  readonly log?: (text: string) => void;
  readonly limits?: Partial<ConnectionLimits>;
}

interface Entry {
  readonly opening: Promise<LiveHome>;
  readonly abort: AbortController;
  live: LiveHome | undefined;
  usedAt: number;
  /** Whether a call asked for it, rather than a lost link before it. */
  used: boolean;
}

interface Backoff {
  readonly failures: number;
  readonly until: number;
  readonly error: LatchkeyError;
}

/** How many refused credentials are remembered; their grants are gone long before. */
const REFUSED_KEPT = 1_000;

/**
 * The live connections to all homes: one per credential, opened on first use, shared by every call,
 * closed when unused. A refused credential is never tried a second time, and a home that is down
 * costs one attempt per backoff.
 */
export class HomeConnections {
  readonly #deps: HomeConnectionsDeps;
  readonly #limits: ConnectionLimits;
  readonly #homes: ReadonlyMap<string, HomeAddress>;
  readonly #entries = new Map<string, Entry>();
  readonly #refused = new Set<string>();
  readonly #backoffs = new Map<string, Backoff>();
  readonly #sweeper: NodeJS.Timeout;
  #closing = false;

  constructor(deps: HomeConnectionsDeps) {
    this.#deps = deps;
    this.#limits = { ...DEFAULT_LIMITS, ...deps.limits };
    this.#homes = new Map(deps.homes.map((home) => [home.name, home]));
    this.#sweeper = setInterval(() => this.closeIdle(), MINUTE);
    this.#sweeper.unref();
  }

  /** How many connections are open or opening. */
  get size(): number {
    return this.#entries.size;
  }

  /**
   * The home behind a credential, connected and mirrored. Throws home_unreachable, home_banned,
   * home_timeout (try later), home_refused (the person must sign in again), or what `credential`
   * threw.
   */
  async for(credentialId: string): Promise<Home> {
    if (this.#closing) throw unreachable('shutting down');
    if (this.#refused.has(credentialId)) throw credentialRefused();
    let entry = this.#entries.get(credentialId);
    if (entry === undefined || (entry.live !== undefined && !entry.live.connected)) {
      entry = this.#start(credentialId);
    }
    entry.usedAt = this.#deps.clock();
    entry.used = true;
    return entry.opening;
  }

  /** Ends one connection; commands under way fail with home_unreachable. */
  async close(credentialId: string): Promise<void> {
    const entry = this.#entries.get(credentialId);
    if (entry === undefined) return;
    this.#entries.delete(credentialId);
    entry.abort.abort();
    await entry.opening.then(
      (live) => live.close(),
      () => {},
    );
  }

  /** Ends every connection and opens no more. */
  async closeAll(): Promise<void> {
    this.#closing = true;
    clearInterval(this.#sweeper);
    await Promise.all(Array.from(this.#entries.keys(), (id) => this.close(id)));
  }

  /** Closes what was unused for `idleMs`; a timer asks for it every minute. */
  closeIdle(): void {
    const unusedSince = this.#deps.clock() - this.#limits.idleMs;
    for (const [id, entry] of this.#entries) {
      if (entry.usedAt <= unusedSince && entry.live?.busy === false) void this.close(id);
    }
  }

  #start(credentialId: string): Entry {
    const abort = new AbortController();
    const entry: Entry = {
      opening: this.#open(credentialId, abort.signal),
      abort,
      live: undefined,
      usedAt: this.#deps.clock(),
      used: false,
    };
    this.#entries.set(credentialId, entry);
    this.#makeRoom(credentialId);
    entry.opening.then(
      (live) => {
        entry.live = live;
        live.closed.then(() => this.#lost(credentialId, entry));
      },
      () => this.#forget(credentialId, entry),
    );
    return entry;
  }

  async #open(credentialId: string, signal: AbortSignal): Promise<LiveHome> {
    const { home: name, token } = await this.#deps.credential(credentialId);
    const home = this.#homes.get(name);
    if (home === undefined) throw unreachable(`no home named ${name} is configured`);
    const backoff = this.#backoffs.get(name);
    if (backoff !== undefined && this.#deps.clock() < backoff.until) {
      throw new LatchkeyError(backoff.error.code, backoff.error.message, { cause: backoff.error });
    }
    try {
      const { handshakeTimeoutMs, heartbeatMs, commandTimeoutMs } = this.#limits;
      const live = await LiveHome.open(
        {
          home,
          token: async () => (typeof token === 'string' ? token : token()),
          signal,
          handshakeTimeoutMs,
          heartbeatMs,
          ...(commandTimeoutMs === undefined ? {} : { commandTimeoutMs }),
        },
        this.#deps.log ?? (() => {}),
      );
      await this.#deps.onOpened?.(name, live.user);
      this.#backoffs.delete(name);
      return live;
    } catch (thrown) {
      if (isLatchkeyError(thrown, 'home_refused')) this.#refuse(credentialId);
      else if (isLatchkeyError(thrown) && !signal.aborted) this.#backOff(name, thrown);
      throw thrown;
    }
  }

  /**
   * A dropped link is opened again right away, which notices a revoked token at once; but not twice
   * without a call in between, or a home that hangs up on us would be dialled in a circle.
   */
  #lost(credentialId: string, entry: Entry): void {
    if (!this.#forget(credentialId, entry) || this.#closing || !entry.used) return;
    this.#deps.log?.('A connection to the home was lost; opening it again.');
    const again = this.#start(credentialId);
    again.usedAt = entry.usedAt;
  }

  /** False when the entry was closed on purpose or replaced already. */
  #forget(credentialId: string, entry: Entry): boolean {
    if (this.#entries.get(credentialId) !== entry) return false;
    return this.#entries.delete(credentialId);
  }

  #refuse(credentialId: string): void {
    if (this.#refused.has(credentialId)) return;
    this.#refused.add(credentialId);
    const [oldest] = this.#refused;
    if (this.#refused.size > REFUSED_KEPT && oldest !== undefined) this.#refused.delete(oldest);
    this.#deps.onRefused(credentialId);
  }

  #backOff(home: string, error: LatchkeyError): void {
    const failures = (this.#backoffs.get(home)?.failures ?? 0) + 1;
    const pause = Math.min(this.#limits.backoffMs * 2 ** (failures - 1), this.#limits.maxBackoffMs);
    this.#backoffs.set(home, { failures, until: this.#deps.clock() + pause, error });
  }

  #makeRoom(newcomer: string): void {
    if (this.#entries.size <= this.#limits.maxOpen) return;
    const others = Array.from(this.#entries).filter(([id]) => id !== newcomer);
    const idle = others.filter(([, entry]) => entry.live?.busy === false);
    const [leastUsed] = (idle.length > 0 ? idle : others).sort(
      ([, one], [, other]) => one.usedAt - other.usedAt,
    );
    if (leastUsed !== undefined) void this.close(leastUsed[0]);
  }
}

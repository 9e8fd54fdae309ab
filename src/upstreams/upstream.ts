import { Client, InsufficientScopeError, type Transport } from '@modelcontextprotocol/client';
import { type Clock, MINUTE, SECOND } from '../core/clock.ts';
import { LatchkeyError } from '../core/errors.ts';
import { VERSION } from '../core/version.ts';

export type UpstreamStatus = 'asleep' | 'connecting' | 'connected' | 'failed';

/** How an upstream is, for people to read. */
export interface UpstreamState {
  readonly status: UpstreamStatus;
  /** Why it failed last; a sentence without anything secret. */
  readonly problem?: string;
  /** Which revision of the protocol it speaks. */
  readonly protocol?: string;
}

export interface UpstreamOptions {
  readonly name: string;
  /** A fresh transport for each connection. */
  readonly transport: () => Transport;
  readonly clock: Clock;
  readonly connectMs?: number;
  readonly idleMs?: number;
  /** The pause after a first failure; it doubles up to `maxPauseMs`. */
  readonly pauseMs?: number;
  readonly maxPauseMs?: number;
  /** Told of each new connection, before it is used. */
  readonly onConnected?: () => void;
  /** Told when the upstream says that what it offers has changed. */
  readonly onListChanged?: () => void;
  /** What somebody has to do when the upstream will not have us; undefined when that is not known. */
  readonly unproven?: () => string | undefined;
}

const IMPLEMENTATION = { name: 'latchkey', title: 'Latchkey', version: VERSION };

/**
 * One upstream with one identity: connected on first use, closed when idle, woken by the next use.
 * One that is down costs one attempt a pause, and whoever asks in between is told at once.
 */
export class Upstream {
  readonly name: string;
  readonly #options: Required<UpstreamOptions>;
  #client: Promise<Client> | undefined;
  /** Gives up connecting, so that nobody who wants it closed waits for that. */
  #giveUp: (() => void) | undefined;
  #state: UpstreamState = { status: 'asleep' };
  #usedAt = 0;
  #running = 0;
  #failures = 0;
  #thrown: unknown;
  #waitUntil = 0;

  constructor(options: UpstreamOptions) {
    this.name = options.name;
    this.#options = {
      connectMs: 15 * SECOND,
      idleMs: 10 * MINUTE,
      pauseMs: SECOND,
      maxPauseMs: MINUTE,
      onConnected: () => {},
      onListChanged: () => {},
      unproven: () => undefined,
      ...options,
    };
  }

  get state(): UpstreamState {
    return this.#state;
  }

  /**
   * Does something with the connected client. Throws `upstream_unreachable` when there is none to be
   * had or somebody has to sign in first, and what `work` threw.
   */
  async use<T>(work: (client: Client) => Promise<T>): Promise<T> {
    this.#usedAt = this.#options.clock();
    this.#running += 1;
    try {
      const client = await this.#connected();
      return await work(client).catch((thrown: unknown) => {
        throw this.#refusal(thrown) ?? thrown;
      });
    } finally {
      this.#running -= 1;
      this.#usedAt = this.#options.clock();
    }
  }

  /** Closes the connection when nobody used it for `idleMs`. */
  sleepIfIdle(): void {
    const idleSince = this.#options.clock() - this.#options.idleMs;
    if (this.#running === 0 && this.#usedAt <= idleSince) void this.close();
  }

  /** Forgets failures, so that the next use connects at once. */
  retryNow(): void {
    this.#failures = 0;
    this.#waitUntil = 0;
  }

  /** Ends the connection; the next use opens another. */
  async close(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    if (this.#state.status !== 'failed') this.#state = { status: 'asleep' };
    this.#giveUp?.();
    await client?.then(
      (open) => open.close(),
      () => {},
    );
  }

  #connected(): Promise<Client> {
    if (this.#client !== undefined) return this.#client;
    if (this.#options.clock() < this.#waitUntil) return Promise.reject(this.#failure(this.#thrown));
    const opening = this.#open();
    this.#client = opening;
    opening.catch(() => this.#forget(opening));
    return opening;
  }

  async #open(): Promise<Client> {
    const { transport, connectMs, onListChanged } = this.#options;
    this.#state = { status: 'connecting' };
    const client = new Client(IMPLEMENTATION, {
      versionNegotiation: { mode: 'auto', probe: { timeoutMs: connectMs } },
      listChanged: {
        tools: { autoRefresh: false, onChanged: () => onListChanged() },
        prompts: { autoRefresh: false, onChanged: () => onListChanged() },
        resources: { autoRefresh: false, onChanged: () => onListChanged() },
      },
    });
    const opened = transport();
    const givenUp = Promise.withResolvers<never>();
    const giveUp = () => givenUp.reject(new TypeError('given up'));
    this.#giveUp = giveUp;
    try {
      await within(
        connectMs,
        Promise.race([client.connect(opened, { timeout: connectMs }), givenUp.promise]),
      );
    } catch (thrown) {
      await client.close().catch(() => {});
      await opened.close().catch(() => {});
      this.#failures += 1;
      const pause = this.#options.pauseMs * 2 ** (this.#failures - 1);
      this.#waitUntil = this.#options.clock() + Math.min(pause, this.#options.maxPauseMs);
      this.#state = { status: 'failed', problem: problemOf(thrown) };
      this.#thrown = thrown;
      throw this.#failure(thrown);
    } finally {
      if (this.#giveUp === giveUp) this.#giveUp = undefined;
    }
    this.#failures = 0;
    const protocol = client.getNegotiatedProtocolVersion();
    this.#state = { status: 'connected', ...(protocol !== undefined && { protocol }) };
    client.onclose = () => this.#lost(client);
    this.#options.onConnected();
    return client;
  }

  #lost(client: Client): void {
    void this.#client?.then(
      (current) => {
        if (current !== client) return;
        this.#client = undefined;
        this.#state = { status: 'asleep' };
      },
      () => {},
    );
  }

  #forget(opening: Promise<Client>): void {
    if (this.#client === opening) this.#client = undefined;
  }

  /** The same failure with what to do about it, when it is about who we are. */
  #refusal(thrown: unknown): LatchkeyError | undefined {
    const todo = isAboutUs(thrown) ? this.#options.unproven() : undefined;
    return todo === undefined ? undefined : this.#unreachable(thrown, todo);
  }

  #failure(thrown: unknown): LatchkeyError {
    return this.#refusal(thrown) ?? this.#unreachable(thrown);
  }

  #unreachable(cause: unknown, problem = this.#state.problem ?? 'It does not answer.') {
    return new LatchkeyError(
      'upstream_unreachable',
      `The server ${this.name} cannot be used right now. ${problem}`,
      { cause },
    );
  }
}

/** Whether an upstream will not have us as we are, or whoever vouches for us there will not. */
function isAboutUs(thrown: unknown): boolean {
  return causes(thrown).some(
    (one) => one instanceof InsufficientScopeError || wantsToKnow(one) || one.status === 403,
  );
}

function wantsToKnow({ name, status }: Problem): boolean {
  return name === 'UnauthorizedError' || status === 401;
}

/** What went wrong, in our words: an upstream's own could hold anything. */
function problemOf(thrown: unknown): string {
  const chain = causes(thrown);
  const has = (test: (one: Problem) => boolean) => chain.some(test);
  if (has(wantsToKnow)) {
    return 'It wants to know who asks: sign in, or give it the right headers.';
  }
  if (has(({ code }) => code === 'ENOENT')) return 'Its command was not found.';
  const status = chain.find((one) => typeof one.status === 'number')?.status;
  if (status !== undefined) return `It answered with status ${status}.`;
  if (has((one) => one instanceof TypeError)) return 'It could not be reached.';
  return 'It did not answer as an MCP server does.';
}

interface Problem {
  readonly name?: string;
  readonly code?: unknown;
  readonly status?: number;
  readonly cause?: unknown;
}

const MOST_CAUSES = 5;

function causes(thrown: unknown): readonly Problem[] {
  const chain: Problem[] = [];
  let next = thrown as Problem | undefined | null;
  while (next !== undefined && next !== null && chain.length < MOST_CAUSES) {
    chain.push(next);
    next = next.cause as Problem | undefined;
  }
  return chain;
}

function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new TypeError('timed out')), milliseconds);
  return Promise.race([work, late.promise]).finally(() => clearTimeout(timer));
}

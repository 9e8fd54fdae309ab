import { Client, type PriorDiscovery, SseError } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { MINUTE, SECOND } from '../core/clock.ts';
import { LatchkeyError } from '../core/errors.ts';
import { VERSION } from '../core/version.ts';
import { NO_VALIDATOR } from '../net/no-validator.ts';
import { answerUpstream, DECLARED } from './asking/answer-upstream.ts';
import type { CallerSide } from './asking/caller-side.ts';
import { Callers, outsideOfCalls } from './asking/callers.ts';
import { connect, spokenBy, within } from './connecting.ts';
import { fateOf, isDeaf } from './lost.ts';
import { isAboutUs, problemOf } from './problem.ts';
import type { UpstreamOptions, UpstreamState } from './upstream-options.ts';

export type { UpstreamOptions, UpstreamState } from './upstream-options.ts';

/** A program that keeps silent about the newest protocol may still speak the older one. */
const PROBE_SHARE = 1 / 3;

const IMPLEMENTATION = { name: 'latchkey', title: 'Latchkey', version: VERSION };

const GONE = 'It was changed or taken out just now.';

/**
 * One upstream with one identity: connected on first use, closed when idle, woken by the next use.
 * One that is down costs one attempt a pause, and whoever asks in between is told at once.
 */
export class Upstream {
  readonly name: string;
  readonly #options: Required<UpstreamOptions>;
  #client: Promise<Client> | undefined;
  /** The same once it is connected, known without waiting a turn. */
  #live: Client | undefined;
  /** Gives up connecting, so that nobody who wants it closed waits for that. */
  #giveUp: (() => void) | undefined;
  #state: UpstreamState = { status: 'asleep' };
  #usedAt = 0;
  #running = 0;
  readonly #callers = new WeakMap<Client, Callers>();
  /** What a program turned out to speak: asking one anew means starting it twice. */
  #spoke: PriorDiscovery | undefined;
  #failures = 0;
  #thrown: unknown;
  #waitUntil = 0;
  #ended = false;

  constructor(options: UpstreamOptions) {
    this.name = options.name;
    this.#options = {
      connectMs: 15 * SECOND,
      idleMs: 10 * MINUTE,
      pauseMs: SECOND,
      maxPauseMs: MINUTE,
      onConnected: () => {},
      onListChanged: () => {},
      onUpdated: () => {},
      onLost: () => {},
      awaited: () => false,
      unproven: () => undefined,
      ...options,
    };
  }

  get state(): UpstreamState {
    return this.#state;
  }

  /**
   * Does something with the connected client, once more over another connection when the first turned
   * it away unread. Throws `upstream_unreachable` when there is no connection to be had or somebody has
   * to sign in first, and what `work` threw.
   */
  async use<T>(work: (client: Client) => Promise<T>): Promise<T> {
    this.#usedAt = this.#options.clock();
    this.#running += 1;
    try {
      const client = await this.#connected();
      try {
        return await work(client);
      } catch (thrown) {
        const refusal = this.#refusal(thrown);
        if (refusal !== undefined) throw refusal;
        if (client.transport !== undefined && fateOf(thrown) === 'kept') throw thrown;
        this.#leave(client);
        if (fateOf(thrown) !== 'refused') throw thrown;
        return await work(await this.#connected()).catch((again: unknown) => {
          throw this.#refusal(again) ?? again;
        });
      }
    } finally {
      this.#running -= 1;
      this.#usedAt = this.#options.clock();
    }
  }

  /** Does something of one caller's with a client of `use`, during which they may be asked. */
  onBehalf<T>(client: Client, caller: CallerSide, work: () => Promise<T>): Promise<T> {
    return this.#callers.get(client)?.run(caller, work) ?? work();
  }

  /**
   * Closes the connection when nobody used it for `idleMs`. One in which somebody waits to be told
   * something is tried instead, because a stream that is dead says nothing either.
   */
  sleepIfIdle(): void {
    const idleSince = this.#options.clock() - this.#options.idleMs;
    if (this.#options.awaited()) this.#tryLive();
    else if (this.#running === 0 && this.#usedAt <= idleSince) void this.close();
  }

  /** Forgets failures, so that the next use connects at once. */
  retryNow(): void {
    this.#failures = 0;
    this.#waitUntil = 0;
    this.#spoke = undefined;
  }

  /** Ends the connection; the next use opens another. */
  async close(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    this.#live = undefined;
    if (this.#state.status !== 'failed') this.#state = { status: 'asleep' };
    this.#giveUp?.();
    await client?.then(
      (open) => {
        // By now somebody may have opened another, which the end of this one must not touch.
        delete open.onclose;
        this.#options.onLost(open);
        return open.close();
      },
      () => {},
    );
  }

  /** Closes it for good: word of a change that comes late must not start a program that nobody ends. */
  end(): Promise<void> {
    this.#ended = true;
    return this.close();
  }

  #connected(): Promise<Client> {
    if (this.#ended) return Promise.reject(this.#unreachable(undefined, GONE));
    if (this.#client !== undefined) return this.#client;
    if (this.#options.clock() < this.#waitUntil) return Promise.reject(this.#failure(this.#thrown));
    const opening = outsideOfCalls(() => this.#open());
    this.#client = opening;
    opening.catch(() => this.#forget(opening));
    return opening;
  }

  async #open(): Promise<Client> {
    const { transport, connectMs, onListChanged, onUpdated } = this.#options;
    this.#state = { status: 'connecting' };
    // The SDK gathers such word for a while, and tells of it also when the connection is gone.
    const onChanged = () => {
      if (this.#live === client) onListChanged();
    };
    const opened = transport();
    const isProgram = opened instanceof StdioClientTransport;
    const probe = { timeoutMs: isProgram ? connectMs * PROBE_SHARE : connectMs };
    const client: Client = new Client(IMPLEMENTATION, {
      capabilities: DECLARED,
      jsonSchemaValidator: NO_VALIDATOR,
      versionNegotiation: { mode: 'auto', probe },
      listChanged: {
        tools: { autoRefresh: false, onChanged },
        prompts: { autoRefresh: false, onChanged },
        resources: { autoRefresh: false, onChanged },
      },
    });
    const callers = new Callers();
    this.#callers.set(client, callers);
    answerUpstream(client, this.name, () => callers.now(this.#running === 1));
    client.setNotificationHandler('notifications/resources/updated', ({ params }) =>
      onUpdated(params.uri),
    );
    const prior = isProgram ? this.#spoke : undefined;
    const givenUp = Promise.withResolvers<never>();
    const giveUp = () => givenUp.reject(new TypeError('given up'));
    this.#giveUp = giveUp;
    try {
      await within(
        connectMs,
        Promise.race([connect(client, opened, connectMs, prior), givenUp.promise]),
      );
    } catch (thrown) {
      await client.close().catch(() => {});
      await opened.close().catch(() => {});
      this.#spoke = undefined;
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
    if (isProgram) this.#spoke = spokenBy(client);
    this.#live = client;
    client.onclose = () => this.#lost(client);
    // The transport of 2024-11-05 opens another stream by itself, where nobody has said hello.
    client.onerror = (error) => {
      if (error instanceof SseError || (isDeaf(error) && this.#options.awaited())) {
        this.#leave(client);
      }
    };
    this.#options.onConnected();
    return client;
  }

  #tryLive(): void {
    const client = this.#live;
    // The newest protocol has no ping; there each stream tells of its own end.
    if (client === undefined || client.getDiscoverResult() !== undefined) return;
    client.ping({ timeout: this.#options.connectMs }).catch(() => this.#leave(client));
  }

  /** Closes a connection that is of no more use, and those that still wait on it are told. */
  #leave(client: Client): void {
    this.#lost(client);
    client.close().catch(() => {});
  }

  #lost(client: Client): void {
    if (this.#live !== client) return;
    this.#live = undefined;
    this.#client = undefined;
    this.#state = { status: 'asleep' };
    this.#options.onLost(client);
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

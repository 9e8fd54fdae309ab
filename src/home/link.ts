import { type Connection, createConnection } from 'home-assistant-js-websocket';
import { SECOND } from '../core/clock.ts';
import { commandTimeout, homeError, unreachable } from './errors.ts';
import { openSocket, type SocketOptions } from './socket.ts';

/** A websocket command without its id, in Home Assistant's own field names. */
export interface HomeMessage {
  readonly type: string;
  readonly [field: string]: unknown;
}

export interface CommandOptions {
  readonly timeoutMs?: number;
}

/** Looks at one event of a subscription; anything but `undefined` is what it was waited for. */
export type TakeEvent<T, R> = (event: T) => R | undefined;

/** Anything that carries a command to Home Assistant. */
export interface Commander {
  /**
   * Sends one command and returns its result. Throws home_command_failed (with Home Assistant's own
   * code), home_timeout or home_unreachable.
   */
  command<T>(message: HomeMessage, options?: CommandOptions): Promise<T>;
}

export const COMMAND_TIMEOUT_MS = 30 * SECOND;

/** Reading the recorder takes longer than anything else a home does. */
export const RECORDER_TIMEOUT_MS = 60 * SECOND;

const RECORDER_COMMANDS = /^(history|recorder|logbook|energy)\//;

export interface LinkOptions extends SocketOptions {
  readonly commandTimeoutMs?: number;
}

/**
 * One authenticated websocket. It never reconnects: a link that broke is replaced whole, because
 * the library replays subscriptions without catching their refusal and cannot stop a reconnect that
 * is under way.
 */
export class HomeLink implements Commander {
  readonly version: string;
  /** Resolves when the link is gone, whoever ended it. */
  readonly closed: Promise<void>;
  readonly #connection: Connection;
  readonly #timeoutMs: number | undefined;
  /** Who waits for an event; `closed` outlives them and would hold on to each. */
  readonly #waiting = new Set<(reason: unknown) => void>();
  #running = 0;

  private constructor(connection: Connection, timeoutMs: number | undefined) {
    this.#connection = connection;
    this.#timeoutMs = timeoutMs;
    this.version = connection.haVersion;
    this.closed = new Promise((resolve) => {
      connection.addEventListener('disconnected', () => connection.close());
      connection.socket?.addEventListener('close', () => {
        resolve();
        for (const giveUp of this.#waiting) giveUp(unreachable('connection lost'));
      });
    });
  }

  /** Throws home_unreachable, home_refused or home_banned. */
  static async open(options: LinkOptions): Promise<HomeLink> {
    const socket = await openSocket(options);
    const connection = await createConnection({ createSocket: async () => socket });
    return new HomeLink(connection, options.commandTimeoutMs);
  }

  get connected(): boolean {
    return this.#connection.connected;
  }

  /** How many commands wait for their answer. */
  get running(): number {
    return this.#running;
  }

  async command<T>(message: HomeMessage, options: CommandOptions = {}): Promise<T> {
    const timeoutMs =
      options.timeoutMs ??
      this.#timeoutMs ??
      (RECORDER_COMMANDS.test(message.type) ? RECORDER_TIMEOUT_MS : COMMAND_TIMEOUT_MS);
    // The library writes the id into the message it is given.
    const sent: HomeMessage & { id?: number } = { ...message };
    this.#running += 1;
    try {
      return await withTimeout(this.#connection.sendMessagePromise<T>(sent), timeoutMs, () =>
        commandTimeout(message.type, timeoutMs),
      );
    } catch (thrown) {
      if (sent.id !== undefined) this.#connection.commands.delete(sent.id);
      throw homeError(thrown);
    } finally {
      this.#running -= 1;
    }
  }

  /**
   * Starts a subscription that lives as long as the link; returns once Home Assistant accepted it.
   * Throws like `command`.
   */
  async subscribe<T>(message: HomeMessage, callback: (event: T) => void): Promise<void> {
    const timeoutMs = this.#timeoutMs ?? COMMAND_TIMEOUT_MS;
    try {
      await withTimeout(
        Promise.race([
          this.#connection.subscribeMessage<T>(callback, { ...message }, { resubscribe: false }),
          // A subscription is the one thing the library leaves waiting when its socket closes.
          this.closed.then(() => Promise.reject(unreachable('connection lost'))),
        ]),
        timeoutMs,
        () => commandTimeout(message.type, timeoutMs),
      );
    } catch (thrown) {
      throw homeError(thrown);
    }
  }

  /**
   * Subscribes until `take` finds in an event what it looks for, and returns that. However it ends,
   * the subscription ends with it. Throws like `command`, and what `take` throws.
   */
  async awaitEvent<T, R>(
    message: HomeMessage,
    take: TakeEvent<T, R>,
    options: CommandOptions = {},
  ): Promise<R> {
    const timeoutMs = options.timeoutMs ?? this.#timeoutMs ?? COMMAND_TIMEOUT_MS;
    const found = Promise.withResolvers<R>();
    const callback = (event: T) => {
      try {
        const taken = take(event);
        if (taken !== undefined) found.resolve(taken);
      } catch (thrown) {
        found.reject(thrown);
      }
    };
    const subscribed = this.#connection.subscribeMessage<T>(
      callback,
      { ...message },
      { resubscribe: false },
    );
    subscribed.catch(found.reject);
    this.#waiting.add(found.reject);
    this.#running += 1;
    try {
      return await withTimeout(found.promise, timeoutMs, () =>
        commandTimeout(message.type, timeoutMs),
      );
    } catch (thrown) {
      throw homeError(thrown);
    } finally {
      this.#running -= 1;
      this.#waiting.delete(found.reject);
      // Only what was accepted can be ended, and an event may come before that.
      subscribed.then((unsubscribe) => unsubscribe()).catch(() => {});
    }
  }

  /** Ends the link; commands under way fail with home_unreachable. */
  close(): Promise<void> {
    this.#connection.close();
    return this.closed;
  }
}

async function withTimeout<T>(work: Promise<T>, timeoutMs: number, error: () => Error): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  try {
    return await Promise.race([
      work,
      new Promise<never>((_resolve, reject) => {
        timer = setTimeout(() => reject(error()), timeoutMs);
        timer.unref();
      }),
    ]);
  } finally {
    clearTimeout(timer);
  }
}

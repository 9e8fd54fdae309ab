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
  #running = 0;

  private constructor(connection: Connection, timeoutMs: number | undefined) {
    this.#connection = connection;
    this.#timeoutMs = timeoutMs;
    this.version = connection.haVersion;
    this.closed = new Promise((resolve) => {
      connection.addEventListener('disconnected', () => connection.close());
      connection.socket?.addEventListener('close', () => resolve());
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

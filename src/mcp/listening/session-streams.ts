import type { ServerResponse } from 'node:http';
import { SECOND } from '../../core/clock.ts';

/** A message to a client that answers nothing. */
export interface Notification {
  readonly method: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

const HEADERS = {
  'Content-Type': 'text/event-stream',
  'Cache-Control': 'no-cache, no-transform',
  'X-Accel-Buffering': 'no',
};

/**
 * The streams that clients of the older era open by GET (2025-11-25, Listening for Messages from the
 * Server), by session. Each message goes into one of them, the newest.
 */
export class SessionStreams {
  readonly #keepAliveMs: number;
  readonly #streams = new Map<string, ServerResponse[]>();
  readonly #waiting = new Set<() => void>();
  readonly #onSilence: (session: string) => void;

  /** `onSilence` hears of a session whose last stream has ended. */
  constructor(onSilence: (session: string) => void, keepAliveMs = 15 * SECOND) {
    this.#onSilence = onSilence;
    this.#keepAliveMs = keepAliveMs;
  }

  /** Opens a stream in a response of which nothing was sent yet. */
  open(session: string, response: ServerResponse): void {
    // The comment is for proxies that hold headers back until something follows.
    response.writeHead(200, HEADERS).write(': open\n\n');
    const alive = setInterval(() => response.write(': alive\n\n'), this.#keepAliveMs).unref();
    this.#streams.set(session, [...(this.#streams.get(session) ?? []), response]);
    response.once('close', () => {
      clearInterval(alive);
      const left = (this.#streams.get(session) ?? []).filter((one) => one !== response);
      if (left.length > 0) return void this.#streams.set(session, left);
      this.#streams.delete(session);
      this.#onSilence(session);
    });
    for (const look of [...this.#waiting]) look();
  }

  has(session: string): boolean {
    return this.#streams.has(session);
  }

  /** Whether a session has a stream, or opens one within that time. */
  opened(session: string, withinMs: number): Promise<boolean> {
    if (this.#streams.has(session)) return Promise.resolve(true);
    return new Promise((resolve) => {
      const done = (opened: boolean) => {
        clearTimeout(timer);
        this.#waiting.delete(look);
        resolve(opened);
      };
      const look = () => {
        if (this.#streams.has(session)) done(true);
      };
      const timer = setTimeout(() => done(false), withinMs);
      this.#waiting.add(look);
    });
  }

  /** Whether the client reads what it is sent. */
  ready(session: string): boolean {
    return this.#newest(session)?.writableNeedDrain === false;
  }

  send(session: string, notification: Notification, id?: string): void {
    write(this.#newest(session), notification, id);
  }

  /** An event with an id and no message, so that a client that comes back names that id. */
  mark(session: string, id: string): void {
    this.#newest(session)?.write(`id: ${id}\ndata:\n\n`);
  }

  /** To every session; a client that does not read is not told. */
  sendAll(notification: Notification): void {
    for (const session of this.#streams.keys()) {
      if (this.ready(session)) this.send(session, notification);
    }
  }

  end(session: string): void {
    for (const stream of this.#streams.get(session) ?? []) stream.destroy();
  }

  #newest(session: string): ServerResponse | undefined {
    return this.#streams.get(session)?.at(-1);
  }
}

function write(stream: ServerResponse | undefined, notification: Notification, id?: string): void {
  const named = id === undefined ? '' : `id: ${id}\n`;
  const data = JSON.stringify({ jsonrpc: '2.0', ...notification });
  stream?.write(`event: message\n${named}data: ${data}\n\n`);
}

import { once } from 'node:events';
import type { TestContext } from 'node:test';
import {
  type Connection,
  createConnection,
  createLongLivedTokenAuth,
  type MessageBase,
} from 'home-assistant-js-websocket';
import { WebSocket } from 'ws';
import {
  type DemoHome,
  type DemoHomeOptions,
  type DemoPerson,
  startDemoHome,
} from '../../src/demo/demo-home.ts';
import { lastly } from '../support/lastly.ts';

export type Json = Record<string, unknown>;

/** A demo home for the length of a test. */
export async function homeFor(t: TestContext, options: DemoHomeOptions = {}): Promise<DemoHome> {
  const home = await startDemoHome(options);
  lastly(t, () => home.stop());
  return home;
}

export function personOf(home: DemoHome, name: 'Ada' | 'Ben'): DemoPerson {
  const person = home.people.find((known) => known.name === name);
  if (person === undefined) throw new Error(`${name} does not live here`);
  return person;
}

/** Somebody's connection through the library that clients really use. */
export async function connect(
  t: TestContext,
  home: DemoHome,
  name: 'Ada' | 'Ben',
): Promise<Connection> {
  const auth = createLongLivedTokenAuth(home.url, personOf(home, name).token);
  const connection = await createConnection({ auth });
  lastly(t, () => connection.close());
  return connection;
}

/** The result of a command. */
export function ask(connection: Connection, type: string, message: Json = {}): Promise<unknown> {
  return connection.sendMessagePromise({ ...message, type } satisfies MessageBase);
}

/** The error a command is refused with. */
export async function refusal(
  connection: Connection,
  type: string,
  message: Json = {},
): Promise<unknown> {
  try {
    await ask(connection, type, message);
  } catch (error) {
    return error;
  }
  throw new Error(`${type} was not refused`);
}

/** Waits for something to become true. */
export async function until(condition: () => boolean, what: string): Promise<void> {
  const giveUp = Date.now() + 5000;
  while (!condition()) {
    if (Date.now() > giveUp) throw new Error(`Waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** A websocket without a library, to see every frame as it comes. */
export class RawSocket {
  readonly frames: string[] = [];
  closed = false;
  readonly #socket: WebSocket;

  constructor(home: DemoHome) {
    this.#socket = new WebSocket(`${home.url.replace('http', 'ws')}/api/websocket`);
    this.#socket.on('message', (data) => this.frames.push(String(data)));
    this.#socket.on('close', () => {
      this.closed = true;
    });
    this.#socket.on('error', () => {});
  }

  async opened(): Promise<this> {
    if (this.#socket.readyState === this.#socket.CONNECTING) await once(this.#socket, 'open');
    return this;
  }

  send(message: unknown): void {
    this.#socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  sendBytes(): void {
    this.#socket.send(Buffer.from('{}'), { binary: true });
  }

  /** That frame, when it has come. */
  async frame(index: number): Promise<unknown> {
    await until(() => this.frames.length > index, `frame ${index}`);
    return JSON.parse(this.frames[index] ?? '');
  }

  async logIn(token: string): Promise<void> {
    await this.opened();
    this.send({ type: 'auth', access_token: token });
    await this.frame(1);
  }

  close(): void {
    this.#socket.terminate();
  }
}

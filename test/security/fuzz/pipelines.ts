import { connect, type Socket } from 'node:net';
import { readAnswer, type WireAnswer } from './read-answer.ts';

/** One well-framed request as the bytes that go over the wire. */
export interface WireRequest {
  readonly bytes: Buffer;
  /** An answer to HEAD has no body. */
  readonly head: boolean;
}

type Ask = WireRequest & { readonly answer: (answer: WireAnswer) => void };

const DEEP = 8;
const STUCK_MS = 20_000;
const EMPTY = Buffer.alloc(0);

/** Sends requests over kept connections, several under way on each. */
export class Pipelines {
  readonly #lines: readonly Line[];
  #next = 0;

  constructor(port: number, connections: number) {
    this.#lines = Array.from({ length: connections }, () => new Line(port));
  }

  send(request: WireRequest): Promise<WireAnswer> {
    this.#next = (this.#next + 1) % this.#lines.length;
    const line = this.#lines[this.#next];
    return new Promise((answer) => line?.push({ ...request, answer }));
  }

  close(): void {
    for (const line of this.#lines) line.close();
  }
}

/** One connection after another, each until the server ends it. */
class Line {
  readonly #port: number;
  #waiting: Ask[] = [];
  #sent: Ask[] = [];
  #socket: Socket | undefined;
  #received: Buffer = EMPTY;
  /** How many go out one by one, because a connection ended on them while they shared it. */
  #alone = 0;
  #stuck: NodeJS.Timeout | undefined;

  constructor(port: number) {
    this.#port = port;
  }

  push(ask: Ask): void {
    this.#waiting.push(ask);
    this.#flow();
  }

  close(): void {
    clearTimeout(this.#stuck);
    this.#socket?.destroy();
  }

  #flow(): void {
    const deep = this.#alone > 0 ? 1 : DEEP;
    const asks = this.#waiting.splice(0, Math.max(0, deep - this.#sent.length));
    if (asks.length === 0) return;
    this.#socket ??= this.#connect();
    if (this.#sent.length === 0) this.#watch();
    this.#sent.push(...asks);
    this.#socket.write(Buffer.concat(asks.map(({ bytes }) => bytes)));
  }

  #connect(): Socket {
    const socket = connect(this.#port, '127.0.0.1').setNoDelay(true);
    socket.on('error', () => undefined);
    socket.on('close', () => this.#leave(socket, 'closed'));
    socket.on('data', (part) => {
      if (this.#socket !== socket) return;
      this.#received = this.#received.length === 0 ? part : Buffer.concat([this.#received, part]);
      this.#read(socket);
    });
    return socket;
  }

  #read(socket: Socket): void {
    for (let [first] = this.#sent; first !== undefined; [first] = this.#sent) {
      const read = readAnswer(this.#received, first.head);
      if (read === undefined) return;
      this.#received = this.#received.subarray(read.length);
      if (read.answer.status === 100) continue;
      this.#sent.shift();
      if (this.#alone > 0) this.#alone -= 1;
      this.#watch();
      first.answer(read.answer);
      if (/^connection: *close/m.test(read.answer.headers)) {
        this.#leave(socket, undefined);
        return;
      }
    }
    this.#flow();
  }

  #watch(): void {
    clearTimeout(this.#stuck);
    this.#stuck = setTimeout(() => {
      const socket = this.#socket;
      if (socket !== undefined && this.#sent.length > 0) this.#leave(socket, 'stuck');
    }, STUCK_MS);
  }

  /**
   * What the server will not answer here goes out again. When a connection ends with several on it,
   * the answers already under way are lost with it (a closed socket with unread bytes is reset), so
   * none is to blame before it has had a connection for itself.
   */
  #leave(socket: Socket, fault: 'closed' | 'stuck' | undefined): void {
    if (this.#socket !== socket) return;
    this.#socket = undefined;
    clearTimeout(this.#stuck);
    socket.destroy();
    this.#received = EMPTY;
    const unanswered = this.#sent.splice(0);
    if (fault === 'stuck' || (fault === 'closed' && unanswered.length === 1)) {
      unanswered.shift()?.answer({ status: fault, headers: '', body: '' });
      if (this.#alone > 0) this.#alone -= 1;
    } else if (fault === 'closed') this.#alone += unanswered.length;
    this.#waiting.unshift(...unanswered);
    this.#flow();
  }
}

import type { WebSocket } from 'ws';
import { SECOND } from '../../core/clock.ts';
import type { SignedIn } from '../auth/accounts.ts';
import { COMMANDS } from '../commands/commands.ts';
import { CommandError, errorBody, unauthorized } from '../errors.ts';
import { HA_VERSION, type House } from '../house.ts';
import { pythonValue } from '../python.ts';
import { type Call, type Command, readFields } from './command.ts';

const AUTH_TIMEOUT_MS = 10 * SECOND;
const ASKED_KEPT = 5000;
const HEARTBEAT_MS = 55 * SECOND;

type Message = Readonly<Record<string, unknown>>;

function isMessage(value: unknown): value is Message {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One websocket connection, from the handshake to its end. */
export class Session {
  readonly #house: House;
  readonly #socket: WebSocket;
  readonly #address: string;
  readonly #subscriptions = new Map<number, () => void>();
  readonly #endings: (() => void)[] = [];
  #signedIn: SignedIn | undefined;
  #lastId = 0;
  #coalesce = false;
  #pending: string[] = [];

  constructor(house: House, socket: WebSocket, address: string) {
    this.#house = house;
    this.#socket = socket;
    this.#address = address;
    this.#endings.push(house.timers.after(AUTH_TIMEOUT_MS, () => this.#giveUpWaiting()));
    socket.on('message', (data, binary) => this.#receive(String(data), binary));
    socket.on('close', () => this.#end());
    // A broken connection is followed by its close, which does the tidying.
    socket.on('error', () => {});
    this.#send({ type: 'auth_required', ha_version: HA_VERSION });
  }

  #giveUpWaiting(): void {
    if (this.#signedIn === undefined) this.#socket.close();
  }

  #receive(text: string, binary: boolean): void {
    if (binary || this.#socket.readyState !== this.#socket.OPEN) {
      this.#socket.close();
      return;
    }
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      this.#socket.close();
      return;
    }
    if (this.#signedIn === undefined) this.#authenticate(value);
    else for (const message of Array.isArray(value) ? value : [value]) this.#handle(message);
  }

  #authenticate(value: unknown): void {
    const problem = authProblem(value);
    if (problem !== undefined) {
      this.#refuse(`Auth message incorrectly formatted: ${problem}`);
      return;
    }
    const token = isMessage(value) ? value.access_token : undefined;
    const signedIn = typeof token === 'string' ? this.#house.accounts.signedIn(token) : undefined;
    if (signedIn === undefined) {
      this.#refuse('Invalid access token or password');
      this.#house.loginAttempts.wrong(this.#address);
      return;
    }
    this.#signedIn = signedIn;
    this.#endings.push(
      this.#house.accounts.revocations.add((id) => {
        if (id === signedIn.refreshTokenId) this.#socket.close();
      }),
    );
    this.#startHeartbeat();
    this.#send({ type: 'auth_ok', ha_version: HA_VERSION });
    this.#house.loginAttempts.successful(this.#address);
  }

  #refuse(message: string): void {
    this.#send({ type: 'auth_invalid', message });
    this.#socket.close();
  }

  #startHeartbeat(): void {
    let answered = true;
    this.#socket.on('pong', () => {
      answered = true;
    });
    this.#endings.push(
      this.#house.timers.every(HEARTBEAT_MS, () => {
        if (!answered) this.#socket.terminate();
        answered = false;
        this.#socket.ping();
      }),
    );
  }

  #handle(value: unknown): void {
    const signedIn = this.#signedIn;
    if (signedIn === undefined) return;
    const id = isMessage(value) ? value.id : 0;
    const type = isMessage(value) ? value.type : undefined;
    if (!isMessage(value) || !isPositive(id) || typeof type !== 'string' || type === '') {
      this.#fail(id, new CommandError('invalid_format', 'Message incorrectly formatted.'));
      return;
    }
    if (id <= this.#lastId) {
      this.#fail(id, new CommandError('id_reuse', 'Identifier values have to increase.'));
      return;
    }
    this.#noteAsked(type, signedIn, value);
    if (type === 'ping') this.#send({ id, type: 'pong' });
    const known = COMMANDS.get(type);
    if (known !== undefined) void this.#run(id, known, value, signedIn);
    else if (type !== 'ping') {
      this.#fail(id, new CommandError('unknown_command', 'Unknown command.'));
      return;
    }
    // As in Home Assistant, an id that went to an unknown command may come again.
    this.#lastId = id;
  }

  /** A demo home may run for weeks, so only what was asked lately is kept. */
  #noteAsked(type: string, { person }: SignedIn, message: Message): void {
    const { asked } = this.#house;
    asked.push({ type, personId: person.id, message });
    if (asked.length > ASKED_KEPT) asked.shift();
  }

  async #run(id: number, known: Command, message: Message, signedIn: SignedIn): Promise<void> {
    let replied = false;
    const reply = (result: unknown) => {
      if (!replied) this.#send({ id, type: 'result', success: true, result: result ?? null });
      replied = true;
    };
    const call: Call = {
      house: this.#house,
      id,
      signedIn,
      address: this.#address,
      subscriptions: this.#subscriptions,
      reply,
      sendEvent: (event) => this.#send({ id, type: 'event', event }),
      coalesceFromNowOn: () => {
        this.#coalesce = true;
      },
    };
    try {
      if (known.access === 'administrators' && !signedIn.person.administrator) throw unauthorized();
      const result = known.run(readFields(known.fields, message), call);
      // Waiting for what is already there would let a later command overtake this one.
      reply(result instanceof Promise ? await result : result);
    } catch (thrown) {
      const error =
        thrown instanceof CommandError
          ? thrown
          : new CommandError('unknown_error', 'Unknown error');
      this.#fail(id, error);
    }
  }

  #fail(id: unknown, error: CommandError): void {
    this.#send({ id: id ?? null, type: 'result', success: false, error: errorBody(error) });
  }

  #send(message: unknown): void {
    const text = JSON.stringify(message);
    if (!this.#coalesce) {
      this.#write(text);
      return;
    }
    this.#pending.push(text);
    if (this.#pending.length === 1) queueMicrotask(() => this.#flush());
  }

  #flush(): void {
    const [first = '', ...others] = this.#pending;
    const together = others.length === 0 ? first : `[${this.#pending.join(',')}]`;
    this.#pending = [];
    this.#write(together);
  }

  #write(text: string): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(text);
  }

  #end(): void {
    for (const unsubscribe of this.#subscriptions.values()) unsubscribe();
    this.#subscriptions.clear();
    for (const ending of this.#endings) ending();
  }
}

function isPositive(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) > 0;
}

function authProblem(value: unknown): string | undefined {
  if (!isMessage(value)) return 'expected a dictionary. Got None';
  const { type, access_token: token } = value;
  if (type === undefined) return "required key not provided at 'type'. Got None";
  if (type !== 'auth') {
    return `not a valid value at 'type'. Got ${pythonValue(type)}`;
  }
  if (token === undefined || typeof token === 'string') return undefined;
  return `expected str at 'access_token'. Got ${pythonValue(token)}`;
}

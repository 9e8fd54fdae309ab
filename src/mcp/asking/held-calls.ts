import type { CallToolResult } from '@modelcontextprotocol/server';
import { MINUTE } from '../../core/clock.ts';
import { type Random, randomId } from '../../core/ids.ts';
import type { Form, Said } from '../../upstreams/asking/caller-side.ts';
import { NotAsked } from '../../upstreams/asking/not-asked.ts';
import { PUT_AWAY } from './said.ts';
import { type AskedCall, recordOf } from './sealed-question.ts';
import type { Talk } from './talk.ts';

/** What a call has come to: its end, or a question that travels to the person and back. */
export type Turn =
  | { readonly result: CallToolResult }
  | { readonly form: Form; readonly state: string };

/** Starts the call that may ask; `beside` is what can be said to its client at that moment. */
type Start = (ask: Ask, signal: AbortSignal, beside: () => Beside) => Promise<CallToolResult>;
type Ask = (form: Form, signal: AbortSignal) => Promise<Said>;
type Beside = Pick<Talk, 'signal' | 'progress' | 'hears'>;

interface Question {
  readonly form: Form;
  readonly settle: (said: Said) => void;
}

const LIFE_MS = 2 * MINUTE;
const MOST = 200;
const MOST_OF_ONE = 10;

/**
 * Calls of 2026-07-28 that wait elsewhere while a question travels with the client's result and comes
 * back with its next request. What waits is a connection to an upstream, so it is kept here, in memory,
 * for two minutes; the state that travels is only its random name, and is worth something for the same
 * caller, tool and arguments alone.
 */
export class HeldCalls {
  readonly #random: Random;
  readonly #lifeMs: number;
  readonly #held = new Map<string, { readonly record: string; readonly call: HeldCall }>();

  constructor(random: Random, lifeMs = LIFE_MS) {
    this.#random = random;
    this.#lifeMs = lifeMs;
  }

  /** Starts a call; `beside` is what can be said to the client while this request of its lasts. */
  begin(asked: AskedCall, start: Start, beside: Beside): Promise<Turn> {
    const call = new HeldCall(start, () => this.#hasRoom(asked.owner));
    return this.#turn(call, recordOf(asked), beside);
  }

  /** Goes on with a call that waits. Undefined when none does by that name for this very call. */
  resume(
    asked: AskedCall,
    { state, said }: NonNullable<Talk['returned']>,
    beside: Beside,
  ): Promise<Turn> | undefined {
    const held = this.#held.get(state);
    const record = recordOf(asked);
    if (held === undefined || held.record !== record) return undefined;
    this.#held.delete(state);
    // Whoever comes back without an answer is asked the same once more.
    if (said !== undefined) held.call.answer(said);
    return this.#turn(held.call, record, beside);
  }

  async #turn(call: HeldCall, record: string, beside: Beside): Promise<Turn> {
    const come = await call.turn(beside);
    if ('result' in come) return come;
    const state = `held-${randomId(this.#random, 16)}`;
    this.#held.set(state, { record, call });
    const timer = setTimeout(() => {
      if (this.#held.delete(state)) call.answer(PUT_AWAY);
    }, this.#lifeMs);
    timer.unref();
    return { form: come.form, state };
  }

  #hasRoom(owner: string): boolean {
    const records = Array.from(this.#held.values(), ({ record }) => record);
    const own = records.filter((record) => ownerIn(record) === owner);
    return records.length < MOST && own.length < MOST_OF_ONE;
  }
}

function ownerIn(record: string): unknown {
  return (JSON.parse(record) as readonly unknown[])[0];
}

/** One call and the one question of it that is open. */
class HeldCall {
  readonly #ending = new AbortController();
  readonly #outcome: Promise<Turn>;
  #beside: Beside = {};
  #question: Question | undefined;
  #told = Promise.withResolvers<void>();

  constructor(start: Start, hasRoom: () => boolean) {
    const ask: Ask = (form, signal) => {
      if (!hasRoom()) throw new NotAsked('Nobody was asked: too many questions are open already.');
      return this.#put(form, signal);
    };
    this.#outcome = start(ask, this.#ending.signal, () => this.#beside).then((result) => ({
      result,
    }));
    // Nobody may be there any more to be told of its end.
    this.#outcome.catch(() => {});
  }

  answer(said: Said): void {
    this.#question?.settle(said);
  }

  /** Lasts until the call ends or asks; given up meanwhile by the client, the call is given up. */
  async turn(beside: Beside): Promise<Turn | { readonly form: Form }> {
    const { signal } = beside;
    this.#beside = beside;
    const giveUp = () => this.#ending.abort(signal?.reason);
    if (signal?.aborted) giveUp();
    signal?.addEventListener('abort', giveUp, { once: true });
    try {
      return await Promise.race([this.#outcome, this.#asked()]);
    } finally {
      signal?.removeEventListener('abort', giveUp);
    }
  }

  async #asked(): Promise<{ readonly form: Form }> {
    while (this.#question === undefined) await this.#told.promise;
    return { form: this.#question.form };
  }

  async #put(form: Form, signal: AbortSignal): Promise<Said> {
    const { promise, resolve } = Promise.withResolvers<Said>();
    const giveUp = () => resolve(PUT_AWAY);
    signal.addEventListener('abort', giveUp, { once: true });
    this.#question = { form, settle: (said) => this.#settle(resolve, said) };
    this.#told.resolve();
    this.#told = Promise.withResolvers();
    try {
      return await promise;
    } finally {
      signal.removeEventListener('abort', giveUp);
      this.#question = undefined;
    }
  }

  #settle(resolve: (said: Said) => void, said: Said): void {
    this.#question = undefined;
    resolve(said);
  }
}

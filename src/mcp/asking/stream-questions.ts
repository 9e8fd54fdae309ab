import { MINUTE } from '../../core/clock.ts';
import { type Random, randomId } from '../../core/ids.ts';
import type { Form, Said } from '../../upstreams/asking/caller-side.ts';
import { PUT_AWAY, saidIn } from './said.ts';

/** A form without fields: what is answered is yes or no. */
export const NO_FIELDS = { type: 'object' as const, properties: {} };

/** A JSON-RPC message to a client. */
export type Asking = {
  readonly jsonrpc: '2.0';
  readonly id: string;
  readonly method: 'elicitation/create';
  readonly params: Readonly<Record<keyof Form, unknown>>;
};

interface Waiting {
  readonly owner: string;
  readonly settle: (said: Said) => void;
}

const LIFE_MS = 2 * MINUTE;

/**
 * Questions to clients of the older protocol: each goes out in the stream of the call it is about
 * (`elicitation/create`, 2025-11-25), and its answer comes back as a request of its own. The SDK keeps
 * nothing between the two, so what waits is kept here, for its owner only.
 */
export class StreamQuestions {
  readonly #random: Random;
  readonly #lifeMs: number;
  readonly #waiting = new Map<string, Waiting>();

  constructor(random: Random, lifeMs = LIFE_MS) {
    this.#random = random;
    this.#lifeMs = lifeMs;
  }

  /** Asks, and waits two minutes at most; put away also when the call was given up meanwhile. */
  async ask(
    owner: string,
    { message, requestedSchema }: Form,
    send: (asking: Asking) => Promise<void>,
    signal: AbortSignal,
  ): Promise<Said> {
    const id = `question-${randomId(this.#random, 16)}`;
    const { promise, resolve } = Promise.withResolvers<Said>();
    const giveUp = () => resolve(PUT_AWAY);
    const timer = setTimeout(giveUp, this.#lifeMs);
    signal.addEventListener('abort', giveUp, { once: true });
    this.#waiting.set(id, { owner, settle: resolve });
    try {
      const params = { message, requestedSchema };
      await send({ jsonrpc: '2.0', id, method: 'elicitation/create', params });
      return signal.aborted ? PUT_AWAY : await promise;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
      this.#waiting.delete(id);
    }
  }

  /** Takes a message that may be the answer to a question of this owner's. False when it is none. */
  deliver(owner: string, message: unknown): boolean {
    if (typeof message !== 'object' || message === null || 'method' in message) return false;
    const { id, result } = message as { readonly id?: unknown; readonly result?: unknown };
    const waiting = typeof id === 'string' ? this.#waiting.get(id) : undefined;
    if (waiting === undefined || waiting.owner !== owner) return false;
    waiting.settle(saidIn(result));
    return true;
  }
}

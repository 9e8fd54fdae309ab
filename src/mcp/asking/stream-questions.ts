import { MINUTE } from '../../core/clock.ts';
import { type Random, randomId } from '../../core/ids.ts';

export type Answer = 'accept' | 'decline' | 'none';

/** A form without fields: what is answered is yes or no. */
export const NO_FIELDS = { type: 'object' as const, properties: {} };

/** A JSON-RPC message to a client. */
export type Asking = {
  readonly jsonrpc: '2.0';
  readonly id: string;
  readonly method: 'elicitation/create';
  readonly params: { readonly message: string; readonly requestedSchema: typeof NO_FIELDS };
};

interface Waiting {
  readonly owner: string;
  readonly settle: (answer: Answer) => void;
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

  /** Asks, and waits two minutes at most; `none` also when the call was given up meanwhile. */
  async ask(
    owner: string,
    message: string,
    send: (asking: Asking) => Promise<void>,
    signal: AbortSignal,
  ): Promise<Answer> {
    const id = `question-${randomId(this.#random, 16)}`;
    const { promise, resolve } = Promise.withResolvers<Answer>();
    const giveUp = () => resolve('none');
    const timer = setTimeout(giveUp, this.#lifeMs);
    signal.addEventListener('abort', giveUp, { once: true });
    this.#waiting.set(id, { owner, settle: resolve });
    try {
      const params = { message, requestedSchema: NO_FIELDS };
      await send({ jsonrpc: '2.0', id, method: 'elicitation/create', params });
      return signal.aborted ? 'none' : await promise;
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
    waiting.settle(answerIn(result));
    return true;
  }
}

/** What a person said (`ElicitResult`); anything that is no clear yes or no is no answer. */
export function answerIn(result: unknown): Answer {
  if (typeof result !== 'object' || result === null || !('action' in result)) return 'none';
  return result.action === 'accept' || result.action === 'decline' ? result.action : 'none';
}

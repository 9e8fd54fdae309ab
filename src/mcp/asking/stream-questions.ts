import { MINUTE } from '../../core/clock.ts';
import { type Random, randomId } from '../../core/ids.ts';
import type { Keyring } from '../../keys/keyring.ts';
import { tokenHash } from '../../keys/token-hash.ts';
import type { Channel } from '../../store/channel.ts';
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

/** An answer that came to another instance than the one that asked, sealed. */
export interface AnswerElsewhere {
  readonly id: string;
  readonly ownerHash: string;
  readonly sealed: string;
}

/** The way to other instances. */
export interface Elsewhere {
  readonly channel: Channel<AnswerElsewhere>;
  readonly keyring: Pick<Keyring, 'seal' | 'open'>;
}

const PURPOSE = 'mcp-answer';

const LIFE_MS = 2 * MINUTE;
const ID = /^question-[\w-]{22}$/;

export interface StreamQuestionsOptions {
  /** How long an answer is waited for, in milliseconds. */
  readonly lifeMs?: number;
  /** Where there are other instances. */
  readonly elsewhere?: Elsewhere | undefined;
}

/**
 * Questions to clients of the older protocol: each goes out in the stream of the call it is about
 * (`elicitation/create`, 2025-11-25), and its answer comes back as a request of its own. The SDK keeps
 * nothing between the two, so what waits is kept here, for its owner only. Behind a balancer the answer
 * may come to another instance, which then says it to all.
 */
export class StreamQuestions {
  readonly #random: Random;
  readonly #lifeMs: number;
  readonly #elsewhere: Elsewhere | undefined;
  readonly #waiting = new Map<string, Waiting>();

  constructor(random: Random, { lifeMs = LIFE_MS, elsewhere }: StreamQuestionsOptions = {}) {
    this.#random = random;
    this.#lifeMs = lifeMs;
    this.#elsewhere = elsewhere;
    elsewhere?.channel.on(({ id, ownerHash, sealed }) => {
      const waiting = this.#waiting.get(id);
      if (waiting === undefined || tokenHash(waiting.owner) !== ownerHash) return;
      waiting.settle(JSON.parse(elsewhere.keyring.open(PURPOSE, id, sealed)) as Said);
    });
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
    if (typeof id !== 'string') return false;
    const waiting = this.#waiting.get(id);
    if (waiting?.owner === owner) {
      waiting.settle(saidIn(result));
      return true;
    }
    if (waiting !== undefined || this.#elsewhere === undefined || !ID.test(id)) return false;
    this.#sayElsewhere(this.#elsewhere, owner, id, saidIn(result));
    return true;
  }

  #sayElsewhere({ channel, keyring }: Elsewhere, owner: string, id: string, said: Said): void {
    const sealed = keyring.seal(PURPOSE, id, JSON.stringify(said));
    channel.say({ id, ownerHash: tokenHash(owner), sealed });
  }
}

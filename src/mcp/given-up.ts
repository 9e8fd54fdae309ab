import { tokenHash } from '../keys/token-hash.ts';
import type { Channel } from '../store/channel.ts';
import { messageOf } from './message.ts';

/**
 * Calls of the older protocol that can still be given up. There `notifications/cancelled` comes as a
 * request of its own, and the SDK keeps nothing between two, so what runs is kept here: by its
 * owner's session, since only within one are request ids its client's own. Without a session nothing can be given up.
 * What does not run here may run in another instance, which is told.
 */
export class GivenUp {
  readonly #elsewhere: Channel<string> | undefined;
  readonly #running = new Map<string, AbortController>();

  constructor(elsewhere?: Channel<string>) {
    this.#elsewhere = elsewhere;
    elsewhere?.on((key) => this.#running.get(key)?.abort());
  }

  /** The signal of a call that begins, and what to do when it has ended; undefined for no such call. */
  begin(
    owner: string,
    session: unknown,
    body: unknown,
  ): { readonly signal: AbortSignal; readonly end: () => void } | undefined {
    if (messageOf(body).method !== 'tools/call') return undefined;
    const key = keyOf(owner, session, (body as { readonly id?: unknown }).id);
    if (key === undefined || this.#running.has(key)) return undefined;
    const ending = new AbortController();
    this.#running.set(key, ending);
    return { signal: ending.signal, end: () => void this.#running.delete(key) };
  }

  /** Ends the call that a message gives up, if it is such a message and the call still runs. */
  hear(owner: string, session: unknown, body: unknown): void {
    const { method, params } = messageOf(body);
    if (method !== 'notifications/cancelled') return;
    const key = keyOf(owner, session, params.requestId);
    if (key === undefined) return;
    const running = this.#running.get(key);
    if (running === undefined) this.#elsewhere?.say(key);
    else running.abort();
  }
}

function keyOf(owner: string, session: unknown, id: unknown): string | undefined {
  if (typeof session !== 'string') return undefined;
  return typeof id === 'string' || typeof id === 'number'
    ? tokenHash(JSON.stringify([owner, session, id]))
    : undefined;
}

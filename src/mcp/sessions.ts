import type { Random } from '../core/ids.ts';
import { randomId } from '../core/ids.ts';
import type { Keyring } from '../keys/keyring.ts';
import { tokenHash } from '../keys/token-hash.ts';

const PURPOSE = 'mcp-session';
const ENDED_KEPT = 1_000;

/**
 * Sessions of the 2025-11-25 protocol and older (Streamable HTTP, Session Management). An id opens
 * nothing and holds nothing: it is the principal's own name and some randomness, sealed, so it
 * outlives a restart, costs no memory, and is no session at all for anybody else.
 */
export class Sessions {
  readonly #keyring: Pick<Keyring, 'seal' | 'open'>;
  readonly #random: Random;
  readonly #ended = new Set<string>();

  constructor(keyring: Pick<Keyring, 'seal' | 'open'>, random: Random) {
    this.#keyring = keyring;
    this.#random = random;
  }

  /** A new session id for whoever goes by this name. */
  start(owner: string): string {
    return this.#keyring.seal(PURPOSE, owner, randomId(this.#random, 16));
  }

  /** Whether an id is a session of this owner's that was not ended. */
  holds(owner: string, id: string): boolean {
    if (id.length > 1_000 || this.#ended.has(tokenHash(id))) return false;
    try {
      this.#keyring.open(PURPOSE, owner, id);
      return true;
    } catch {
      return false;
    }
  }

  /** Ends a session; after a restart its id may work again, which opens nothing. */
  end(id: string): void {
    this.#ended.add(tokenHash(id));
    const [oldest] = this.#ended;
    if (this.#ended.size > ENDED_KEPT && oldest !== undefined) this.#ended.delete(oldest);
  }
}

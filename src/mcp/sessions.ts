import type { Random } from '../core/ids.ts';
import { randomId } from '../core/ids.ts';
import type { Keyring } from '../keys/keyring.ts';
import { tokenHash } from '../keys/token-hash.ts';

const PURPOSE = 'mcp-session';
const ENDED_KEPT = 1_000;

/** What a client said of itself when it began a session. */
export interface SessionTraits {
  /** It can show its person a question (`elicitation`). */
  readonly showsForms: boolean;
}

/** Neither begins the random part, which is base64url. */
const FORMS = 'forms.';
const PLAIN = 'plain.';

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

  /** A new session id for whoever goes by this name; what their client can do is written in it. */
  start(owner: string, { showsForms }: SessionTraits): string {
    const traits = showsForms ? FORMS : PLAIN;
    return this.#keyring.seal(PURPOSE, owner, `${traits}${randomId(this.#random, 16)}`);
  }

  /** What is known of a session of this owner's; undefined when there is none, or none any more. */
  of(owner: string, id: string): SessionTraits | undefined {
    if (id.length > 1_000 || this.#ended.has(tokenHash(id))) return undefined;
    try {
      return { showsForms: this.#keyring.open(PURPOSE, owner, id).startsWith(FORMS) };
    } catch {
      return undefined;
    }
  }

  /** Ends a session; after a restart its id may work again, which opens nothing. */
  end(id: string): void {
    this.#ended.add(tokenHash(id));
    const [oldest] = this.#ended;
    if (this.#ended.size > ENDED_KEPT && oldest !== undefined) this.#ended.delete(oldest);
  }
}

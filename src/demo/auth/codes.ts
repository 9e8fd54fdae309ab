import { createHash } from 'node:crypto';
import { type Clock, MINUTE } from '../../core/clock.ts';
import { freshHexId } from '../ids.ts';
import type { Person } from './accounts.ts';

const LIFETIME_MS = 10 * MINUTE;

export interface Issued {
  readonly clientId: string;
  readonly person: Person;
  /** The S256 challenge the client began with, if it did. */
  readonly challenge: string | undefined;
  readonly at: number;
}

/** Authorization codes: good once, for ten minutes, for the client they were made for. */
export class Codes {
  readonly #issued = new Map<string, Issued>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  issue(clientId: string, person: Person, challenge: string | undefined): string {
    this.#forgetExpired();
    const code = freshHexId();
    this.#issued.set(code, { clientId, person, challenge, at: this.#clock() });
    return code;
  }

  redeem(clientId: string, code: string): Issued | undefined {
    const issued = this.#issued.get(code);
    if (issued === undefined || issued.clientId !== clientId) return undefined;
    this.#issued.delete(code);
    return this.#expired(issued) ? undefined : issued;
  }

  #expired({ at }: Issued): boolean {
    return this.#clock() - at >= LIFETIME_MS;
  }

  #forgetExpired(): void {
    for (const [code, issued] of this.#issued) {
      if (this.#expired(issued)) this.#issued.delete(code);
    }
  }
}

/** Whether the verifier is the one the challenge was made from. */
export function provesChallenge(verifier: string, challenge: string): boolean {
  if (!/^[A-Za-z0-9._~-]{43,128}$/.test(verifier)) return false;
  return createHash('sha256').update(verifier).digest('base64url') === challenge;
}

/** Whether a client may begin with that: nothing at all, or a challenge of the S256 kind. */
export function acceptableChallenge(challenge: unknown, method: unknown): boolean {
  if (challenge === undefined || challenge === null) return method === undefined || method === null;
  return method === 'S256' && /^[A-Za-z0-9._~-]{43,128}$/.test(String(challenge));
}

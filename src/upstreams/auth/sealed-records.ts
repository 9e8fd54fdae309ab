import { type Clock, SECOND } from '../../core/clock.ts';
import { isLatchkeyError } from '../../core/errors.ts';
import type { Keyring } from '../../keys/keyring.ts';
import type { SealedThing } from '../../keys/seal-anew.ts';
import { tokenHash } from '../../keys/token-hash.ts';
import type { Store, UpstreamSecret, UpstreamSignIn } from '../../store/contract.ts';
import type { GivenTokens, TokenClient } from './token-request.ts';

/** Us as one authorization server knows us. */
export interface Registration extends TokenClient {
  readonly redirectUri: string;
  /** When its secret ends, in milliseconds since the epoch. */
  readonly endsAt?: number | undefined;
  /** Written by the operator, for this issuer and no other. */
  readonly given?: true | undefined;
}

/** Tokens with all that renewing them takes. */
export interface KeptTokens extends GivenTokens {
  /** The upstream's address they were given for; it gets no others (MCP, token handling). */
  readonly url: string;
  readonly issuer: string;
  readonly tokenEndpoint: string;
  readonly resource: string;
  readonly client: TokenClient;
  /** What was asked when they were given, whatever became of it. */
  readonly asked?: string | undefined;
}

/** What a code is spent with, once it comes back. */
export interface PendingSignIn {
  readonly issuer: string;
  /** Whether this issuer has to name itself on the way back (RFC 9207). */
  readonly namesItself: boolean;
  readonly tokenEndpoint: string;
  readonly resource: string;
  readonly redirectUri: string;
  readonly client: TokenClient;
  readonly verifier: string;
  readonly asked?: string | undefined;
}

export type SignInStore = Pick<
  Store,
  | 'putUpstreamSecret'
  | 'upstreamSecrets'
  | 'dropUpstreamSecrets'
  | 'resealUpstreamSecret'
  | 'putUpstreamSignIn'
  | 'takeUpstreamSignIn'
>;

export interface RecordDependencies {
  readonly store: SignInStore;
  readonly keyring: Pick<Keyring, 'seal' | 'open'>;
  readonly clock: Clock;
  /** Where other instances have the same records: what only one of them may do at a time. */
  readonly claims?: Pick<Store, 'claim'> | undefined;
}

/** How long an instance may take to renew tokens before another one tries, in milliseconds. */
const RENEWAL_MS = 30 * SECOND;

/** A registration is the household's, whoever signs in with it. */
export const SHARED = 'shared';

type Named = Pick<UpstreamSecret, 'upstream' | 'owner' | 'issuer'>;

/**
 * The secrets of upstreams, sealed: each opens only as what it was sealed as, for the upstream, owner
 * and issuer it was sealed for. One whose key is gone is as good as none.
 */
export class SealedRecords {
  readonly #deps: RecordDependencies;

  constructor(deps: RecordDependencies) {
    this.#deps = deps;
  }

  async putTokens(upstream: string, owner: string, tokens: KeptTokens): Promise<void> {
    await this.#put({ upstream, owner, issuer: tokens.issuer, kind: 'tokens' }, tokens);
    // Nothing of another authorization server is ever sent again (MCP, authorization server binding).
    const kept = await this.#deps.store.upstreamSecrets(upstream);
    for (const { kind, issuer, owner: other } of kept) {
      if (kind === 'tokens' && other === owner && issuer !== tokens.issuer) {
        await this.#deps.store.dropUpstreamSecrets({ upstream, owner, issuer, kind });
      }
    }
  }

  /** Everything that is kept, to be sealed with another key. */
  async sealed(): Promise<readonly SealedThing[]> {
    return (await this.#deps.store.upstreamSecrets()).map((secret) => ({
      purpose: `upstream-${secret.kind}`,
      recordId: recordOf(secret),
      sealed: secret.sealed,
      keep: (anew) => this.#deps.store.resealUpstreamSecret(secret, anew),
    }));
  }

  async tokens(upstream: string, owner: string): Promise<KeptTokens | undefined> {
    const kept = await this.#deps.store.upstreamSecrets(upstream);
    const found = kept.find((one) => one.kind === 'tokens' && one.owner === owner);
    return found && this.#open<KeptTokens>(found);
  }

  /** Whether other instances renew the same tokens. */
  get shared(): boolean {
    return this.#deps.claims !== undefined;
  }

  /** Whether nobody else is about to spend this refresh token. */
  async mayRenew({ refreshToken = '' }: KeptTokens): Promise<boolean> {
    const now = this.#deps.clock();
    const name = tokenHash(refreshToken);
    return (
      (await this.#deps.claims?.claim('upstream-renewal', name, now + RENEWAL_MS, now)) ?? true
    );
  }

  dropTokens(upstream: string, owner: string): Promise<void> {
    return this.#deps.store.dropUpstreamSecrets({ upstream, owner, kind: 'tokens' });
  }

  putRegistration(upstream: string, issuer: string, registration: Registration): Promise<void> {
    return this.#put({ upstream, owner: SHARED, issuer, kind: 'client' }, registration);
  }

  /** Every registration of an upstream, by issuer. */
  async registrations(upstream: string): Promise<ReadonlyMap<string, Registration>> {
    const kept = await this.#deps.store.upstreamSecrets(upstream);
    return new Map(
      kept.flatMap((one) => {
        const opened = one.kind === 'client' ? this.#open<Registration>(one) : undefined;
        return opened === undefined ? [] : [[one.issuer, opened] as const];
      }),
    );
  }

  dropRegistration(upstream: string, issuer: string): Promise<void> {
    return this.#deps.store.dropUpstreamSecrets({
      upstream,
      owner: SHARED,
      issuer,
      kind: 'client',
    });
  }

  putPending(
    signIn: Omit<UpstreamSignIn, 'sealed' | 'issuer'>,
    pending: PendingSignIn,
  ): Promise<void> {
    const { issuer } = pending;
    const sealed = this.#deps.keyring.seal(
      'upstream-sign-in',
      recordOf({ ...signIn, issuer }),
      JSON.stringify(pending),
    );
    return this.#deps.store.putUpstreamSignIn({ ...signIn, issuer, sealed });
  }

  /** Who comes back with a state, for the browser it was given to: once. */
  async takePending(id: string, browserHash: string): Promise<(PendingSignIn & Named) | undefined> {
    const taken = await this.#deps.store.takeUpstreamSignIn(id, browserHash, this.#deps.clock());
    if (taken === undefined) return undefined;
    const pending = this.#opened<PendingSignIn>('upstream-sign-in', taken, taken.sealed);
    return pending && { ...pending, upstream: taken.upstream, owner: taken.owner };
  }

  async #put(name: Named & Pick<UpstreamSecret, 'kind'>, secret: object): Promise<void> {
    const { keyring, store, clock } = this.#deps;
    const text = JSON.stringify(secret);
    const sealed = keyring.seal(`upstream-${name.kind}`, recordOf(name), text);
    await store.putUpstreamSecret({ ...name, sealed, updatedAt: clock() });
  }

  #open<T>(secret: UpstreamSecret): T | undefined {
    return this.#opened<T>(`upstream-${secret.kind}`, secret, secret.sealed);
  }

  #opened<T>(purpose: string, name: Named, sealed: string): T | undefined {
    try {
      return JSON.parse(this.#deps.keyring.open(purpose, recordOf(name), sealed)) as T;
    } catch (error) {
      if (isLatchkeyError(error, 'sealed_unreadable')) return undefined;
      throw error;
    }
  }
}

function recordOf({ upstream, owner, issuer }: Named): string {
  return JSON.stringify([upstream, owner, issuer]);
}

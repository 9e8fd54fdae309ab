import {
  type AuthProvider,
  computeScopeUnion,
  extractWWWAuthenticateParams,
  isStrictScopeSuperset,
} from '@modelcontextprotocol/client';
import type { Clock } from '../../core/clock.ts';
import { SingleFlight } from '../../core/single-flight.ts';
import type { Fetch } from '../../net/checked-fetch.ts';
import { type Challenge, discover } from './discovery.ts';
import { SignInFault } from './faults.ts';
import type { GivenClient } from './registration.ts';
import { renewedElsewhere } from './renewed-elsewhere.ts';
import type { KeptTokens, SealedRecords } from './sealed-records.ts';
import { askForTokens, TokenRefused } from './token-request.ts';

/** What a session is about: one upstream and whose tokens. */
export interface SessionOptions {
  readonly upstream: string;
  readonly owner: string;
  /** The upstream's MCP endpoint, its references filled in. */
  readonly url: string;
  readonly given?: GivenClient | undefined;
  readonly scope?: string | undefined;
  readonly issuer?: string | undefined;
  /** Whether an address may be used at all (`CheckedFetch`). */
  readonly allows: (address: string) => boolean;
  readonly fetch: Fetch;
  readonly records: SealedRecords;
  readonly clock: Clock;
}

export type SessionState = 'signed in' | 'needs sign-in' | 'needs wider sign-in';

/**
 * Somebody's tokens at an upstream: renewed before they end and once when they are refused. It never
 * opens a login page by itself: that takes a person, so it says that one is needed.
 */
export class OAuthSession implements AuthProvider {
  readonly options: SessionOptions;
  readonly #renewing = new SingleFlight<void>();
  #tokens: KeptTokens | undefined;
  #challenge: Challenge | undefined;
  #widerScope: string | undefined;
  #turnedAway = false;
  /** Which token each refusal was an answer to. */
  readonly #refused = new WeakMap<Response, string>();

  constructor(options: SessionOptions) {
    this.options = options;
  }

  get state(): SessionState {
    if (this.#tokens === undefined) return 'needs sign-in';
    return this.#widerScope === undefined ? 'signed in' : 'needs wider sign-in';
  }

  /** When the access token ends, if it said so. */
  get expiresAt(): number | undefined {
    return this.#tokens?.expiresAt;
  }

  /** Whether the upstream would not have us without tokens; some let anybody in. */
  get turnedAway(): boolean {
    return this.#tokens === undefined && this.#turnedAway;
  }

  /** What the upstream asked for when it refused us last; undefined before it ever did. */
  get challenge(): Challenge | undefined {
    return this.#challenge;
  }

  /** Reads what was kept before; nothing is asked of anybody. */
  async open(): Promise<void> {
    const { records, upstream, owner, url } = this.options;
    const kept = await records.tokens(upstream, owner);
    // Another server may have the name by now.
    this.#tokens = kept?.url === url ? kept : undefined;
  }

  async token(): Promise<string | undefined> {
    const { clock } = this.options;
    const due = this.#tokens?.renewAt;
    if (due !== undefined && clock() >= due && this.#tokens?.refreshToken !== undefined) {
      await this.#renewing
        .run('', () => this.#renew())
        .catch((error: unknown) => {
          // What is still good is used on, while its authorization server is away.
          if ((this.#tokens?.expiresAt ?? 0) <= clock()) throw error;
        });
    }
    return this.#tokens?.accessToken;
  }

  /** Gets a new token although the old one may still be good. Throws when there is none to be had. */
  async renewNow(): Promise<void> {
    await this.#renewing.run('', () => this.#renew());
  }

  /** Makes the next `token()` a better one. Throws `SignInFault` when only a person can. */
  async onUnauthorized({ response }: { readonly response: Response }): Promise<void> {
    this.#challenge = challengeOf(response);
    const sent = this.#refused.get(response);
    // Of many that were refused at once, the first has already seen to it.
    if (this.#tokens !== undefined && sent !== bearer(this.#tokens)) return;
    await this.#renewing.run('', async () => {
      const tokens = this.#tokens;
      if (tokens !== undefined && (await this.#movedAway(tokens))) await this.forget();
      else if (tokens?.refreshToken !== undefined) await this.#renew();
      else if (tokens !== undefined) await this.forget();
    });
    if (this.#tokens !== undefined) return;
    this.#turnedAway = true;
    throw new SignInFault('A sign-in is needed.');
  }

  /** The same fetch; what it was refused is remembered, for renewals and for the next sign-in. */
  watching(fetch: Fetch): Fetch {
    return async (url, init) => {
      const response = await fetch(url, init);
      const sent = new Headers(init?.headers).get('authorization');
      if (response.status === 401 && sent !== null) this.#refused.set(response, sent);
      if (response.status === 403) this.#noteRefusal(response);
      return response;
    };
  }

  /** What to ask for: as the operator wrote, or as the upstream said, and what it missed since. */
  scopeToAsk(offered: string | undefined): string | undefined {
    const basis = this.options.scope ?? this.#challenge?.scope ?? offered;
    return computeScopeUnion(basis, this.#widerScope);
  }

  async accept(tokens: KeptTokens): Promise<void> {
    const { records, upstream, owner } = this.options;
    this.#tokens = tokens;
    this.#widerScope = undefined;
    this.#turnedAway = false;
    await records.putTokens(upstream, owner, tokens);
  }

  /** Forgets the tokens: they are of no use any more. */
  async forget(): Promise<void> {
    const { records, upstream, owner } = this.options;
    this.#tokens = undefined;
    this.#turnedAway = true;
    await records.dropTokens(upstream, owner);
  }

  /** Once: what was asked for already and is still refused is not asked for again. */
  #noteRefusal(response: Response): void {
    const { error, scope } = extractWWWAuthenticateParams(response);
    if (error !== 'insufficient_scope' || this.#tokens === undefined) return;
    const { asked, scope: granted } = this.#tokens;
    const union = computeScopeUnion(asked, granted, this.#widerScope, scope);
    if (isStrictScopeSuperset(union, computeScopeUnion(asked, granted))) this.#widerScope = union;
  }

  async #renew(): Promise<void> {
    const { records, upstream, owner, given, fetch, clock } = this.options;
    const tokens = this.#tokens;
    if (tokens?.refreshToken === undefined) return;
    const theirs = await renewedElsewhere(records, { upstream, owner, tokens });
    if (theirs !== undefined) {
      this.#tokens = theirs === 'gone' ? undefined : theirs;
      return;
    }
    const client = given === undefined ? tokens.client : { ...tokens.client, ...given };
    try {
      const renewed = await askForTokens(
        tokens.tokenEndpoint,
        {
          grant_type: 'refresh_token',
          refresh_token: tokens.refreshToken,
          resource: tokens.resource,
        },
        client,
        fetch,
        clock(),
      );
      const { accessToken: _, expiresAt: _ends, renewAt: _renews, ...lasting } = tokens;
      const next = { ...lasting, ...renewed };
      this.#tokens = next;
      await records.putTokens(upstream, owner, next);
    } catch (error) {
      await this.#giveUpIfRevoked(error, tokens);
      throw error;
    }
  }

  /** RFC 6749 section 5.2: which refusals are for good. */
  async #giveUpIfRevoked(error: unknown, { issuer }: KeptTokens): Promise<void> {
    if (!(error instanceof TokenRefused) || error.reason === undefined) return;
    const { records, upstream, given } = this.options;
    if (error.reason !== 'invalid_grant' && given === undefined) {
      await records.dropRegistration(upstream, issuer);
    }
    await this.forget();
  }

  /** Whether the upstream now trusts another authorization server than these tokens are of. */
  async #movedAway(tokens: KeptTokens): Promise<boolean> {
    try {
      const server = await discover({ ...this.options, challenge: this.#challenge ?? {} });
      // A server that does not say where it is signed in at has not said that it moved.
      return !server.assumed && server.issuer !== tokens.issuer;
    } catch {
      // What cannot be read says nothing; the tokens go to where they came from, as before.
      return false;
    }
  }
}

function bearer({ accessToken }: KeptTokens): string {
  return `Bearer ${accessToken}`;
}

/** Reads what a refusal says of signing in. */
export function challengeOf(response: Response): Challenge {
  const { resourceMetadataUrl, scope } = extractWWWAuthenticateParams(response);
  return { resourceMetadataUrl, scope };
}

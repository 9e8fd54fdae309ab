import { type CryptoKey, decodeProtectedHeader, type JWTPayload, jwtVerify } from 'jose';
import type { Clock } from '../core/clock.ts';
import { isLatchkeyError } from '../core/errors.ts';
import type { Keyring } from '../keys/keyring.ts';
import { tokenHash } from '../keys/token-hash.ts';

/** What a verified access token says. The grant or client behind it is the caller's to check. */
export interface AccessTokenClaims {
  readonly issuer: string;
  readonly audience: string;
  readonly clientId: string;
  /** The consent it stands on; absent for a client that acts on its own (client_credentials). */
  readonly grantId?: string;
  /** Its own name, by which it can be revoked alone. */
  readonly id: string;
  readonly scope: readonly string[];
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

const REMEMBERED = 2_000;
const LONGEST_TOKEN = 4_096;
/** What keys of our own making sign with; those of the operator never change while we run. */
const SHARED_ALGORITHM = 'ES256';

/**
 * Verifies our own access tokens (RFC 9068 section 4): algorithm by key, never by header; `typ`
 * at+jwt; every claim present and of one value. A verified token is remembered by its hash until it
 * expires, since a signature costs ten times what the rest of a request does.
 */
export class AccessTokens {
  readonly #keyring: Keyring;
  readonly #clock: Clock;
  readonly #shared: boolean;
  readonly #verified = new Map<string, AccessTokenClaims>();

  /** `shared` says whether other instances sign with keys of the same keyring. */
  constructor(keyring: Keyring, clock: Clock, { shared = false } = {}) {
    this.#keyring = keyring;
    this.#clock = clock;
    this.#shared = shared;
  }

  /** The claims of a token of ours that has not expired; undefined for anything else. */
  async verify(token: string): Promise<AccessTokenClaims | undefined> {
    if (token.length > LONGEST_TOKEN) return undefined;
    const hash = tokenHash(token);
    const remembered = this.#verified.get(hash);
    if (remembered !== undefined) {
      if (this.#clock() < remembered.expiresAt) return remembered;
      this.#verified.delete(hash);
      return undefined;
    }
    const claims = await this.#verifySignature(token);
    if (claims !== undefined) this.#remember(hash, claims);
    return claims;
  }

  async #verifySignature(token: string): Promise<AccessTokenClaims | undefined> {
    try {
      const key = await this.#keyOf(token);
      if (key === undefined) return undefined;
      const { alg = '' } = decodeProtectedHeader(token);
      const { payload } = await jwtVerify(token, key, {
        algorithms: [alg],
        typ: 'at+jwt',
        currentDate: new Date(this.#clock()),
        requiredClaims: ['iss', 'sub', 'aud', 'exp', 'iat', 'jti'],
      });
      return readClaims(payload);
    } catch (thrown) {
      // That the keys cannot be read now says nothing of the token.
      if (isLatchkeyError(thrown)) throw thrown;
      return undefined;
    }
  }

  /** The key it names; of one that is not known here, another instance may have begun to sign. */
  async #keyOf(token: string): Promise<CryptoKey | undefined> {
    const { kid, alg } = decodeProtectedHeader(token);
    if (kid === undefined || alg === undefined) return undefined;
    const known = this.#keyring.verificationKey(kid, alg);
    if (known !== undefined || !this.#shared || alg !== SHARED_ALGORITHM) return known;
    await this.#keyring.reload();
    return this.#keyring.verificationKey(kid, alg);
  }

  #remember(hash: string, claims: AccessTokenClaims): void {
    if (this.#verified.size >= REMEMBERED) {
      const oldest = this.#verified.keys().next().value;
      if (oldest !== undefined) this.#verified.delete(oldest);
    }
    this.#verified.set(hash, claims);
  }
}

function readClaims(payload: JWTPayload): AccessTokenClaims | undefined {
  const { iss, aud, exp, jti, client_id: clientId, grant_id: grantId, scope } = payload;
  if (typeof iss !== 'string' || typeof aud !== 'string' || typeof exp !== 'number') {
    return undefined;
  }
  if (typeof clientId !== 'string' || typeof jti !== 'string' || typeof scope !== 'string') {
    return undefined;
  }
  if (grantId !== undefined && typeof grantId !== 'string') return undefined;
  return {
    issuer: iss,
    audience: aud,
    clientId,
    ...(grantId !== undefined && { grantId }),
    id: jti,
    scope: scope.split(' ').filter((one) => one !== ''),
    expiresAt: exp * 1_000,
  };
}

import type { JWTPayload } from 'jose';

/** Types under which access tokens come; a JWT without one is an older issuer's (RFC 9068 section 4). */
const TYPES = ['jwt', 'at+jwt', 'application/at+jwt'];

/** Claims by which an ID token is told apart: one proves a sign-in elsewhere and opens nothing. */
const ID_TOKEN_CLAIMS = ['nonce', 'at_hash', 'c_hash'];

/** Whether a JWT says of itself that it is an access token, or at least nothing else. */
export function isAccessToken(typ: unknown, payload: JWTPayload): boolean {
  if (ID_TOKEN_CLAIMS.some((claim) => payload[claim] !== undefined)) return false;
  return typ === undefined || (typeof typ === 'string' && TYPES.includes(typ.toLowerCase()));
}

/**
 * Who the token is about: `sub`, or the client where a client speaks for itself (some issuers leave
 * `sub` out of client_credentials tokens). Undefined when it does not say.
 */
export function subjectOf(payload: JWTPayload): string | undefined {
  return [payload.sub, payload.client_id, payload.azp].find(isName);
}

/**
 * The scopes in a token, by the issuer's names: `scope` as text (RFC 9068 section 2.2.3), `scp` as
 * text or list, and Authentik's top-level booleans, whose names have a colon, so that
 * `email_verified` is none.
 */
export function scopesIn(payload: JWTPayload): readonly string[] {
  const flags = Object.entries(payload)
    .filter(([name, value]) => value === true && name.includes(':'))
    .map(([name]) => name);
  return [...words(payload.scope), ...words(payload.scp), ...flags];
}

function words(value: unknown): readonly string[] {
  const parts: unknown[] = Array.isArray(value) ? value : [value];
  return parts.flatMap((part) => (typeof part === 'string' ? part.split(/\s+/) : []));
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= 256;
}

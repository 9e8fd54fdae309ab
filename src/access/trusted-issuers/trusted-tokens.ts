import { type CryptoKey, decodeJwt, decodeProtectedHeader, type JWTPayload, jwtVerify } from 'jose';
import type { TrustedIssuer } from '../../config/config.ts';
import { inSeconds, SECOND } from '../../core/clock.ts';
import { covers, HOME_CONFIGURE } from '../../policy/scopes.ts';
import type { Machines } from '../machines.ts';
import type { Prover } from '../prover.ts';
import { isAccessToken, scopesIn, subjectOf } from './claims.ts';
import { KnownIssuers, type KnownIssuersDependencies } from './known-issuers.ts';

const LONGEST_TOKEN = 8_192;
/** How far an issuer's clock may be from ours. */
const SKEW = 10 * SECOND;

export interface TrustedTokensDependencies extends KnownIssuersDependencies {
  readonly machines: Machines;
}

/**
 * JWTs of issuers that the operator trusts (RFC 9068 section 4, RFC 8725): signed with one of the
 * issuer's keys by an algorithm it was allowed, for us by `aud`, unexpired, and an access token.
 * Whoever it is about becomes a machine with what the token and the operator both grant.
 */
export function trustedTokens(deps: TrustedTokensDependencies): Prover {
  const trusted = new KnownIssuers(deps);
  return async (token) => {
    const claimed = readClaimed(token);
    const known = claimed && (await trusted.find(claimed.iss));
    if (known === undefined || claimed === undefined) return undefined;
    const { issuer, keys, madeId } = known;
    if (!issuer.algorithms.includes(claimed.alg)) return undefined;

    const found = await keys.find(claimed.kid, claimed.alg);
    if (found.status === 'none') return undefined;
    if (found.status === 'unavailable') {
      return {
        status: 'unavailable',
        description: `JWT validator not configured: the keys of ${issuer.name} cannot be read; try again`,
      };
    }
    const proven = await verify(token, found.key, issuer, deps.clock());
    if (proven === undefined) return undefined;
    const machine = {
      name: `${issuer.name}:${proven.subject}`,
      scope: issuer.scope,
      actAs: issuer.actAs,
      madeId,
    };
    const principal = await deps.machines.principal(machine, proven.expiresAt);
    const scope = proven.scope.filter((one) => covers(principal.scope, [one]));
    return { status: 'known', principal: { ...principal, scope } };
  };
}

interface Claimed {
  readonly iss: string;
  readonly kid: string;
  readonly alg: string;
}

/** What a token says of itself, to find the key with; nothing of it is proven. */
function readClaimed(token: string): Claimed | undefined {
  if (token.length > LONGEST_TOKEN) return undefined;
  try {
    const { kid, alg } = decodeProtectedHeader(token);
    const iss: unknown = decodeJwt(token).iss;
    const named = typeof kid === 'string' && typeof alg === 'string' && typeof iss === 'string';
    return named ? { iss, kid, alg } : undefined;
  } catch {
    return undefined;
  }
}

interface ProvenToken {
  readonly subject: string;
  readonly scope: readonly string[];
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

async function verify(
  token: string,
  key: CryptoKey,
  issuer: TrustedIssuer,
  now: number,
): Promise<ProvenToken | undefined> {
  try {
    const { payload, protectedHeader } = await jwtVerify(token, key, {
      algorithms: [...issuer.algorithms],
      issuer: issuer.issuer,
      audience: [...issuer.audience],
      requiredClaims: ['exp'],
      clockTolerance: inSeconds(SKEW),
      currentDate: new Date(now),
    });
    const subject = subjectOf(payload);
    if (payload.exp === undefined || subject === undefined) return undefined;
    if (!isAccessToken(protectedHeader.typ, payload)) return undefined;
    return { subject, scope: ourScopes(payload, issuer), expiresAt: payload.exp * SECOND };
  } catch {
    return undefined;
  }
}

/** The token's scopes by our names; never one that only a person may have. */
function ourScopes(payload: JWTPayload, { scopeMap }: TrustedIssuer): readonly string[] {
  const ours = scopesIn(payload).flatMap((theirs) =>
    Object.hasOwn(scopeMap, theirs) ? (scopeMap[theirs] ?? []) : [theirs],
  );
  return [...new Set(ours)].filter((one) => one !== HOME_CONFIGURE);
}

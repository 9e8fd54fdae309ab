import { createLocalJWKSet, decodeJwt, errors, type JWTPayload, jwtVerify } from 'jose';
import { inSeconds, MINUTE, SECOND } from '../../core/clock.ts';
import { ok, type Result, refused } from '../../core/result.ts';
import { tokenHash } from '../../keys/token-hash.ts';
import type { FrontDoor } from '../../net/front-doors.ts';
import { type OAuthRefusal, refusal } from '../../oauth/oauth-error.ts';
import type { Client, PublicKey } from '../../store/contract.ts';
import type { AuthenticationMethod, ProofDependencies } from './method.ts';

/** Signatures we accept: asymmetric ones only, so that a public key is never taken for a secret. */
export const ASSERTION_ALGORITHMS = ['ES256', 'ES384', 'RS256', 'PS256', 'EdDSA'] as const;

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const LONGEST_LIFE = 5 * MINUTE;
/** How far a client's clock may be from ours. */
const SKEW = 30 * SECOND;
const LONGEST_JTI = 256;

/**
 * A JWT that the client signed with its own key (RFC 7523 sections 2.2 and 3): for us, from itself
 * about itself, soon over, and used once.
 */
export const privateKeyJwt: AuthenticationMethod = {
  name: 'private_key_jwt',
  read({ parameters, door }) {
    const { client_assertion: assertion, client_assertion_type: type } = parameters;
    if (assertion === undefined) return undefined;
    if (type !== ASSERTION_TYPE) return wrong(`client_assertion_type must be ${ASSERTION_TYPE}`);
    const clientId = claimedBy(assertion);
    if (clientId === undefined) return wrong('client_assertion is not a JWT with a sub');
    return ok({
      clientId,
      fits: (client) => client.authMethod === 'private_key_jwt',
      fault: async (client, deps) => {
        const checked = await check(assertion, client, door, deps);
        return checked.ok ? undefined : checked.error;
      },
    });
  },
};

/** Who the assertion says it is from; nothing of it is proven yet. */
function claimedBy(assertion: string): string | undefined {
  try {
    const sub: unknown = decodeJwt(assertion).sub;
    return typeof sub === 'string' && sub !== '' ? sub : undefined;
  } catch {
    return undefined;
  }
}

async function check(
  assertion: string,
  client: Client,
  door: FrontDoor,
  deps: ProofDependencies,
): Promise<Result<undefined, OAuthRefusal>> {
  const keys = await deps.keys.of(client);
  if (!keys.ok) return keys;
  let verified = await verify(assertion, client.id, keys.value, deps.clock());
  if (!verified.ok && verified.error === 'unknown_key') {
    const renewed = await deps.keys.renewed(client);
    if (!renewed.ok) return renewed;
    verified = await verify(assertion, client.id, renewed.value, deps.clock());
  }
  if (!verified.ok) return wrong(FAULTS[verified.error]);

  const { aud, exp = 0, jti } = verified.value;
  if (!isForUs(aud, door)) return wrong('client_assertion is for another server: check its aud');
  if (exp * SECOND > deps.clock() + LONGEST_LIFE + SKEW) {
    return wrong('client_assertion must expire within 5 minutes');
  }
  if (typeof jti !== 'string' || jti === '' || jti.length > LONGEST_JTI) {
    return wrong('client_assertion needs a jti of at most 256 characters');
  }
  const first = await deps.store.claim(
    'client_assertion',
    tokenHash(`${client.id} ${jti}`),
    Math.ceil(exp * SECOND) + SKEW,
    deps.clock(),
  );
  return first ? ok(undefined) : wrong('client_assertion was used before; sign a new one');
}

type AssertionFault = 'unknown_key' | 'several_keys' | 'out_of_time' | 'malformed';

const FAULTS: Readonly<Record<AssertionFault, string>> = {
  unknown_key: 'client_assertion is signed with a key that this client does not publish',
  several_keys: 'client_assertion must name its key with kid',
  out_of_time: 'client_assertion has expired or is not valid yet; check the clock',
  malformed: `client_assertion does not hold: it needs iss and sub of this client, exp, jti and a signature by ${ASSERTION_ALGORITHMS.join(', ')}`,
};

async function verify(
  assertion: string,
  clientId: string,
  keys: readonly PublicKey[],
  now: number,
): Promise<Result<JWTPayload, AssertionFault>> {
  try {
    const { payload } = await jwtVerify(assertion, createLocalJWKSet({ keys: [...keys] }), {
      algorithms: [...ASSERTION_ALGORITHMS],
      issuer: clientId,
      subject: clientId,
      requiredClaims: ['exp', 'aud', 'jti'],
      clockTolerance: inSeconds(SKEW),
      currentDate: new Date(now),
    });
    return ok(payload);
  } catch (error) {
    if (error instanceof errors.JWKSNoMatchingKey) return refused('unknown_key');
    if (error instanceof errors.JWKSMultipleMatchingKeys) return refused('several_keys');
    const inTime =
      !(error instanceof errors.JWTExpired) &&
      !(error instanceof errors.JWTClaimValidationFailed && error.claim === 'nbf');
    return refused(inTime ? 'malformed' : 'out_of_time');
  }
}

/** The issuer or the token endpoint, as clients of both opinions send it, and nobody else's besides. */
function isForUs(aud: string | readonly string[] | undefined, { issuer }: FrontDoor): boolean {
  const ours = [issuer, `${issuer}/`, `${issuer}/token`, `${issuer}/oauth/token`];
  const named = typeof aud === 'string' ? [aud] : (aud ?? []);
  return named.length > 0 && named.every((one) => ours.includes(one));
}

function wrong(description: string): Result<never, OAuthRefusal> {
  return refused(refusal('invalid_client', description));
}

import { randomId } from '../../core/ids.ts';
import { ok, type Result, refused } from '../../core/result.ts';
import { openAnswer, sealAnswer } from '../../keys/sealed-answer.ts';
import { tokenHash } from '../../keys/token-hash.ts';
import { frontDoor } from '../../net/front-doors.ts';
import { scopeNow } from '../../people/scope-now.ts';
import { covers, formatScope, intersect, parseScope, withinGrant } from '../../policy/scopes.ts';
import type { Client, Grant, Store } from '../../store/contract.ts';
import { type OAuthRefusal, refusal } from '../oauth-error.ts';
import type { Parameters } from '../parameters.ts';
import { resourceOf } from '../resource.ts';
import { mintAccessToken, type TokenMint, tokenAnswer } from './access-token.ts';

export interface RefreshGrantDependencies extends TokenMint {
  readonly store: Store;
  readonly refreshGraceMs: number;
  /** What can be granted at all, now: upstreams come and go. */
  readonly supported: () => readonly string[];
}

/**
 * The refresh_token grant with rotation (OAuth 2.1 section 4.3). The same request inside the grace
 * window gets the same answer, since clients refresh in parallel; a repeat after it means the token
 * is in two hands, and ends the family. Every dead token is `invalid_grant`: clients that meet any
 * other code get stuck.
 *
 * @returns the answer's JSON text.
 */
export async function refreshGrant(
  parameters: Parameters,
  client: Client,
  deps: RefreshGrantDependencies,
): Promise<Result<string, OAuthRefusal>> {
  const presented = parameters.refresh_token;
  if (presented === undefined) {
    return refused(refusal('invalid_request', 'refresh_token is missing'));
  }
  const hash = tokenHash(presented);
  const known = await deps.store.refreshToken(hash);
  const grant = known === undefined ? undefined : await deps.store.grant(known.grantId);
  if (grant === undefined || grant.clientId !== client.id) return dead();

  const scope = scopeFor(parameters.scope, grant, deps.supported());
  if (!scope.ok) return scope;
  const resource = resourceOf(parameters.resource, frontDoor(grant.issuer));
  if (!resource.ok || resource.value !== grant.resource) {
    return refused(
      refusal('invalid_target', 'resource differs from the one that was granted', 'resource'),
    );
  }

  const now = deps.clock();
  const next = randomId(deps.random);
  const given = await scopeNow(scope.value.left, grant, deps.store);
  const accessToken = mintAccessToken(grant, given, deps);
  const answer = JSON.stringify(tokenAnswer(accessToken, given, next, deps));
  const rotated = await deps.store.rotateRefresh(
    hash,
    {
      refresh: {
        hash: tokenHash(next),
        grantId: grant.id,
        createdAt: now,
        expiresAt: now + deps.refreshTokenMs,
      },
      answer: sealAnswer(presented, answer),
      parameters: formatScope(scope.value.asked),
    },
    deps.refreshGraceMs,
    now,
  );
  if (rotated.status === 'rotated') return ok(answer);
  if (rotated.status === 'replay') return ok(openAnswer(presented, rotated.answer));
  return dead();
}

/**
 * A refresh may narrow what was granted for one token, never widen it (RFC 6749 section 6). Of what
 * an administrator took away meanwhile, a client may go on asking for it and is given what is left:
 * a refusal would get it stuck.
 */
function scopeFor(
  asked: string | undefined,
  grant: Grant,
  supported: readonly string[],
): Result<{ readonly asked: readonly string[]; readonly left: readonly string[] }, OAuthRefusal> {
  const whole = grant.givenScope ?? grant.scope;
  const wanted = intersect(parseScope(asked), supported);
  if (wanted.length === 0) return ok({ asked: whole, left: grant.scope });
  const left = withinGrant(wanted, grant.scope);
  return covers(whole, wanted) && left.length > 0
    ? ok({ asked: wanted, left })
    : refused(refusal('invalid_scope', 'scope is wider than what was granted'));
}

function dead(): Result<never, OAuthRefusal> {
  return refused(
    refusal(
      'invalid_grant',
      'the refresh token is no longer valid; sign in again',
      'refresh_token',
    ),
  );
}

import { setTimeout as pause } from 'node:timers/promises';
import { MINUTE } from '../../core/clock.ts';
import { randomId } from '../../core/ids.ts';
import { ok, type Result, refused } from '../../core/result.ts';
import { openAnswer, sealAnswer } from '../../keys/sealed-answer.ts';
import { tokenHash } from '../../keys/token-hash.ts';
import type { AuthorizationCode, Client, Grant, Store } from '../../store/contract.ts';
import { type OAuthRefusal, refusal } from '../oauth-error.ts';
import type { Parameters } from '../parameters.ts';
import { mintAccessToken, type TokenMint, tokenAnswer } from './access-token.ts';
import { notExpired } from './code-rules/not-expired.ts';
import { rightVerifier } from './code-rules/right-verifier.ts';
import type { CodeRule } from './code-rules/rule.ts';
import { sameClient } from './code-rules/same-client.ts';
import { sameRedirect } from './code-rules/same-redirect.ts';
import { sameResource } from './code-rules/same-resource.ts';
import type { Overlaps } from './overlaps.ts';

/** Every one must hold before a code is spent, so a stranger's guess never burns one. */
const RULES: readonly CodeRule[] = [
  sameClient,
  notExpired,
  sameRedirect,
  rightVerifier,
  sameResource,
];

/**
 * How long an answer is held back, in milliseconds. Whoever asks within this time of the first
 * cannot have seen its answer, so it is one client in a hurry and no replay; this also holds in
 * another process on the same data, which knows of the first only when it spent the code.
 */
const HELD_BACK_MS = 100;

/** No request takes longer than this, in milliseconds: beyond it the clock was set back meanwhile. */
const LONGEST_REQUEST_MS = MINUTE;

export interface CodeGrantDependencies extends TokenMint {
  readonly store: Store;
  readonly overlaps: Overlaps;
}

/**
 * The authorization_code grant (OAuth 2.1 section 4.1.3). A code is spent once. Requests that
 * overlap in time get the one answer, to the letter; a later repeat is a replay and ends the grant.
 *
 * @returns the answer's JSON text.
 */
export async function redeemCode(
  parameters: Parameters,
  client: Client,
  arrivedAt: number,
  deps: CodeGrantDependencies,
): Promise<Result<string, OAuthRefusal>> {
  const presented = parameters.code;
  if (presented === undefined) return refused(refusal('invalid_request', 'code is missing'));
  const hash = tokenHash(presented);
  return deps.overlaps.during(hash, async () => {
    const code = await deps.store.code(hash);
    if (code === undefined) return unknownCode();

    const now = deps.clock();
    for (const rule of RULES) {
      const broken = rule({ code, client, parameters, now });
      if (broken !== undefined) return refused(broken);
    }

    const refreshToken = client.grantTypes.includes('refresh_token')
      ? randomId(deps.random)
      : undefined;
    const grant = grantFor(code, now);
    const accessToken = mintAccessToken(grant, grant.scope, deps);
    const answer = JSON.stringify(tokenAnswer(accessToken, grant.scope, refreshToken, deps));
    const redeemed = await deps.store.redeemCode(
      hash,
      {
        grant,
        answer: sealAnswer(presented, answer),
        ...(refreshToken !== undefined && {
          refresh: {
            hash: tokenHash(refreshToken),
            grantId: grant.id,
            createdAt: now,
            expiresAt: now + deps.refreshTokenMs,
          },
        }),
      },
      now,
    );
    if (redeemed.status === 'redeemed') {
      await pause(HELD_BACK_MS);
      return ok(answer);
    }
    if (redeemed.status === 'unknown') return unknownCode();
    if (atOnce(redeemed.spentAt, arrivedAt) || deps.overlaps.overlapped(hash)) {
      await pause(HELD_BACK_MS);
      return ok(openAnswer(presented, redeemed.answer));
    }
    await deps.store.endGrant(code.grantId, 'code_replayed', now);
    return refused(
      refusal('invalid_grant', 'the code was used before; sign in again', 'code_used'),
    );
  });
}

/** Whether a request cannot have seen the answer to the one that spent its code. */
function atOnce(spentAt: number, arrivedAt: number): boolean {
  return arrivedAt < spentAt + HELD_BACK_MS && spentAt < arrivedAt + LONGEST_REQUEST_MS;
}

function grantFor(code: AuthorizationCode, now: number): Grant {
  return {
    id: code.grantId,
    clientId: code.request.clientId,
    home: code.home,
    personId: code.personId,
    credentialId: code.credentialId,
    issuer: code.request.issuer,
    resource: code.request.resource,
    scope: code.scope,
    createdAt: now,
    lastUsedAt: now,
  };
}

function unknownCode(): Result<never, OAuthRefusal> {
  return refused(refusal('invalid_grant', 'the code is unknown or has expired', 'code_unknown'));
}

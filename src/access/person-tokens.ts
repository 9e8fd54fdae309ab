import { scopeNow } from '../people/scope-now.ts';
import type { Store } from '../store/contract.ts';
import type { AccessTokens } from './access-tokens.ts';
import type { Prover } from './prover.ts';

/**
 * Access tokens of ours that a person's consent stands behind (RFC 9068 section 4): for this door,
 * their grant still alive, and of its scope what the person may do today.
 */
export function personTokens(deps: {
  readonly tokens: AccessTokens;
  readonly store: Pick<Store, 'grant' | 'person'>;
}): Prover {
  return async (token, door) => {
    const claims = await deps.tokens.verify(token);
    if (claims?.issuer !== door.issuer || claims.audience !== door.resource) return undefined;
    if (claims.grantId === undefined) return undefined;

    const grant = await deps.store.grant(claims.grantId);
    if (grant === undefined || grant.endedAt !== undefined || grant.clientId !== claims.clientId) {
      return undefined;
    }
    return {
      status: 'known',
      principal: {
        kind: 'person',
        grantId: grant.id,
        clientId: grant.clientId,
        home: grant.home,
        personId: grant.personId,
        credentialId: grant.credentialId,
        scope: await scopeNow(claims.scope, grant, deps.store),
        ...(grant.pausedAt !== undefined && { paused: true }),
        expiresAt: claims.expiresAt,
      },
    };
  };
}

import type { Principal } from '../access/principal.ts';
import { scopeNow } from '../people/scope-now.ts';
import { covers } from '../policy/scopes.ts';
import type { Store } from '../store/contract.ts';

/**
 * Whether a principal may do now what it was let do when its call came in: while a person was asked,
 * an administrator may have ended, paused or lowered what it stands on. A machine stands on no grant.
 */
export async function stillGranted(
  principal: Principal,
  scope: string,
  store: Pick<Store, 'grant' | 'person'>,
): Promise<boolean> {
  if (principal.kind === 'machine') return true;
  const grant = await store.grant(principal.grantId);
  if (grant === undefined || grant.endedAt !== undefined || grant.pausedAt !== undefined) {
    return false;
  }
  return covers(await scopeNow(grant.scope, grant, store), [scope]);
}

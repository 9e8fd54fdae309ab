import { HOME_CONFIGURE, withinGrant, withoutConfigure } from '../policy/scopes.ts';
import type { Grant, Store } from '../store/contract.ts';

/**
 * What is left today of a scope that a token says: only what its grant still gives, since an
 * administrator may have taken some of it away, and `home:configure` only for those who are
 * administrators of the home now, whatever they were when they gave it.
 */
export async function scopeNow(
  said: readonly string[],
  grant: Pick<Grant, 'home' | 'personId' | 'scope'>,
  store: Pick<Store, 'person'>,
): Promise<readonly string[]> {
  const scope = withinGrant(said, grant.scope);
  if (!scope.includes(HOME_CONFIGURE)) return scope;
  const person = await store.person(grant.home, grant.personId);
  return person?.administrator === true ? scope : withoutConfigure(scope);
}

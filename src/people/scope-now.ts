import { HOME_CONFIGURE, withoutConfigure } from '../policy/scopes.ts';
import type { Grant, Store } from '../store/contract.ts';

/**
 * What is left today of a scope that a grant gave: `home:configure` is for those who are
 * administrators of the home now, whatever they were when they gave it.
 */
export async function scopeNow(
  scope: readonly string[],
  grant: Pick<Grant, 'home' | 'personId'>,
  store: Pick<Store, 'person'>,
): Promise<readonly string[]> {
  if (!scope.includes(HOME_CONFIGURE)) return scope;
  const person = await store.person(grant.home, grant.personId);
  return person?.administrator === true ? scope : withoutConfigure(scope);
}

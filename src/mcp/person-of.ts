import { accountOf, type Principal } from '../access/principal.ts';
import type { Store } from '../store/contract.ts';
import type { PersonName } from '../upstreams/identities.ts';

/** The person a principal acts as, by the name they have now. */
export async function personOf(
  principal: Principal,
  store: Pick<Store, 'person'>,
): Promise<PersonName | undefined> {
  const account = accountOf(principal);
  if (!account.ok || account.value.person === undefined) return undefined;
  const { home, person } = account.value;
  const known = await store.person(home, person.id);
  return { home, id: person.id, name: known?.name ?? person.id };
}

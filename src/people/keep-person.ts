import type { Clock } from '../core/clock.ts';
import type { HomeUser } from '../home/user.ts';
import type { Store } from '../store/contract.ts';

export interface KeepPersonDependencies {
  readonly store: Pick<Store, 'person' | 'putPerson'>;
  readonly clock: Clock;
}

/**
 * Keeps what a home says of one of its people now, if that is news: who was made an administrator
 * or is none any more. Somebody who never signed in here is not made known by it.
 */
export async function keepPerson(
  home: string,
  user: HomeUser,
  deps: KeepPersonDependencies,
): Promise<void> {
  const { id, name, administrator } = user;
  const known = await deps.store.person(home, id);
  if (known === undefined) return;
  if (known.name === name && known.administrator === administrator) return;
  await deps.store.putPerson({ home, id, name, administrator, seenAt: deps.clock() });
}

import type { Store } from '../../store/contract.ts';

/** Somebody as whom a machine can act. */
export interface PersonToActAs {
  /** `id@home`, as a machine keeps it. */
  readonly actAs: string;
  readonly name: string;
  readonly home: string;
  readonly administrator: boolean;
}

/** Everybody who is signed in now, by name: only their own sign-in can open the home for a machine. */
export async function peopleToActAs(
  store: Pick<Store, 'grants' | 'person'>,
): Promise<readonly PersonToActAs[]> {
  const found = new Map<string, PersonToActAs>();
  for (const { home, personId, endedAt } of await store.grants()) {
    const actAs = `${personId}@${home}`;
    if (endedAt !== undefined || found.has(actAs)) continue;
    const person = await store.person(home, personId);
    if (person === undefined) continue;
    const { name, administrator } = person;
    found.set(actAs, { actAs, name: name || personId, home, administrator });
  }
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

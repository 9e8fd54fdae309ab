import type { Gateway } from './gateway.ts';
import type { PersonName } from './identities.ts';
import type { Shelf } from './shelf.ts';

/** Who asks, looked up only where it matters; undefined for one who is nobody in particular. */
export type WhoAsks = (() => Promise<PersonName | undefined>) | undefined;

/** The shelf that somebody's requests go through. */
export type OwnShelf = (shelf: Shelf, person: WhoAsks) => Promise<Shelf>;

/** A person's own shelf where people sign in for themselves, else the household's. */
export function ownShelves(gateway: Pick<Gateway, 'shelfFor' | 'isPerPerson'>): OwnShelf {
  return async (shelf, person) => {
    const { name } = shelf.upstream;
    if (!gateway.isPerPerson(name)) return shelf;
    return (await gateway.shelfFor(name, await person?.())) ?? shelf;
  };
}

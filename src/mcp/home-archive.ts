import type { Account } from '../access/principal.ts';
import type { Clock } from '../core/clock.ts';
import { type Random, randomId } from '../core/ids.ts';
import type { Store, Version } from '../store/contract.ts';
import type { Archive, KeptVersion } from '../tools/archive.ts';
import { ToolError } from '../tools/errors.ts';

/** Twenty changes back is further than anybody remembers; a home's total bounds the database. */
const LIMITS = { perThing: 20, perHome: 2_000, charactersPerHome: 16 * 1_024 * 1_024 };

/** The largest state that is kept, in bytes of JSON; the longest automations have a tenth of it. */
const LARGEST = 256 * 1_024;

const ID_BYTES = 9;

export interface ArchiveDependencies {
  readonly store: Pick<Store, 'keepVersion' | 'version' | 'versions'>;
  readonly clock: Clock;
  readonly random: Random;
}

/**
 * The archive of an account's home in the store. A state that is too large to keep is a ToolError,
 * so that a tool that keeps before it changes leaves it as it is.
 */
export function homeArchive(
  { home, person }: Pick<Account, 'home' | 'person'>,
  { store, clock, random }: ArchiveDependencies,
): Archive {
  return {
    async keep(kind, thing, content) {
      const json = JSON.stringify(content);
      if (Buffer.byteLength(json) > LARGEST) {
        throw new ToolError(
          `The ${kind} ${thing} is too large to keep a copy of (more than ${LARGEST / 1_024} KiB), so nothing was changed. Change it in Home Assistant itself.`,
        );
      }
      return store.keepVersion(
        {
          id: randomId(random, ID_BYTES),
          home,
          kind,
          thing,
          at: clock(),
          content: json,
          ...(person !== undefined && { personId: person.id, grantId: person.grantId }),
        },
        LIMITS,
      );
    },
    async versions(kind, thing) {
      return (await store.versions(home, { kind, thing }, LIMITS.perThing)).map(asKept);
    },
    async newest(limit) {
      return (await store.versions(home, {}, limit)).map(asKept);
    },
    async version(id) {
      const found = await store.version(home, id);
      return found && asKept(found);
    },
  };
}

function asKept({ id, at, kind, thing, content }: Version): KeptVersion {
  return { id, at, kind, thing, content: JSON.parse(content) };
}

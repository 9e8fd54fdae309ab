import { type Clock, MINUTE } from '../core/clock.ts';
import { isLatchkeyError, LatchkeyError } from '../core/errors.ts';
import type { Random } from '../core/ids.ts';
import { decrypt, encrypt, type FernetKey, parseKey } from './fernet.ts';
import type { Keeper, KeptState, KeptWhat } from './kept-state.ts';

/** Small texts with a name, which instances share; `Instances.states` of the store is one. */
export interface StateTable {
  readonly where: string;
  read(name: string): Promise<{ readonly version: number; readonly sealed: string } | undefined>;
  /** Writes if it is still of version `from`, 0 for none yet; false when another was faster. */
  write(name: string, from: number, sealed: string): Promise<boolean>;
}

export interface SharedStateOptions {
  readonly table: StateTable;
  /** The operator's Fernet keys, newest first, which every instance has. */
  readonly encryptionKeys: readonly string[];
  readonly clock: Clock;
  readonly random: Random;
}

/**
 * Keeps states in a database that several instances share, sealed with a key that is not in it: whoever
 * has the database alone can sign and open nothing.
 */
export function statesIn(options: SharedStateOptions): Keeper {
  return { open: (what) => openSharedState(what, options), settlesMs: MINUTE };
}

async function openSharedState<T extends object>(
  { name, isState, loss }: KeptWhat<T>,
  { table, encryptionKeys, clock, random }: SharedStateOptions,
): Promise<KeptState<T>> {
  const keys = encryptionKeys.map(parseKey);
  const [newest] = keys;
  if (newest === undefined) throw new Error('shared states need a key of the operator');
  const path = `${table.where}, state ${name},`;
  let version = 0;
  let state: T | undefined;

  /** The name is sealed along, so that one state cannot take another's place. */
  const seal = (next: T) =>
    encrypt(newest, Buffer.from(JSON.stringify({ name, state: next })), clock(), random);

  function opened(sealed: string): T {
    const held = JSON.parse(openWith(keys, sealed, clock(), path)) as Record<string, unknown>;
    if (held.name === name && isState(held.state)) return held.state;
    throw new LatchkeyError(
      'keyring_unreadable',
      `${path} is of another version of Latchkey: update this instance too; or remove the state, and then ${loss}`,
    );
  }

  async function reload(): Promise<void> {
    const row = await table.read(name);
    if (row === undefined || row.version <= version) return;
    state = opened(row.sealed);
    version = row.version;
  }

  /** So that a key which no instance needs any more can be taken off the list. */
  async function sealAnew(): Promise<void> {
    const row = await table.read(name);
    if (row === undefined || state === undefined || isSealedWith(newest as FernetKey, row.sealed)) {
      return;
    }
    if (await table.write(name, row.version, seal(opened(row.sealed)))) await reload();
  }

  await reload();
  await sealAnew();
  return {
    path,
    state: () => state,
    reload,
    async create(first) {
      const created = await table.write(name, 0, seal(first));
      await reload();
      return created;
    },
    async write(next) {
      if (!(await table.write(name, version, seal(next)))) {
        await reload();
        throw new LatchkeyError(
          'store_unavailable',
          'Another instance changed this at the same moment, so nothing was changed here: look, and try again',
        );
      }
      version += 1;
      state = next;
    },
  };
}

function isSealedWith(key: FernetKey, sealed: string): boolean {
  try {
    decrypt([key], sealed, { now: 0 });
    return true;
  } catch {
    return false;
  }
}

function openWith(keys: readonly FernetKey[], sealed: string, now: number, path: string): string {
  try {
    return decrypt(keys, sealed, { now }).toString('utf8');
  } catch (thrown) {
    if (!isLatchkeyError(thrown, 'sealed_unreadable')) throw thrown;
    throw new LatchkeyError(
      'keyring_unreadable',
      `${path} was sealed with another key: give this instance the OAUTH_ENCRYPTION_KEY that the others have`,
      { cause: thrown },
    );
  }
}

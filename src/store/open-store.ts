import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { SECOND } from '../core/clock.ts';
import type { Store } from './contract.ts';
import { makeDataFolder } from './data-folder.ts';
import type { OpenedStore } from './instances.ts';
import { openSqliteStore } from './sqlite.ts';

/** Where things are kept: in a PostgreSQL database where one is named, else in a file of the folder. */
export interface StorePlace {
  readonly dataDir: string;
  readonly databaseUrl?: string;
}

export interface OpenStoreOptions {
  /** Hears of trouble that no caller waits for: touches or audit events that could not be written. */
  readonly onError: (trouble: unknown) => void;
  /** Hears, as a sentence, why opening takes so long. */
  readonly onWait: (sentence: string) => void;
}

const FIRST_PAUSE_MS = SECOND / 2;
const LONGEST_PAUSE_MS = 15 * SECOND;

/** The file of a single Latchkey. */
export function fileIn(dataDir: string): string {
  return join(dataDir, 'latchkey.db');
}

/**
 * Opens the store, making the data folder and the tables where they are missing. A database that is
 * not there yet is waited for, as long as that may help. Throws `store_unavailable` or `disk_full`.
 */
export async function openStore(
  place: StorePlace,
  options: OpenStoreOptions,
): Promise<OpenedStore> {
  makeDataFolder(place.dataDir);
  if (place.databaseUrl !== undefined) return openShared(place.databaseUrl, options);
  const path = fileIn(place.dataDir);
  return {
    store: openSqliteStore({ path, onError: options.onError }),
    bytes: async () => sizeOf(path),
  };
}

/** Opens the store only to look at it, beside whoever writes. Throws likewise, and waits for nothing. */
export async function openStoreToRead({ dataDir, databaseUrl }: StorePlace): Promise<Store> {
  if (databaseUrl === undefined) return openSqliteStore({ path: fileIn(dataDir), readOnly: true });
  const { openPostgresToRead } = await import('./postgres.ts');
  return openPostgresToRead({ url: databaseUrl });
}

/** The driver is loaded only here, so that a household without PostgreSQL never pays for it. */
async function openShared(
  url: string,
  { onError, onWait }: OpenStoreOptions,
): Promise<OpenedStore> {
  const [{ openPostgres }, { mayPass }] = await Promise.all([
    import('./postgres.ts'),
    import('./postgres/trouble.ts'),
  ]);
  for (let wait = FIRST_PAUSE_MS; ; wait = Math.min(2 * wait, LONGEST_PAUSE_MS)) {
    try {
      return await openPostgres({ url, onError });
    } catch (thrown) {
      if (!mayPass(thrown)) throw thrown;
      const seconds = Math.ceil(wait / SECOND);
      onWait(`${(thrown as Error).message} Latchkey waits and looks again in ${seconds} s.`);
      await pause(wait);
    }
  }
}

/** A database on the disk, with what SQLite keeps beside it. */
function sizeOf(path: string): number {
  const sizes = ['', '-wal', '-shm'].map(
    (end) => statSync(`${path}${end}`, { throwIfNoEntry: false })?.size ?? 0,
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

import { LatchkeyError } from '../core/errors.ts';
import type { Store } from './contract.ts';
import type { Instances, OpenedStore } from './instances.ts';
import { type Database, openDatabase } from './postgres/database.ts';
import { isCurrent, migrate } from './postgres/migrations/migrate.ts';
import { listenTo } from './postgres/notices.ts';
import { stateTable } from './postgres/states.ts';
import { storeOn } from './postgres/store.ts';
import { answering, asTrouble } from './postgres/trouble.ts';

/** Enough for the requests of one instance; PostgreSQL has a hundred for all of them. */
const CONNECTIONS = 10;

export interface PostgresOptions {
  /** `postgres://user:password@host:port/database`. */
  readonly url: string;
  /** How many connections this instance uses at most, besides one that listens. */
  readonly connections?: number;
  /** Hears of trouble that no caller waits for: touches or audit events that could not be written. */
  readonly onError?: (trouble: unknown) => void;
}

/** The store on PostgreSQL, which several instances share. */
export interface OpenedPostgres extends OpenedStore {
  readonly instances: Instances;
}

const BYTES = `
  select coalesce(sum(pg_total_relation_size(oid)), 0)::bigint as bytes from pg_class
  where relnamespace = 'latchkey'::regnamespace and relkind = 'r'`;

/** The database by name, without user and password. */
function named(url: string): string {
  const parsed = URL.parse(url);
  if (parsed === null) return 'The database of DATABASE_URL';
  const name = decodeURIComponent(parsed.pathname.slice(1));
  return `The PostgreSQL database ${name} at ${parsed.host}`;
}

/**
 * Opens the store in a PostgreSQL database that several instances share, and brings its tables up to
 * date. Throws `store_unavailable` or `disk_full` with a sentence for the operator.
 */
export async function openPostgres(options: PostgresOptions): Promise<OpenedPostgres> {
  const { url, connections = CONNECTIONS } = options;
  const where = named(url);
  const db = await opened(options, connections, (one) => migrate(one, where));
  const notices = listenTo(url, db);
  const answer = answering(where);
  const states = stateTable(db);
  return {
    store: storeOn(db, where, options.onError, notices.stop),
    bytes: () => answer(async () => Number((await db.first(BYTES))?.bytes)),
    instances: {
      ...notices,
      states: {
        where,
        read: (name) => answer(() => states.read(name)),
        write: (name, from, sealed) => answer(() => states.write(name, from, sealed)),
      },
    },
  };
}

/** Opens it only to read, while Latchkey runs or not: nothing is made or migrated. Throws likewise. */
export async function openPostgresToRead(options: PostgresOptions): Promise<Store> {
  const where = named(options.url);
  const db = await opened(options, 1, async (one) => {
    const current = await isCurrent(one);
    if (current) return;
    throw new LatchkeyError(
      'store_unavailable',
      current === undefined
        ? `${where} holds no Latchkey: start one on it first, or name another in DATABASE_URL.`
        : `${where} is of another version of Latchkey: use the command of the one that runs.`,
    );
  });
  return storeOn(db, where, options.onError);
}

async function opened(
  { url }: PostgresOptions,
  connections: number,
  prepare: (db: Database) => Promise<void>,
): Promise<Database> {
  const where = named(url);
  let db: Database | undefined;
  try {
    db = openDatabase(url, connections);
    await prepare(db);
    return db;
  } catch (thrown) {
    await db?.close();
    throw asTrouble(thrown, where);
  }
}

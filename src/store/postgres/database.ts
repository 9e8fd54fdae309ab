import { type ClientBase, Pool, types } from 'pg';
import { SECOND } from '../../core/clock.ts';
import type { Row } from '../rows/row.ts';
import { withNul, withoutNul } from './nul.ts';
import { maySucceedAgain } from './trouble.ts';

/** How long a request waits for the database before it is answered with 503, in milliseconds. */
const PATIENCE_MS = 5 * SECOND;
/** PostgreSQL gives up a little earlier, so that nothing goes on there that nobody waits for. */
const STATEMENT_MS = 4 * SECOND;
const ATTEMPTS = 5;
const INT8 = 20;

type Scalar = string | number | boolean | null;
export type Value = Scalar | readonly Scalar[];

/** Statements on one connection, or on whichever is free. */
export interface Queries {
  all(sql: string, values?: readonly Value[]): Promise<readonly Row[]>;
  first(sql: string, values?: readonly Value[]): Promise<Row | undefined>;
  /** How many rows it changed. */
  run(sql: string, values?: readonly Value[]): Promise<number>;
}

/** An open database, and all that the rest of the driver may do with one. */
export interface Database extends Queries {
  /**
   * Runs several statements as one step: all of them are kept, or none is. A step that another got
   * in the way of is run again, so it must not change anything of ours before it is over.
   */
  atomically<T>(work: (step: Queries) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** What keeps two steps apart that must not run at the same time, in any instance. */
export const LOCKS = {
  schema: 1,
  clients: 2,
  forms: 3,
  machines: 4,
  tools: 5,
  secrets: 6,
  versions: 7,
  audit: 8,
  purge: 9,
} as const;

/** Ours among the locks of a database that others may share: "latc". */
const OURS = 0x6c_61_74_63;

/** Waits for a lock and holds it until the step is over. */
export async function hold(step: Queries, lock: keyof typeof LOCKS): Promise<void> {
  await step.run('select pg_advisory_xact_lock($1, $2)', [OURS, LOCKS[lock]]);
}

const asWritten = (value: Value): Value =>
  typeof value === 'object' && value !== null ? value.map(written) : written(value);

function written(value: Scalar): Scalar {
  return typeof value === 'string' ? withoutNul(value) : value;
}

function asRead(row: Record<string, unknown>): Row {
  for (const [column, value] of Object.entries(row)) {
    if (typeof value === 'string') row[column] = withNul(value);
  }
  return row;
}

function queriesOn(connection: Pool | ClientBase): Queries {
  const ask = (sql: string, values: readonly Value[] = []) =>
    connection.query(sql, values.map(asWritten));
  return {
    all: async (sql, values) => (await ask(sql, values)).rows.map(asRead),
    first: async (sql, values) => {
      const row = (await ask(sql, values)).rows[0];
      return row === undefined ? undefined : asRead(row);
    },
    run: async (sql, values) => (await ask(sql, values)).rowCount ?? 0,
  };
}

/** Connects when first asked; `url` is `postgres://…`. What it throws, `asTrouble` explains. */
export function openDatabase(url: string, connections: number): Database {
  const pool = new Pool({
    connectionString: url,
    max: connections,
    application_name: 'latchkey',
    options: '-c search_path=latchkey -c synchronous_commit=on -c client_min_messages=warning',
    connectionTimeoutMillis: PATIENCE_MS,
    query_timeout: PATIENCE_MS,
    statement_timeout: STATEMENT_MS,
    lock_timeout: STATEMENT_MS,
    idle_in_transaction_session_timeout: 2 * PATIENCE_MS,
    keepAlive: true,
    types: {
      // Times and ids are far below 2^53.
      getTypeParser: (oid, format) =>
        oid === INT8 ? Number : types.getTypeParser(oid as number, format as 'text'),
    },
  });
  // A connection that breaks while nobody uses it is replaced; one in use fails its statement.
  pool.on('error', () => {});
  pool.on('connect', (client) => void client.on('error', () => {}));
  let closing: Promise<void> | undefined;

  async function once<T>(work: (step: Queries) => Promise<T>): Promise<T> {
    const client = await pool.connect();
    let broken = false;
    try {
      await client.query('begin');
      const result = await work(queriesOn(client));
      await client.query('commit');
      return result;
    } catch (thrown) {
      broken = await client.query('rollback').then(
        () => false,
        () => true,
      );
      throw thrown;
    } finally {
      client.release(broken);
    }
  }

  return {
    ...queriesOn(pool),
    async atomically(work) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await once(work);
        } catch (thrown) {
          if (attempt === ATTEMPTS || !maySucceedAgain(thrown)) throw thrown;
        }
      }
    },
    close() {
      closing ??= pool.end();
      return closing;
    },
  };
}

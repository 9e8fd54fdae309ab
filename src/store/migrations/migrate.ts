import type { DatabaseSync } from 'node:sqlite';
import { LatchkeyError } from '../../core/errors.ts';
import { migrations } from './all.ts';

/** The schema a database is at: 0 is empty, more than we have is from a newer Latchkey. */
export function schemaVersion(db: DatabaseSync): number {
  return Number(db.prepare('select user_version from pragma_user_version').get()?.user_version);
}

/**
 * Refuses a database that is not ours to open, before anything is written to it: one of a newer
 * Latchkey, or one that another program made. Throws `store_unavailable`.
 */
export function refuseForeign(db: DatabaseSync, path: string, steps = migrations): void {
  // One statement sees one moment: another process may be making the tables right now.
  const found = db
    .prepare(
      'select user_version, (select count(*) from sqlite_schema) as tables from pragma_user_version',
    )
    .get();
  const version = Number(found?.user_version);
  if (version > steps.length) {
    throw new LatchkeyError(
      'store_unavailable',
      `${path} was written by a newer Latchkey (its schema is ${version}, this one knows ${steps.length}). Update the app again, or restore the backup made before that update.`,
    );
  }
  if (version === 0 && found?.tables !== 0) {
    throw new LatchkeyError(
      'store_unavailable',
      `${path} belongs to another program. Move it away, or name another database file.`,
    );
  }
}

/** Refuses a database that has to be migrated first, for whoever may not. Throws `store_unavailable`. */
export function refuseOlder(db: DatabaseSync, path: string, steps = migrations): void {
  if (schemaVersion(db) === steps.length) return;
  throw new LatchkeyError(
    'store_unavailable',
    `${path} was written by an older Latchkey. Start this one once, so that it is brought up to date.`,
  );
}

/**
 * Brings a database to the newest schema, all steps or none. Two processes may start at once: the
 * second waits and finds nothing left to do.
 */
export function migrate(db: DatabaseSync, path: string, steps = migrations): void {
  if (schemaVersion(db) === steps.length) return;
  db.exec('begin immediate');
  try {
    refuseForeign(db, path, steps);
    for (const step of steps.slice(schemaVersion(db))) db.exec(step);
    db.exec(`pragma user_version = ${steps.length}`);
    db.exec('commit');
  } catch (thrown) {
    if (db.isTransaction) db.exec('rollback');
    throw thrown;
  }
}

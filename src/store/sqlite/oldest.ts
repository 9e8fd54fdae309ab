import type { Database } from './database.ts';

/** By how many rows more than `limit` there are, of those of a table that `which` describes. */
export function countExcess(db: Database, table: string, which: string): (limit: number) => number {
  const count = db.prepare(`select count(*) as count from ${table} where ${which}`);
  return (limit) => Number(count.get()?.count) - limit;
}

/**
 * Deletes that many of the rows that `which` describes, the oldest first and the one that was just
 * kept never, whatever its clock says. Gives how many there were to delete.
 */
export function deleteOldest(
  db: Database,
  table: string,
  which: string,
): (many: number, newest: string) => number {
  // A bound LIMIT has SQLite plan the statement anew each time, which costs more than to run it; of a
  // cast it does not look at the value.
  const remove = db.prepare(`
    delete from ${table} where rowid in (
      select rowid from ${table} where ${which} and id <> :newest
      order by created_at, rowid limit cast(:many as integer))`);
  return (many, newest) => (many > 0 ? Number(remove.run({ newest, many }).changes) : 0);
}

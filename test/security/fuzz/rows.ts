import { DatabaseSync } from 'node:sqlite';

/** How many rows each table of a database has. */
export function countRows(path: string): Record<string, number> {
  const db = new DatabaseSync(path, { readOnly: true });
  try {
    const tables = db
      .prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'")
      .all();
    return Object.fromEntries(
      tables.map(({ name }) => [
        String(name),
        Number(db.prepare(`select count(*) as n from "${name}"`).get()?.n),
      ]),
    );
  } finally {
    db.close();
  }
}

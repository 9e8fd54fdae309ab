import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** How many rows a table of a running Latchkey has, read past everything that could hide one. */
export function countRows(dataDir: string, table: string): number {
  const db = new DatabaseSync(join(dataDir, 'latchkey.db'), { readOnly: true });
  try {
    return Number(db.prepare(`select count(*) as n from ${table}`).get()?.n);
  } finally {
    db.close();
  }
}

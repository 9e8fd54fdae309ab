import { DatabaseSync } from 'node:sqlite';

/**
 * Adds grants with a refresh token each to the database of a Latchkey that runs, all like its first:
 * what ten thousand people would leave there.
 */
export function addGrants(path: string, count: number): void {
  const db = new DatabaseSync(path, { timeout: 5_000 });
  const columnsOf = (table: string, changed: Readonly<Record<string, string>>) =>
    db
      .prepare(`pragma table_info(${table})`)
      .all()
      .map(({ name }) => changed[String(name)] ?? String(name))
      .join(', ');
  const name = "'bench-' || n";
  const numbers = `with recursive numbers(n) as
    (select 1 union all select n + 1 from numbers where n < ${count})`;
  const copies = (table: string, changed: Readonly<Record<string, string>>) => `
    insert into ${table} ${numbers} select ${columnsOf(table, changed)}
    from numbers, (select * from ${table} limit 1)`;
  try {
    db.exec('begin immediate');
    db.exec(copies('grants', { id: name }));
    db.exec(copies('refresh_tokens', { hash: name, grant_id: name }));
    db.exec('commit');
  } finally {
    db.close();
  }
}

import type { SharedStates } from '../instances.ts';
import { integer, text } from '../rows/row.ts';
import type { Queries } from './database.ts';

/** The sealed states that all instances have in common. */
export function stateTable(db: Queries): Omit<SharedStates, 'where'> {
  return {
    async read(name) {
      const row = await db.first('select version, sealed from shared_states where name = $1', [
        name,
      ]);
      return row && { version: integer(row, 'version'), sealed: text(row, 'sealed') };
    },
    async write(name, from, sealed) {
      const sql =
        from === 0
          ? 'insert into shared_states values ($1, $2 + 1, $3) on conflict do nothing'
          : 'update shared_states set version = $2 + 1, sealed = $3 where name = $1 and version = $2';
      return (await db.run(sql, [name, from, sealed])) === 1;
    },
  };
}

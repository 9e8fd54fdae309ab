import { createHash } from 'node:crypto';
import type { Queries } from './database.ts';

const LONGEST = 500;

/** An index takes no text of more than 2.7 kB; a hash stands for what is longer than any of ours. */
function short(name: string): string {
  return name.length <= LONGEST ? name : createHash('sha256').update(name).digest('base64url');
}

/** Names that may be used once until they expire. */
export function claimTable(db: Queries) {
  return {
    async claim(kind: string, name: string, expiresAt: number, now: number): Promise<boolean> {
      const changed = await db.run(
        `insert into claims values ($1, $2, $3)
         on conflict (kind, name) do update set expires_at = excluded.expires_at
         where claims.expires_at <= $4`,
        [kind, short(name), expiresAt, now],
      );
      return changed === 1;
    },
    async claimed(kind: string, name: string, now: number): Promise<boolean> {
      const sql = 'select from claims where kind = $1 and name = $2 and expires_at > $3';
      return (await db.first(sql, [kind, short(name), now])) !== undefined;
    },
  };
}

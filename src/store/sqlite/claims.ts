import type { Database } from './database.ts';

/** Names that may be used once until they expire. */
export function claimTable(db: Database) {
  const claim = db.prepare(`
    insert into claims values (:kind, :name, :expiresAt)
    on conflict (kind, name) do update set expires_at = excluded.expires_at
    where claims.expires_at <= :now`);
  const find = db.prepare('select 1 from claims where kind = ? and name = ? and expires_at > ?');

  return {
    claim: (kind: string, name: string, expiresAt: number, now: number): boolean =>
      claim.run({ kind, name, expiresAt, now }).changes === 1,
    claimed: (kind: string, name: string, now: number): boolean =>
      find.get(kind, name, now) !== undefined,
  };
}

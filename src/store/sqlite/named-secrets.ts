import type { NamedSecret } from '../contract.ts';
import { asSecret } from '../rows/named-secrets.ts';
import type { Database } from './database.ts';

/** The sealed secrets that entries of upstreams name. */
export function namedSecretTable(db: Database) {
  const all = db.prepare('select * from named_secrets order by name');
  const put = db.prepare(`
    insert into named_secrets
    select :name, :sealed, :changedAt
    where (select count(*) from named_secrets where name <> :name) < :limit
    on conflict (name) do update set sealed = excluded.sealed, changed_at = excluded.changed_at`);
  const remove = db.prepare('delete from named_secrets where name = ?');

  return {
    all: (): readonly NamedSecret[] => all.all().map(asSecret),
    put: ({ name, sealed, changedAt }: NamedSecret, limit: number): boolean =>
      put.run({ name, sealed, changedAt, limit }).changes === 1,
    remove: (name: string): boolean => remove.run(name).changes === 1,
  };
}

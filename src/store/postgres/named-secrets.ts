import type { NamedSecret } from '../contract.ts';
import { asSecret } from '../rows/named-secrets.ts';
import { type Database, hold } from './database.ts';

/** The sealed secrets that entries of upstreams name. */
export function namedSecretTable(db: Database) {
  return {
    async all(): Promise<readonly NamedSecret[]> {
      return (await db.all('select * from named_secrets order by name collate "C"')).map(asSecret);
    },
    put: ({ name, sealed, changedAt }: NamedSecret, limit: number): Promise<boolean> =>
      db.atomically(async (step) => {
        await hold(step, 'secrets');
        const changed = await step.run(
          `insert into named_secrets
           select $1, $2, $3::bigint where (select count(*) from named_secrets where name <> $1) < $4
           on conflict (name) do update
             set sealed = excluded.sealed, changed_at = excluded.changed_at`,
          [name, sealed, changedAt, limit],
        );
        return changed === 1;
      }),
    remove: async (name: string): Promise<boolean> =>
      (await db.run('delete from named_secrets where name = $1', [name])) === 1,
  };
}

import type { SignIn } from '../contract.ts';
import { asSignIn } from '../rows/sign-ins.ts';
import type { Queries } from './database.ts';

/** People who are at their home's own login page. */
export function signInTable(db: Queries) {
  return {
    // The form may have made room for others in the meantime; a row without it is of no use.
    async put(signIn: Omit<SignIn, 'takenAt'>): Promise<void> {
      await db.run(
        `insert into sign_ins (id, transaction_id, home, permission, sealed_handle, expires_at)
         select $1, id, $2, $3, $4, $5::bigint from consent_transactions where id = $6
         on conflict (transaction_id) do update set id = excluded.id, home = excluded.home,
           permission = excluded.permission, sealed_handle = excluded.sealed_handle,
           expires_at = excluded.expires_at, taken_at = null`,
        [
          signIn.id,
          signIn.home,
          signIn.permission,
          signIn.sealedHandle,
          signIn.expiresAt,
          signIn.transactionId,
        ],
      );
    },
    async get(id: string, now: number): Promise<SignIn | undefined> {
      const sql = 'select * from sign_ins where id = $1 and expires_at > $2';
      const row = await db.first(sql, [id, now]);
      return row && asSignIn(row);
    },
    take: async (id: string, now: number): Promise<boolean> =>
      (await db.run(
        'update sign_ins set taken_at = $1 where id = $2 and taken_at is null and expires_at > $1',
        [now, id],
      )) === 1,
  };
}

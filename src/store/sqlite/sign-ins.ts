import type { SignIn } from '../contract.ts';
import { asSignIn } from '../rows/sign-ins.ts';
import type { Database } from './database.ts';

/** People who are at their home's own login page. */
export function signInTable(db: Database) {
  // The form may have made room for others in the meantime; a row without it is of no use.
  const put = db.prepare(`
    insert into sign_ins (id, transaction_id, home, permission, sealed_handle, expires_at)
    select :id, id, :home, :permission, :sealedHandle, :expiresAt
    from consent_transactions where id = :transactionId
    on conflict (transaction_id) do update set id = excluded.id, home = excluded.home,
      permission = excluded.permission, sealed_handle = excluded.sealed_handle,
      expires_at = excluded.expires_at, taken_at = null`);
  const get = db.prepare('select * from sign_ins where id = ? and expires_at > ?');
  const take = db.prepare(
    'update sign_ins set taken_at = :now where id = :id and taken_at is null and expires_at > :now',
  );

  return {
    put(signIn: Omit<SignIn, 'takenAt'>): void {
      put.run({
        id: signIn.id,
        transactionId: signIn.transactionId,
        home: signIn.home,
        permission: signIn.permission,
        sealedHandle: signIn.sealedHandle,
        expiresAt: signIn.expiresAt,
      });
    },
    get(id: string, now: number): SignIn | undefined {
      const row = get.get(id, now);
      return row && asSignIn(row);
    },
    take: (id: string, now: number): boolean => take.run({ id, now }).changes === 1,
  };
}

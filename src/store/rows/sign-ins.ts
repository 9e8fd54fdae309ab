import type { SignIn } from '../contract.ts';
import { integer, optionalInteger, type Row, text } from './row.ts';

/** A row of `sign_ins` as its callers see it. */
export function asSignIn(row: Row): SignIn {
  return {
    id: text(row, 'id'),
    transactionId: text(row, 'transaction_id'),
    home: text(row, 'home'),
    permission: text(row, 'permission'),
    sealedHandle: text(row, 'sealed_handle'),
    expiresAt: integer(row, 'expires_at'),
    ...optionalInteger(row, 'taken_at', 'takenAt'),
  };
}

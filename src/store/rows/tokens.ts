import type { RefreshToken } from '../contract.ts';
import { integer, optionalInteger, type Row, text } from './row.ts';

/** A row of `refresh_tokens` as its callers see it. */
export function asRefreshToken(row: Row): RefreshToken {
  return {
    hash: text(row, 'hash'),
    grantId: text(row, 'grant_id'),
    createdAt: integer(row, 'created_at'),
    expiresAt: integer(row, 'expires_at'),
    ...optionalInteger(row, 'grace_ends_at', 'graceEndsAt'),
  };
}

import type { UpstreamSecret, UpstreamSignIn } from '../contract.ts';
import { integer, type Row, text, word } from './row.ts';

const KINDS: readonly UpstreamSecret['kind'][] = ['client', 'tokens'];

/** A row of `upstream_secrets` as its callers see it. */
export function asSecret(row: Row): UpstreamSecret {
  return {
    upstream: text(row, 'upstream'),
    owner: text(row, 'owner'),
    issuer: text(row, 'issuer'),
    kind: word(row, 'kind', KINDS),
    sealed: text(row, 'sealed'),
    updatedAt: integer(row, 'updated_at'),
  };
}

/** A row of `upstream_sign_ins` as its callers see it. */
export function asSignIn(row: Row): UpstreamSignIn {
  return {
    id: text(row, 'id'),
    browserHash: text(row, 'browser_hash'),
    upstream: text(row, 'upstream'),
    owner: text(row, 'owner'),
    issuer: text(row, 'issuer'),
    sealed: text(row, 'sealed'),
    expiresAt: integer(row, 'expires_at'),
  };
}

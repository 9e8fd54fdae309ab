import type { NamedSecret } from '../contract.ts';
import { integer, type Row, text } from './row.ts';

/** A row of `named_secrets` as its callers see it. */
export function asSecret(row: Row): NamedSecret {
  return {
    name: text(row, 'name'),
    sealed: text(row, 'sealed'),
    changedAt: integer(row, 'changed_at'),
  };
}

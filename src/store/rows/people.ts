import type { Credential, Person } from '../contract.ts';
import { integer, type Row, text, word } from './row.ts';

const KINDS: readonly Credential['kind'][] = ['token', 'oauth'];

/** A row of `people` as its callers see it. */
export function asPerson(row: Row): Person {
  return {
    home: text(row, 'home'),
    id: text(row, 'id'),
    name: text(row, 'name'),
    administrator: integer(row, 'administrator') === 1,
    seenAt: integer(row, 'seen_at'),
  };
}

/** A row of `credentials` as its callers see it. */
export function asCredential(row: Row): Credential {
  return {
    id: text(row, 'id'),
    home: text(row, 'home'),
    personId: text(row, 'person_id'),
    kind: word(row, 'kind', KINDS),
    fingerprint: text(row, 'fingerprint'),
    sealed: text(row, 'sealed'),
    createdAt: integer(row, 'created_at'),
  };
}

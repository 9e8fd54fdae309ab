import type { Grant, GrantEnd } from '../contract.ts';
import { integer, list, optionalInteger, optionalText, type Row, text, word } from './row.ts';

const ENDS: readonly GrantEnd[] = [
  'revoked_by_client',
  'code_replayed',
  'refresh_replayed',
  'credential_refused',
  'disconnected',
  'expired',
];

/** A row of `grants` as its callers see it. */
export function asGrant(row: Row): Grant {
  return {
    id: text(row, 'id'),
    clientId: text(row, 'client_id'),
    home: text(row, 'home'),
    personId: text(row, 'person_id'),
    credentialId: text(row, 'credential_id'),
    issuer: text(row, 'issuer'),
    resource: text(row, 'resource'),
    scope: list(row, 'scope'),
    ...(row.given_scope === null ? {} : { givenScope: list(row, 'given_scope') }),
    createdAt: integer(row, 'created_at'),
    lastUsedAt: integer(row, 'last_used_at'),
    ...optionalText(row, 'last_from', 'lastFrom'),
    ...optionalInteger(row, 'paused_at', 'pausedAt'),
    ...optionalInteger(row, 'ended_at', 'endedAt'),
    ...(row.ended_reason === null ? {} : { endedReason: word(row, 'ended_reason', ENDS) }),
  };
}

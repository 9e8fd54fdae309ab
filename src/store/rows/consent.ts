import type { AuthorizationCode, AuthorizationRequest, ConsentTransaction } from '../contract.ts';
import { integer, list, optionalInteger, optionalText, type Row, text } from './row.ts';

function requestOf(row: Row): AuthorizationRequest {
  return JSON.parse(text(row, 'request')) as AuthorizationRequest;
}

/** A row of `consent_transactions` as its callers see it. */
export function asTransaction(row: Row): ConsentTransaction {
  return {
    id: text(row, 'id'),
    request: requestOf(row),
    browserHash: text(row, 'browser_hash'),
    createdAt: integer(row, 'created_at'),
    expiresAt: integer(row, 'expires_at'),
    ...optionalText(row, 'outcome', 'outcome'),
    ...optionalInteger(row, 'finished_at', 'finishedAt'),
  };
}

/** A row of `authorization_codes` as its callers see it. */
export function asCode(row: Row): AuthorizationCode {
  return {
    hash: text(row, 'hash'),
    grantId: text(row, 'grant_id'),
    request: requestOf(row),
    scope: list(row, 'scope'),
    home: text(row, 'home'),
    personId: text(row, 'person_id'),
    credentialId: text(row, 'credential_id'),
    createdAt: integer(row, 'created_at'),
    expiresAt: integer(row, 'expires_at'),
  };
}

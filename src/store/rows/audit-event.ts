import type { AuditEvent } from '../contract.ts';
import { integer, optionalText, type Row, text } from './row.ts';

/** A row of `audit_events` as its callers see it. */
export function asEvent(row: Row): AuditEvent {
  return {
    at: integer(row, 'at'),
    kind: text(row, 'kind'),
    ...optionalText(row, 'home', 'home'),
    ...optionalText(row, 'person_id', 'personId'),
    ...optionalText(row, 'client_id', 'clientId'),
    ...optionalText(row, 'grant_id', 'grantId'),
    ...optionalText(row, 'issuer', 'issuer'),
    outcome: text(row, 'outcome'),
    ...(row.detail === null
      ? {}
      : { detail: JSON.parse(text(row, 'detail')) as NonNullable<AuditEvent['detail']> }),
  };
}

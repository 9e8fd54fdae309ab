import type { Version } from '../contract.ts';
import { integer, optionalText, type Row, text } from './row.ts';

/** A row of `versions` as its callers see it. */
export function asVersion(row: Row): Version {
  return {
    id: text(row, 'id'),
    home: text(row, 'home'),
    kind: text(row, 'kind'),
    thing: text(row, 'thing'),
    at: integer(row, 'at'),
    content: text(row, 'content'),
    ...optionalText(row, 'grant_id', 'grantId'),
    ...optionalText(row, 'person_id', 'personId'),
  };
}

import type { Client, ClientAuthMethod, ClientOrigin, PublicKey } from '../contract.ts';
import { integer, list, optionalInteger, optionalText, type Row, text, word } from './row.ts';

const ORIGINS: readonly ClientOrigin[] = ['dynamic', 'static', 'document', 'made'];
const AUTH_METHODS: readonly ClientAuthMethod[] = [
  'none',
  'client_secret_basic',
  'client_secret_post',
  'private_key_jwt',
];

/** A row of `clients` as its callers see it. */
export function asClient(row: Row): Client {
  return {
    id: text(row, 'id'),
    origin: word(row, 'origin', ORIGINS),
    name: text(row, 'name'),
    redirectUris: list(row, 'redirect_uris'),
    authMethod: word(row, 'auth_method', AUTH_METHODS),
    ...optionalText(row, 'secret_hash', 'secretHash'),
    ...optionalText(row, 'previous_secret_hash', 'previousSecretHash'),
    ...optionalInteger(row, 'previous_secret_ends_at', 'previousSecretEndsAt'),
    ...(row.jwks === null ? {} : { jwks: JSON.parse(text(row, 'jwks')) as PublicKey[] }),
    ...optionalText(row, 'jwks_uri', 'jwksUri'),
    grantTypes: list(row, 'grant_types'),
    ...(row.scope === null ? {} : { scope: list(row, 'scope') }),
    ...optionalText(row, 'client_uri', 'clientUri'),
    ...(row.without_pkce === null ? {} : { withoutPkce: true as const }),
    createdAt: integer(row, 'created_at'),
    ...optionalInteger(row, 'approved_at', 'approvedAt'),
  };
}

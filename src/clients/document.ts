import { ok, type Result, refused } from '../core/result.ts';
import type { Client, ClientAuthMethod } from '../store/contract.ts';
import {
  asFields,
  type Fields,
  readGrantTypes,
  readKeys,
  readName,
  readRedirectUris,
  unsafeLink,
} from './metadata-fields.ts';

/** A client as its document describes it. */
export type DescribedClient = Omit<Client, 'createdAt' | 'approvedAt'>;

const LONGEST_CLIENT_ID = 512;
const MOST_REDIRECT_URIS = 50;
const AUTH_METHODS: readonly ClientAuthMethod[] = ['none', 'private_key_jwt'];
/** A secret in a public document is none, and every server that reads it would share it. */
const SHARED_SECRET_METHODS = ['client_secret_basic', 'client_secret_post', 'client_secret_jwt'];

/** Whether a client_id means a document rather than a registration of ours. */
export function isDocumentId(clientId: string): boolean {
  return /^https:\/\//i.test(clientId);
}

/**
 * Why a client_id cannot be the address of its document, or undefined when it can
 * (draft-ietf-oauth-client-id-metadata-document section 3): https with a path, no fragment, no user
 * information, no dot segments. It must be spelt as it is fetched, so that two spellings are never
 * one client; a query and a port are allowed.
 */
export function documentIdFault(clientId: string): string | undefined {
  if (clientId.length > LONGEST_CLIENT_ID) return 'is longer than 512 characters';
  const url = URL.parse(clientId);
  if (url === null || url.protocol !== 'https:') return 'is not an https URL';
  if (url.username !== '' || url.password !== '') return 'has user information';
  if (clientId.includes('#')) return 'has a fragment';
  if (url.pathname === '/') return 'has no path';
  return url.href === clientId
    ? undefined
    : 'has dot segments, a default port or letters that a URL parser spells differently';
}

/**
 * Reads a Client ID Metadata Document (draft-ietf-oauth-client-id-metadata-document section 4): the
 * fields of RFC 7591, with the address it came from inside and no shared secret anywhere.
 */
export function readClientDocument(
  document: unknown,
  address: string,
): Result<DescribedClient, string> {
  const fields = asFields(document);
  if (fields === undefined) return refused('it is not a JSON object');
  if (fields.client_id !== address) return refused('its client_id is not the address it is at');
  if (typeof fields.client_name !== 'string' || fields.client_name.trim() === '') {
    return refused('client_name is missing');
  }
  const secret = Object.keys(fields).find((name) => name.startsWith('client_secret'));
  if (secret !== undefined) return refused('it holds a client_secret, which anyone could read');

  const redirectUris = readRedirectUris(fields.redirect_uris, MOST_REDIRECT_URIS);
  if (!redirectUris.ok) return redirectUris;
  const authMethod = readAuthMethod(fields);
  if (!authMethod.ok) return authMethod;
  const grantTypes = readGrantTypes(fields.grant_types);
  if (!grantTypes.ok) return grantTypes;
  const link = unsafeLink(fields);
  if (link !== undefined) return refused(`${link} must be an https URL`);
  const keys = readKeys(fields, authMethod.value);
  if (!keys.ok) return keys;

  return ok({
    id: address,
    origin: 'document',
    name: readName(fields.client_name, redirectUris.value),
    redirectUris: redirectUris.value,
    authMethod: authMethod.value,
    grantTypes: grantTypes.value,
    ...(typeof fields.client_uri === 'string' && { clientUri: fields.client_uri }),
    ...keys.value,
  });
}

/**
 * The one method we hold the client to: what it prefers, or else the first it can do that we can.
 * ChatGPT prefers private_key_jwt and lists `none` besides (OpenID Connect RP Metadata Choices); what
 * it prefers and we can do is never traded for something weaker.
 */
function readAuthMethod(fields: Fields): Result<ClientAuthMethod, string> {
  const preferred = fields.token_endpoint_auth_method ?? 'none';
  if (SHARED_SECRET_METHODS.some((one) => one === preferred)) {
    return refused('token_endpoint_auth_method must not be one with a shared secret');
  }
  const others = fields.token_endpoint_auth_methods_supported;
  const able: unknown[] = [preferred, ...(Array.isArray(others) ? others : [])];
  const method = able.flatMap((one) => AUTH_METHODS.find((ours) => ours === one) ?? [])[0];
  return method === undefined
    ? refused(`token_endpoint_auth_method must be one of ${AUTH_METHODS.join(', ')}`)
    : ok(method);
}

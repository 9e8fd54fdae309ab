import { ok, type Result, refused } from '../core/result.ts';
import { type OAuthRefusal, refusal } from '../oauth/oauth-error.ts';
import type { Client, ClientAuthMethod } from '../store/contract.ts';
import {
  asFields,
  readGrantTypes,
  readKeys,
  readName,
  readRedirectUris,
  unsafeLink,
} from './metadata-fields.ts';

const AUTH_METHODS: readonly ClientAuthMethod[] = [
  'none',
  'client_secret_basic',
  'client_secret_post',
  'private_key_jwt',
];
const MOST_REDIRECT_URIS = 10;

/** What a client says of itself, reduced to what we hold to. */
export type ClientMetadata = Pick<
  Client,
  'name' | 'redirectUris' | 'authMethod' | 'grantTypes' | 'clientUri' | 'jwks' | 'jwksUri'
>;

/**
 * Reads the metadata of a dynamic registration (RFC 7591 section 2). Tolerant where real clients
 * differ: unknown fields and scopes are ignored, and one redirect URI we refuse does not sink the
 * others. Strict where it matters: redirect URIs and every URI that a page could link to.
 */
export function readClientMetadata(body: unknown): Result<ClientMetadata, OAuthRefusal> {
  const fields = asFields(body);
  if (fields === undefined) return invalid('the body must be a JSON object');

  const redirectUris = readRedirectUris(fields.redirect_uris, MOST_REDIRECT_URIS);
  if (!redirectUris.ok) return refused(refusal('invalid_redirect_uri', redirectUris.error));

  const method = fields.token_endpoint_auth_method ?? 'none';
  const authMethod = AUTH_METHODS.find((one) => one === method);
  if (authMethod === undefined) {
    return invalid(`token_endpoint_auth_method must be one of ${AUTH_METHODS.join(', ')}`);
  }

  const grantTypes = readGrantTypes(fields.grant_types);
  if (!grantTypes.ok) return invalid(grantTypes.error);
  const link = unsafeLink(fields);
  if (link !== undefined) return invalid(`${link} must be an https URL`);
  const keys = readKeys(fields, authMethod);
  if (!keys.ok) return invalid(keys.error);

  return ok({
    name: readName(fields.client_name, redirectUris.value),
    redirectUris: redirectUris.value,
    authMethod,
    grantTypes: grantTypes.value,
    ...(typeof fields.client_uri === 'string' && { clientUri: fields.client_uri }),
    ...keys.value,
  });
}

/** The registration answer (RFC 7591 section 3.2.1): only what we enforce, and never a null. */
export function registrationAnswer(
  client: Client,
  offeredScope: readonly string[],
  secret: string | undefined,
): Record<string, unknown> {
  return {
    client_id: client.id,
    client_id_issued_at: Math.floor(client.createdAt / 1_000),
    ...(secret !== undefined && { client_secret: secret, client_secret_expires_at: 0 }),
    client_name: client.name,
    redirect_uris: client.redirectUris,
    token_endpoint_auth_method: client.authMethod,
    grant_types: client.grantTypes,
    response_types: ['code'],
    scope: offeredScope.join(' '),
    ...(client.clientUri !== undefined && { client_uri: client.clientUri }),
    ...(client.jwks !== undefined && { jwks: { keys: client.jwks } }),
    ...(client.jwksUri !== undefined && { jwks_uri: client.jwksUri }),
  };
}

function invalid(description: string): Result<never, OAuthRefusal> {
  return refused(refusal('invalid_client_metadata', description));
}

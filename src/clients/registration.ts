import { ok, type Result, refused } from '../core/result.ts';
import { type OAuthRefusal, refusal } from '../oauth/oauth-error.ts';
import type { Client, ClientAuthMethod } from '../store/contract.ts';
import { redirectUriFault } from './redirect-uris.ts';

const AUTH_METHODS: readonly ClientAuthMethod[] = [
  'none',
  'client_secret_basic',
  'client_secret_post',
];
const GRANT_TYPES = ['authorization_code', 'refresh_token'];
const MOST_REDIRECT_URIS = 10;
const LONGEST_NAME = 80;

/** What a registration asked for, reduced to what we hold to. */
export interface ClientMetadata {
  readonly name: string;
  readonly redirectUris: readonly string[];
  readonly authMethod: ClientAuthMethod;
  readonly grantTypes: readonly string[];
  readonly clientUri?: string;
}

/**
 * Reads the metadata of a dynamic registration (RFC 7591 section 2). Tolerant where real clients
 * differ: unknown fields and scopes are ignored, and one redirect URI we refuse does not sink the
 * others. Strict where it matters: redirect URIs and every URI that a page could link to.
 */
export function readClientMetadata(body: unknown): Result<ClientMetadata, OAuthRefusal> {
  if (body === null || typeof body !== 'object' || Array.isArray(body)) {
    return refused(refusal('invalid_client_metadata', 'the body must be a JSON object'));
  }
  const fields = body as Readonly<Record<string, unknown>>;

  const redirectUris = readRedirectUris(fields.redirect_uris);
  if (!redirectUris.ok) return redirectUris;

  const method = fields.token_endpoint_auth_method ?? 'none';
  const authMethod = AUTH_METHODS.find((one) => one === method);
  if (authMethod === undefined) {
    return refused(
      refusal(
        'invalid_client_metadata',
        `token_endpoint_auth_method must be one of ${AUTH_METHODS.join(', ')}`,
      ),
    );
  }

  const grantTypes = readGrantTypes(fields.grant_types);
  if (!grantTypes.ok) return grantTypes;

  for (const name of ['client_uri', 'logo_uri', 'tos_uri', 'policy_uri', 'jwks_uri']) {
    if (isUnsafeLink(fields[name])) {
      return refused(refusal('invalid_client_metadata', `${name} must be an https URL`));
    }
  }

  return ok({
    name: readName(fields.client_name, redirectUris.value),
    redirectUris: redirectUris.value,
    authMethod,
    grantTypes: grantTypes.value,
    ...(typeof fields.client_uri === 'string' && { clientUri: fields.client_uri }),
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
  };
}

function readRedirectUris(value: unknown): Result<readonly string[], OAuthRefusal> {
  if (!Array.isArray(value) || value.length === 0) {
    return refused(refusal('invalid_redirect_uri', 'redirect_uris must be a list of at least one'));
  }
  if (value.length > MOST_REDIRECT_URIS) {
    return refused(
      refusal('invalid_redirect_uri', `redirect_uris has more than ${MOST_REDIRECT_URIS} members`),
    );
  }
  const faults: string[] = [];
  const good = value.filter((uri): uri is string => {
    const fault = typeof uri === 'string' ? redirectUriFault(uri) : 'is not a string';
    if (fault !== undefined) faults.push(fault);
    return fault === undefined;
  });
  if (good.length === 0) {
    return refused(refusal('invalid_redirect_uri', `redirect_uris: each one ${faults[0]}`));
  }
  return ok([...new Set(good)]);
}

function readGrantTypes(value: unknown): Result<readonly string[], OAuthRefusal> {
  if (value === undefined || value === null) return ok(GRANT_TYPES);
  const asked = Array.isArray(value) ? value : [];
  if (!asked.includes('authorization_code')) {
    return refused(
      refusal('invalid_client_metadata', 'grant_types must include authorization_code'),
    );
  }
  return ok(GRANT_TYPES.filter((one) => asked.includes(one)));
}

function isUnsafeLink(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return false;
  if (typeof value !== 'string' || value.length > 512) return true;
  const url = URL.parse(value);
  return url === null || url.protocol !== 'https:' || url.username !== '' || url.password !== '';
}

function readName(value: unknown, redirectUris: readonly string[]): string {
  const name = typeof value === 'string' ? plainText(value) : '';
  return name === '' ? fallbackName(redirectUris) : name;
}

/** A name as a person may safely read it: one line, no marks that reorder or hide text. */
function plainText(value: string): string {
  return value
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, LONGEST_NAME)
    .toWellFormed();
}

function fallbackName(redirectUris: readonly string[]): string {
  return URL.parse(redirectUris[0] ?? '')?.hostname || 'An app without a name';
}

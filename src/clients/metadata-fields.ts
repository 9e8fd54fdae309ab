import { ok, type Result, refused } from '../core/result.ts';
import type { ClientAuthMethod, PublicKey } from '../store/contract.ts';
import { readPublicKeys } from './public-keys.ts';
import { redirectUriFault } from './redirect-uris.ts';

/** The fields that a client describes itself with (RFC 7591 section 2), one reader each. */
export type Fields = Readonly<Record<string, unknown>>;

const GRANT_TYPES = ['authorization_code', 'refresh_token'];
const LONGEST_NAME = 80;
const LONGEST_LINK = 512;
const LINKS = ['client_uri', 'logo_uri', 'tos_uri', 'policy_uri', 'jwks_uri'];

/** The fields of a JSON object; undefined for anything else. */
export function asFields(body: unknown): Fields | undefined {
  return body !== null && typeof body === 'object' && !Array.isArray(body)
    ? (body as Fields)
    : undefined;
}

/** The redirect URIs we accept, each once; one that we refuse does not sink the others. */
export function readRedirectUris(value: unknown, most: number): Result<readonly string[], string> {
  if (!Array.isArray(value) || value.length === 0) {
    return refused('redirect_uris must be a list of at least one');
  }
  if (value.length > most) return refused(`redirect_uris has more than ${most} members`);
  const faults: string[] = [];
  const good = value.filter((uri): uri is string => {
    const fault = typeof uri === 'string' ? redirectUriFault(uri) : 'is not a string';
    if (fault !== undefined) faults.push(fault);
    return fault === undefined;
  });
  if (good.length === 0) return refused(`redirect_uris: each one ${faults[0]}`);
  return ok([...new Set(good)]);
}

/** The grant types we serve out of those asked for; both when nothing is said. */
export function readGrantTypes(value: unknown): Result<readonly string[], string> {
  if (value === undefined || value === null) return ok(GRANT_TYPES);
  const asked = Array.isArray(value) ? value : [];
  return asked.includes('authorization_code')
    ? ok(GRANT_TYPES.filter((one) => asked.includes(one)))
    : refused('grant_types must include authorization_code');
}

/** Keys are given one way (RFC 7591 section 2): in the metadata, or at an address. */
export function readKeys(
  fields: Fields,
  method: ClientAuthMethod,
): Result<{ readonly jwks?: readonly PublicKey[]; readonly jwksUri?: string }, string> {
  if (method !== 'private_key_jwt') return ok({});
  const { jwks, jwks_uri: jwksUri } = fields;
  if (present(jwks) === present(jwksUri)) {
    return refused('private_key_jwt needs either jwks or jwks_uri');
  }
  if (typeof jwksUri === 'string') return ok({ jwksUri });
  const keys = readPublicKeys(jwks);
  return keys.ok ? ok({ jwks: keys.value }) : refused(`jwks ${keys.error}`);
}

/** The name of the first link that is no https URL, so that no page of ours can carry it. */
export function unsafeLink(fields: Fields): string | undefined {
  return LINKS.find((name) => isUnsafeLink(fields[name]));
}

/** What a person is told the client is called; the host it returns to when it does not say. */
export function readName(value: unknown, redirectUris: readonly string[]): string {
  const name = typeof value === 'string' ? plainText(value) : '';
  return name === '' ? fallbackName(redirectUris) : name;
}

function present(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

function isUnsafeLink(value: unknown): boolean {
  if (!present(value)) return false;
  if (typeof value !== 'string' || value.length > LONGEST_LINK) return true;
  const url = URL.parse(value);
  return url === null || url.protocol !== 'https:' || url.username !== '' || url.password !== '';
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

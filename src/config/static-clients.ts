import { readPublicKeys } from '../clients/public-keys.ts';
import { listedRedirectUriFault } from '../clients/redirect-uris.ts';
import { tokenHash } from '../keys/token-hash.ts';
import type { ClientAuthMethod } from '../store/contract.ts';
import type { StaticClient } from './config.ts';
import {
  asHash,
  type Entry,
  listIn,
  parsedJson,
  readEntries,
  refuseTwice,
  textIn,
} from './entries.ts';
import { readEntryScopes } from './mandate.ts';
import { isPlaceholder } from './secrets.ts';
import type { Said } from './sources.ts';
import { unsafe } from './unsafe.ts';

const FIELDS = [
  'client_id',
  'client_name',
  'client_secret',
  'client_secret_hash',
  'redirect_uris',
  'grant_types',
  'scopes',
  'token_endpoint_auth_method',
  'jwks',
  'jwks_uri',
  'act_as',
  'require_pkce',
];
const AUTH_METHODS: readonly ClientAuthMethod[] = [
  'none',
  'client_secret_basic',
  'client_secret_post',
  'private_key_jwt',
];
const GRANT_TYPES = ['authorization_code', 'refresh_token', 'client_credentials'];
const USUAL_GRANT_TYPES = ['authorization_code', 'refresh_token'];
const SHORTEST_SECRET = 16;

/**
 * The clients that the operator listed, as a JSON list of RFC 7591 metadata. Everything in it must
 * hold, since nobody is there to ask: throws `config_unsafe` with the entry and the field to change,
 * and never repeats a secret.
 */
export function readStaticClients(said: Said | undefined): readonly StaticClient[] {
  if (said === undefined) return [];
  const clients = readEntries(said, FIELDS).map(readStaticClient);
  refuseTwice(
    said.line,
    'client_id',
    clients.map(({ id }) => id),
  );
  return clients;
}

function readStaticClient(entry: Entry): StaticClient {
  const { called } = entry;
  const id = textIn(entry, 'client_id');
  if (id === undefined || !/^[\x21-\x7e]{1,512}$/.test(id)) {
    throw unsafe(`Set ${called}.client_id to a name without spaces`);
  }
  const secrets = readSecretHashes(entry);
  const keys = readKeys(entry);
  const authMethod = readAuthMethod(entry, secrets, keys);
  const grantTypes = readGrantTypes(entry, authMethod);
  const scope = readEntryScopes(entry);
  const actAs = readActAs(entry, grantTypes);
  const [secretHash, previousSecretHash] = secrets;
  return {
    id,
    name: textIn(entry, 'client_name') ?? id,
    redirectUris: readRedirectUris(entry, grantTypes),
    authMethod,
    grantTypes,
    ...(secretHash !== undefined && { secretHash }),
    ...(previousSecretHash !== undefined && { previousSecretHash }),
    ...keys,
    ...(scope !== undefined && { scope }),
    ...(actAs !== undefined && { actAs }),
    ...(isWithoutPkce(entry, authMethod) && { withoutPkce: true }),
  };
}

/** The secret's SHA-256, and that of the one before it. */
function readSecretHashes(entry: Entry): readonly string[] {
  const secrets = listIn(entry, 'client_secret') ?? [];
  const hashes = listIn(entry, 'client_secret_hash') ?? [];
  for (const secret of secrets) {
    if (secret.length < SHORTEST_SECRET || isPlaceholder(secret)) {
      throw unsafe(
        `${entry.called}.client_secret is easy to guess: use 16 random characters or more`,
      );
    }
  }
  const all = [
    ...secrets.map(tokenHash),
    ...hashes.map((hash) => asHash(hash, `${entry.called}.client_secret_hash`)),
  ];
  if (all.length <= 2) return all;
  throw unsafe(`${entry.called} has more than two secrets: keep the new one and the one before`);
}

function readKeys({ fields, called }: Entry): Pick<StaticClient, 'jwks' | 'jwksUri'> {
  const { jwks, jwks_uri: jwksUri } = fields;
  if (jwks !== undefined && jwksUri !== undefined) {
    throw unsafe(`Remove ${called}.jwks or ${called}.jwks_uri: keys are given in one way`);
  }
  if (jwksUri !== undefined) {
    const url = typeof jwksUri === 'string' ? URL.parse(jwksUri) : null;
    if (url?.protocol === 'https:' && url.username === '' && url.password === '') {
      return { jwksUri: url.href };
    }
    throw unsafe(`Set ${called}.jwks_uri to an https URL`);
  }
  if (jwks === undefined) return {};
  const keys = readPublicKeys(typeof jwks === 'string' ? parsedJson(jwks) : jwks);
  if (keys.ok) return { jwks: keys.value };
  throw unsafe(`${called}.jwks ${keys.error}`);
}

function readAuthMethod(
  entry: Entry,
  secrets: readonly string[],
  keys: Pick<StaticClient, 'jwks' | 'jwksUri'>,
): ClientAuthMethod {
  const hasKeys = keys.jwks !== undefined || keys.jwksUri !== undefined;
  const usual = hasKeys ? 'private_key_jwt' : secrets.length > 0 ? 'client_secret_basic' : 'none';
  const said = textIn(entry, 'token_endpoint_auth_method') ?? usual;
  const method = AUTH_METHODS.find((one) => one === said);
  const field = `${entry.called}.token_endpoint_auth_method`;
  if (method === undefined) throw unsafe(`Set ${field} to ${AUTH_METHODS.join(', ')}`);
  const needsSecret = method !== 'none' && method !== 'private_key_jwt';
  if (needsSecret !== secrets.length > 0 || (method === 'private_key_jwt') !== hasKeys) {
    throw unsafe(
      `Change ${field}: none goes with no secret, client_secret_basic and client_secret_post with a client_secret, private_key_jwt with jwks or jwks_uri`,
    );
  }
  return method;
}

function readGrantTypes(entry: Entry, method: ClientAuthMethod): readonly string[] {
  const said = listIn(entry, 'grant_types') ?? USUAL_GRANT_TYPES;
  const field = `${entry.called}.grant_types`;
  if (said.length === 0 || !said.every((one) => GRANT_TYPES.includes(one))) {
    throw unsafe(`Set ${field} to some of ${GRANT_TYPES.join(', ')}`);
  }
  if (said.includes('client_credentials') && method === 'none') {
    throw unsafe(`Give ${entry.called} a secret or keys: client_credentials is nothing without`);
  }
  return GRANT_TYPES.filter((one) => said.includes(one));
}

/** As whom it acts with client_credentials; anything else that it does, it does as who signs in. */
function readActAs(entry: Entry, grantTypes: readonly string[]): string | undefined {
  const actAs = textIn(entry, 'act_as');
  if (actAs === undefined || grantTypes.includes('client_credentials')) return actAs;
  throw unsafe(
    `Add client_credentials to ${entry.called}.grant_types, or remove its act_as: other grants act as who signs in`,
  );
}

/**
 * PKCE is what keeps a stolen code from being used (OAuth 2.1 section 7.5.1); a client that proves
 * itself with a secret may do without when the operator says so, since Home Assistant's own MCP
 * client still sends none.
 */
function isWithoutPkce({ fields, called }: Entry, method: ClientAuthMethod): boolean {
  const said = fields.require_pkce ?? true;
  if (typeof said !== 'boolean') throw unsafe(`Set ${called}.require_pkce to true or false`);
  if (said || method !== 'none') return !said;
  throw unsafe(`Give ${called} a client_secret, or remove its require_pkce: it has nothing else`);
}

function readRedirectUris(entry: Entry, grantTypes: readonly string[]): readonly string[] {
  const uris = listIn(entry, 'redirect_uris') ?? [];
  const field = `${entry.called}.redirect_uris`;
  if (uris.length === 0 && grantTypes.includes('authorization_code')) {
    throw unsafe(`Set ${field} to where the client is sent back to`);
  }
  for (const [index, uri] of uris.entries()) {
    const fault = listedRedirectUriFault(uri);
    if (fault !== undefined) throw unsafe(`Change ${field}[${index}]: it ${fault}`);
  }
  return [...new Set(uris)];
}

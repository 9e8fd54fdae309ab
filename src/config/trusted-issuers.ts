import { HOME_CONFIGURE } from '../policy/scopes.ts';
import type { TrustedIssuer } from './config.ts';
import { type Entry, listIn, readEntries, refuseTwice, textIn } from './entries.ts';
import { readMandate } from './mandate.ts';
import { isPrivateHost } from './private-host.ts';
import { readScopeList } from './scopes.ts';
import type { Said } from './sources.ts';
import { unsafe } from './unsafe.ts';

const FIELDS = [
  'name',
  'issuer',
  'jwks_url',
  'audience',
  'algorithms',
  'scope_map',
  'scopes',
  'act_as',
];

/** Signatures by a key pair: with a shared secret, whoever checks a token could also make one. */
export const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
];

/**
 * Issuers whose JWTs open /mcp. Throws `config_unsafe`, for one without an audience above all: its
 * tokens for any other service would be good here (RFC 8707, MCP Token Audience Binding).
 *
 * @param ownIssuers our own front doors, which nobody else may speak for.
 */
export function readTrustedIssuers(
  said: Said | undefined,
  ownIssuers: readonly string[],
): readonly TrustedIssuer[] {
  if (said === undefined) return [];
  const issuers = readEntries(said, FIELDS).map(readTrustedIssuer);
  refuseTwice(
    said.line,
    'name',
    issuers.map(({ name }) => name),
  );
  refuseTwice(
    said.line,
    'issuer',
    issuers.map(({ issuer }) => issuer),
  );
  const own = issuers.findIndex(({ issuer }) => ownIssuers.includes(issuer.replace(/\/$/, '')));
  if (own >= 0) throw unsafe(`Remove ${said.line}[${own}]: its issuer is this server itself`);
  return issuers;
}

function readTrustedIssuer(entry: Entry): TrustedIssuer {
  const { called } = entry;
  const name = textIn(entry, 'name') ?? '';
  if (!/^[\w][\w .-]{0,39}$/.test(name)) {
    throw unsafe(`Set ${called}.name to a name of letters and digits, such as authentik`);
  }
  const jwksUrl = textIn(entry, 'jwks_url');
  const mandate = readMandate(entry);
  if (mandate.scope?.includes(HOME_CONFIGURE) === true) {
    throw unsafe(`Remove ${HOME_CONFIGURE} from ${called}.scopes: only a person may have it`);
  }
  return {
    name,
    issuer: readUrl(textIn(entry, 'issuer'), `${called}.issuer`),
    ...(jwksUrl !== undefined && { jwksUrl: readUrl(jwksUrl, `${called}.jwks_url`) }),
    audience: readAudience(entry),
    algorithms: readAlgorithms(entry),
    scopeMap: readScopeMap(entry),
    ...mandate,
  };
}

/** As written, since `iss` is compared to the letter; http only where nobody else can listen. */
function readUrl(text: string | undefined, line: string): string {
  const url = URL.parse(text ?? '');
  if (text === undefined || url === null || !['https:', 'http:'].includes(url.protocol)) {
    throw unsafe(`Set ${line} to a whole URL such as https://auth.example.com/application/o/home/`);
  }
  if (url.username !== '' || url.password !== '' || text.includes('#')) {
    throw unsafe(`Remove the user name, password and # from ${line}`);
  }
  if (url.protocol === 'http:' && !isPrivateHost(url.hostname)) {
    throw unsafe(`Change http:// to https:// in ${line}: anyone on the way could swap the keys`);
  }
  return text;
}

function readAudience(entry: Entry): readonly string[] {
  const audience = listIn(entry, 'audience') ?? [];
  if (audience.length > 0) return audience;
  throw unsafe(
    `Set ${entry.called}.audience to what this issuer's tokens carry as aud, often its client id: without it, a token for any other service would open the home`,
  );
}

function readAlgorithms(entry: Entry): readonly string[] {
  const said = listIn(entry, 'algorithms') ?? ALGORITHMS;
  if (said.length > 0 && said.every((one) => ALGORITHMS.includes(one))) return said;
  throw unsafe(`Set ${entry.called}.algorithms to some of ${ALGORITHMS.join(', ')}`);
}

/** What the issuer calls a scope, and which of ours it means. */
function readScopeMap({ fields, called }: Entry): TrustedIssuer['scopeMap'] {
  const { scope_map: map } = fields;
  if (map === undefined || map === null) return {};
  if (typeof map !== 'object' || Array.isArray(map)) {
    throw unsafe(`Set ${called}.scope_map to an object such as {"read:energy": "energy:read"}`);
  }
  const inner = { fields: map as Entry['fields'], called: `${called}.scope_map` };
  return Object.fromEntries(
    Object.keys(map).map((theirs, index) => {
      const ours = listIn(inner, theirs) ?? [];
      const line = `${called}.scope_map, entry ${index + 1},`;
      return [theirs, readScopeList({ value: ours.join(' '), line })];
    }),
  );
}

/**
 * The words that authentication logging may repeat. Everything else that arrives is a stranger's, or
 * an operator's, and could be a secret: it becomes `…` or `other`, so nothing has to be recognised as
 * a secret to stay out of the log.
 */

const PATH_WORDS = new Set([
  ...['.well-known', 'oauth-protected-resource', 'oauth-authorization-server'],
  ...['openid-configuration', 'openid-connect', 'protocol', 'realms', 'jwks', 'jwks.json', 'certs'],
  ...[
    'oauth',
    'oauth2',
    'oidc',
    'connect',
    'auth',
    'login',
    'common',
    'organizations',
    'application',
  ],
  ...['authorize', 'token', 'register', 'revoke', 'introspect', 'userinfo', 'callback', 'consent'],
  ...[
    'mcp',
    'sse',
    'http',
    'stream',
    'message',
    'messages',
    'server',
    'api',
    'o',
    'v1',
    'v2',
    'v3',
  ],
]);

const METHODS = new Set(['GET', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PUT', 'PATCH']);

const GRANT_TYPES = new Set([
  'authorization_code',
  'refresh_token',
  'client_credentials',
  'urn:ietf:params:oauth:grant-type:device_code',
  'urn:ietf:params:oauth:grant-type:jwt-bearer',
  'urn:ietf:params:oauth:grant-type:token-exchange',
]);

/** RFC 6749, 6750, 7009, 7591, 8628, 8707, 9449, OpenID Connect Core, and our own. */
const ERRORS = new Set([
  ...['invalid_request', 'invalid_client', 'invalid_grant', 'unauthorized_client', 'invalid_scope'],
  ...['unsupported_grant_type', 'unsupported_response_type', 'access_denied', 'server_error'],
  ...['temporarily_unavailable', 'invalid_token', 'insufficient_scope', 'unsupported_token_type'],
  ...['invalid_redirect_uri', 'invalid_client_metadata', 'invalid_software_statement'],
  ...['unapproved_software_statement', 'authorization_pending', 'slow_down', 'expired_token'],
  ...['invalid_target', 'use_dpop_nonce', 'invalid_dpop_proof', 'interaction_required'],
  ...['login_required', 'consent_required', 'not_found', 'unknown_host', 'session_expired'],
]);

/** What node says of a connection that failed. */
const FAULTS = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'EPIPE'],
  ...['ENETUNREACH', 'CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'EPROTO', 'ENODATA'],
  ...['SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'HPE_HEADER_OVERFLOW'],
  ...['ERR_TLS_CERT_ALTNAME_INVALID', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'ABORT_ERR'],
]);

const HIDDEN = '…';
const OTHER = 'other';

const knownOr = (words: ReadonlySet<string>, instead: string) => (said: string) =>
  words.has(said) ? said : instead;

export const knownMethod = knownOr(METHODS, OTHER);
export const knownGrantType = knownOr(GRANT_TYPES, OTHER);
export const knownError = knownOr(ERRORS, OTHER);
export const knownFault = knownOr(FAULTS, OTHER);

/** A path whose unknown parts are hidden: `/realms/…/protocol/openid-connect/token`. */
export function knownPath(pathname: string): string {
  const segments = pathname.split('/').slice(0, 12);
  return segments.map((one) => (one === '' ? '' : knownOr(PATH_WORDS, HIDDEN)(one))).join('/');
}

/** The scopes among those that are known here; the others are one `other`. */
export function knownScope(said: string, known: (scope: string) => boolean): string {
  const scopes = said.split(' ').filter((one) => one !== '');
  return [...new Set(scopes.map((one) => (known(one) ? one : OTHER)))].slice(0, 30).join(' ');
}

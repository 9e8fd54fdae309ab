import { type Fetch, jsonObject, send, stringIn } from '../http.ts';
import { postMcp } from '../json-rpc.ts';
import { type Found, StepFailure } from '../report.ts';

/** What discovery found: who issues tokens for which resource, and where. */
export interface Discovered {
  readonly issuer: string;
  readonly resource: string;
  readonly scope: string;
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
  readonly registrationEndpoint: string;
  readonly revocationEndpoint: string;
}

const REPORT_IT = 'Update Latchkey; if it stays, report it.';

/** Challenge, resource metadata, server metadata: each must lead to the next, byte by byte. */
export async function discover(fetch: Fetch, resource: string): Promise<Found<Discovered>> {
  const challenge = await readChallenge(fetch, resource);
  const { origin, pathname } = new URL(resource);
  const root = `${origin}/.well-known/oauth-protected-resource`;
  // The challenge's own address first; then where clients look that do not read challenges.
  const places = [...new Set([challenge.metadataUrl, `${root}${pathname}`, root])];
  const issuers = await Promise.all(places.map((url) => issuerFor(fetch, url, resource)));
  const [issuer = ''] = issuers;
  if (issuers.some((one) => one !== issuer)) {
    throw new StepFailure('The resource metadata documents name different issuers.', REPORT_IT);
  }
  const server = await serverMetadata(fetch, issuer);
  return {
    value: { ...server, issuer, resource, scope: challenge.scope },
    detail: `${resource} is served by ${issuer}`,
  };
}

async function readChallenge(
  fetch: Fetch,
  resource: string,
): Promise<{ readonly metadataUrl: string; readonly scope: string }> {
  const ping = { jsonrpc: '2.0', id: 1, method: 'ping' };
  const answer = await postMcp(fetch, resource, undefined, ping, {});
  if (answer.status === 200) {
    throw new StepFailure(
      'The MCP endpoint answers without asking for a token.',
      'If this home is not meant to be open to everyone, remove MCP_AUTH_MODE=none.',
    );
  }
  if (answer.status !== 401) jsonObject(answer, 401);
  const header = answer.headers.get('www-authenticate') ?? '';
  const metadataUrl = /^Bearer .*resource_metadata="([^"]+)"/.exec(header)?.[1];
  const scope = /\bscope="([^"]*)"/.exec(header)?.[1];
  if (metadataUrl === undefined || scope === undefined) {
    throw new StepFailure(
      'The 401 answer has no WWW-Authenticate that names resource_metadata and scope.',
      'Let the proxy in front of Latchkey pass the WWW-Authenticate header on.',
    );
  }
  return { metadataUrl, scope };
}

/** The issuer one resource metadata document names (RFC 9728 section 3.3). */
async function issuerFor(fetch: Fetch, url: string, resource: string): Promise<string> {
  const document = jsonObject(await send(fetch, url), 200);
  const named = stringIn(document, 'resource', url);
  if (named !== resource) {
    throw new StepFailure(
      `You asked for ${resource}, but its metadata says ${named}, so clients refuse it.`,
      `Connect to ${named}, or add ${new URL(resource).origin} to MCP_BASE_URL.`,
    );
  }
  const issuer = Array.isArray(document.authorization_servers)
    ? document.authorization_servers[0]
    : undefined;
  if (typeof issuer !== 'string') {
    throw new StepFailure(`${url} names no authorization server.`, REPORT_IT);
  }
  return issuer;
}

/** The authorization server's metadata at both names clients use (RFC 8414 section 3). */
async function serverMetadata(fetch: Fetch, issuer: string) {
  const { origin, pathname } = new URL(issuer);
  const path = pathname === '/' ? '' : pathname;
  const urls = ['oauth-authorization-server', 'openid-configuration'].map(
    (name) => `${origin}/.well-known/${name}${path}`,
  );
  const [document = {}] = await Promise.all(
    urls.map(async (url) => {
      const found = jsonObject(await send(fetch, url), 200);
      if (stringIn(found, 'issuer', url) !== issuer) {
        throw new StepFailure(`${url} names another issuer than ${issuer}.`, REPORT_IT);
      }
      return found;
    }),
  );
  const methods = document.code_challenge_methods_supported;
  if (!Array.isArray(methods) || !methods.includes('S256')) {
    throw new StepFailure('The server metadata does not offer PKCE with S256.', REPORT_IT);
  }
  const where = 'The server metadata';
  return {
    authorizationEndpoint: stringIn(document, 'authorization_endpoint', where),
    tokenEndpoint: stringIn(document, 'token_endpoint', where),
    registrationEndpoint: stringIn(document, 'registration_endpoint', where),
    revocationEndpoint: stringIn(document, 'revocation_endpoint', where),
  };
}

import { inSeconds } from '../../core/clock.ts';
import { ACCESS_TOKEN_LIFETIME_MS } from '../auth/accounts.ts';
import { type Issued, provesChallenge } from '../auth/codes.ts';
import { parseClientId } from '../auth/indie.ts';
import { type Exchange, readForm, sendJson } from './answer.ts';
import { type AnyView, openView } from './router.ts';

interface TokenAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

function refused(error: string, description?: string): TokenAnswer {
  const more = description === undefined ? {} : { error_description: description };
  return { status: 400, body: { error, ...more } };
}

function granted(accessToken: string, refreshToken?: string): TokenAnswer {
  return {
    status: 200,
    body: {
      access_token: accessToken,
      token_type: 'Bearer',
      ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
      expires_in: inSeconds(ACCESS_TOKEN_LIFETIME_MS),
      ...(refreshToken === undefined ? {} : { ha_auth_provider: 'homeassistant' }),
    },
  };
}

function problemWithVerifier(
  { challenge }: Issued,
  form: URLSearchParams,
): TokenAnswer | undefined {
  const verifier = form.get('code_verifier');
  if (challenge === undefined) {
    const unexpected = 'Code verifier provided but no code challenge was present';
    return verifier === null ? undefined : refused('invalid_request', unexpected);
  }
  if (verifier === null || verifier === '') {
    return refused('invalid_request', 'Code verifier required');
  }
  if (provesChallenge(verifier, challenge)) return undefined;
  return refused('invalid_grant', 'Invalid code verifier');
}

function byCode({ house, address }: Exchange, form: URLSearchParams): TokenAnswer {
  const clientId = form.get('client_id');
  if (clientId === null || parseClientId(clientId) === undefined) {
    return refused('invalid_request', 'Invalid client id');
  }
  const code = form.get('code');
  const issued = code === null ? undefined : house.codes.redeem(clientId, code);
  if (issued === undefined) return refused('invalid_request', 'Invalid code');
  const problem = problemWithVerifier(issued, form);
  if (problem !== undefined) return problem;
  const refresh = house.accounts.createRefreshToken(issued.person, clientId);
  return granted(house.accounts.createAccessToken(refresh, address), refresh.token);
}

function byRefreshToken({ house, address }: Exchange, form: URLSearchParams): TokenAnswer {
  const clientId = form.get('client_id');
  if (clientId !== null && parseClientId(clientId) === undefined) {
    return refused('invalid_request', 'Invalid client id');
  }
  const secret = form.get('refresh_token');
  if (secret === null) return refused('invalid_request');
  const refresh = house.accounts.refreshTokenBySecret(secret);
  if (refresh === undefined) return refused('invalid_grant');
  if (refresh.clientId !== clientId) return refused('invalid_request');
  return granted(house.accounts.createAccessToken(refresh, address));
}

function revoke({ house }: Exchange, form: URLSearchParams): void {
  const refresh = house.accounts.refreshTokenBySecret(form.get('token') ?? '');
  if (refresh !== undefined) house.accounts.revoke(refresh.id);
}

async function answerToken(exchange: Exchange): Promise<void> {
  const form = await readForm(exchange.request);
  if (form.get('action') === 'revoke') {
    revoke(exchange, form);
    exchange.response.writeHead(200).end();
    return;
  }
  const grant = form.get('grant_type');
  const answer =
    grant === 'authorization_code'
      ? byCode(exchange, form)
      : grant === 'refresh_token'
        ? byRefreshToken(exchange, form)
        : refused('unsupported_grant_type');
  if (answer.status >= 400) exchange.house.loginAttempts.wrong(exchange.address);
  sendJson(exchange, answer.status, answer.body);
}

const DOCUMENTATION = 'https://contributors.home-assistant.io/core/internals/auth-api/';

function authorizationServer(url: string): Record<string, unknown> {
  return {
    issuer: url,
    authorization_endpoint: `${url}/auth/authorize`,
    token_endpoint: `${url}/auth/token`,
    revocation_endpoint: `${url}/auth/revoke`,
    grant_types_supported: ['authorization_code', 'refresh_token'],
    token_endpoint_auth_methods_supported: ['none'],
    revocation_endpoint_auth_methods_supported: ['none'],
    client_id_metadata_document_supported: true,
    code_challenge_methods_supported: ['S256'],
    response_types_supported: ['code'],
    service_documentation: DOCUMENTATION,
  };
}

/** Home Assistant's own OAuth endpoints. */
export const TOKEN_VIEWS: readonly AnyView[] = [
  openView('POST', '/auth/token', answerToken),
  openView('POST', '/auth/revoke', async (exchange) => {
    revoke(exchange, await readForm(exchange.request));
    exchange.response.writeHead(200).end();
  }),
  openView('GET', '/.well-known/oauth-authorization-server', (exchange) =>
    sendJson(exchange, 200, authorizationServer(exchange.house.url)),
  ),
  openView('GET', '/.well-known/oauth-protected-resource', (exchange) =>
    sendJson(exchange, 200, {
      resource: exchange.house.url,
      authorization_servers: [exchange.house.url],
      resource_documentation: DOCUMENTATION,
    }),
  ),
];

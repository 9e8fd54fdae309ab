import type { HomeAddress } from '../config/config.ts';
import { SECOND } from '../core/clock.ts';
import { banned, credentialRefused, unreachable } from './errors.ts';
import type { HomeAnswer } from './exchange.ts';
import { postForm } from './post-form.ts';

/**
 * A person's login by Home Assistant's own OAuth (developers.home-assistant.io/docs/auth_api). The
 * refresh token never rotates and lives 90 days from its last use; there is no client secret, but
 * the client_id must be the one that the login began with, letter by letter.
 */
export interface HomeLogin {
  readonly refreshToken: string;
  readonly clientId: string;
}

/** How long a stop may be held up by a home that does not answer. */
const GOODBYE_MS = 5 * SECOND;

/** The address of a home's login page (its IndieAuth: client_id and redirect_uri of one origin). */
export function loginPage(
  browserUrl: string,
  asked: { readonly clientId: string; readonly redirectUri: string; readonly state: string },
): string {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: asked.clientId,
    redirect_uri: asked.redirectUri,
    state: asked.state,
  });
  return `${browserUrl}/auth/authorize?${query}`;
}

/**
 * Spends the code that somebody brought from the login page. Throws `home_refused` when the home
 * does not accept it, which counted there as a failed login; `home_banned` or `home_unreachable`.
 */
export async function exchangeCode(
  home: HomeAddress,
  { code, clientId }: { readonly code: string; readonly clientId: string },
): Promise<{ readonly login: HomeLogin; readonly accessToken: string }> {
  const answer = await askForToken(home, {
    grant_type: 'authorization_code',
    code,
    client_id: clientId,
  });
  const { refresh_token: refreshToken } = answer;
  if (typeof refreshToken !== 'string') throw unreachable('the login came without a refresh token');
  return { login: { refreshToken, clientId }, accessToken: answer.access_token };
}

/**
 * An access token for the next half hour. A connection opened with it may last longer, so it is asked
 * for anew for each and never kept. Throws `home_refused` when the login has ended, which counted at
 * the home as a failed login and must not be tried again; `home_banned` or `home_unreachable`.
 */
export async function renewAccess(home: HomeAddress, login: HomeLogin): Promise<string> {
  const answer = await askForToken(home, {
    grant_type: 'refresh_token',
    refresh_token: login.refreshToken,
    client_id: login.clientId,
  });
  return answer.access_token;
}

/**
 * Ends a login at its home, with its access tokens and live connections. A home answers the same
 * when there is nothing to end. Throws `home_unreachable` when it may be tried again.
 */
export async function endLogin(home: HomeAddress, refreshToken: string): Promise<void> {
  const { status } = await postForm(home, '/auth/revoke', { token: refreshToken }, GOODBYE_MS);
  if (status !== 200) throw unreachable(`status ${status}`);
}

async function askForToken(
  home: HomeAddress,
  fields: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, unknown>> & { readonly access_token: string }> {
  const answer = await postForm(home, '/auth/token', fields);
  const body = jsonObject(answer);
  if (answer.status !== 200) throw notGiven(answer.status, body);
  const { access_token: token } = body;
  if (typeof token !== 'string') throw unreachable('not the answer of a Home Assistant');
  return { ...body, access_token: token };
}

/**
 * Only Home Assistant's own JSON is a refusal: a ban is a bare 403 to everything, and a proxy in
 * between says 400 or 403 in words of its own. Neither may sign people out.
 */
function notGiven(status: number, body: Readonly<Record<string, unknown>>): Error {
  if (typeof body.error === 'string' && [400, 401, 403].includes(status)) {
    return credentialRefused();
  }
  return status === 403 ? banned() : unreachable(`status ${status}`);
}

function jsonObject({ bytes }: HomeAnswer): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

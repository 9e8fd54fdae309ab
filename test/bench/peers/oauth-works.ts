import { createHash, randomBytes } from 'node:crypto';
import { constant, type Lane, type Sent, unwanted } from './lane.ts';
import type { Lanes, Work } from './peer.ts';

export const REDIRECT_URI = 'https://client.example/callback';

/** Codes for one turn of one connection: each takes a registration and a person's yes to prepare. */
const CODES = 5;

/** Where an authorization server does each thing, and how its person says yes. */
export interface AuthorizationServer {
  readonly register: string;
  readonly authorize: string;
  readonly token: string;
  readonly scope: string;
  /** What tokens are for (RFC 8707). */
  readonly resource: string;
  /** Goes from this address of the authorization endpoint to a code, as a browser would. */
  allow(authorizeUrl: string): Promise<string>;
}

interface Redemption {
  readonly sent: Sent;
  readonly clientId: string;
}

/** Registering, redeeming a code with PKCE, and refreshing with rotation. */
export function oauthWorks(
  server: AuthorizationServer,
): Record<'register' | 'redeem a code' | 'refresh', Lanes> & Partial<Record<Work, Lanes>> {
  return {
    register: async (count) =>
      Array.from({ length: count }, () =>
        constant(registration(server), (status, body) => status === 201 && hasClientId(body)),
      ),
    'redeem a code': (count) => Promise.all(Array.from({ length: count }, () => redeeming(server))),
    refresh: (count) => Promise.all(Array.from({ length: count }, () => refreshing(server))),
  };
}

/** Signs in once and gives the access token. */
export async function accessToken(server: AuthorizationServer): Promise<string> {
  return (await tokens((await redemption(server)).sent)).access;
}

async function redeeming(server: AuthorizationServer): Promise<Lane> {
  const ready: Sent[] = [];
  for (let n = 0; n < CODES; n += 1) ready.push((await redemption(server)).sent);
  let last: Sent | undefined;
  return {
    next: () => {
      last = ready.shift();
      return last;
    },
    answered: (status, body) => {
      if (last !== undefined) tokensIn(last, status, body);
    },
  };
}

async function refreshing(server: AuthorizationServer): Promise<Lane> {
  const { sent, clientId } = await redemption(server);
  const refreshment = (token: string) =>
    form(server.token, {
      grant_type: 'refresh_token',
      client_id: clientId,
      refresh_token: token,
    });
  let next = refreshment((await tokens(sent)).refresh);
  return {
    next: () => next,
    answered: (status, body) => {
      const { refresh } = tokensIn(next, status, body);
      // Who hands out the same token again has not done the same work.
      if (next.body.includes(refresh)) throw new Error(`${server.token} did not rotate`);
      next = refreshment(refresh);
    },
  };
}

/** A new client that was allowed in, and what it sends for its code. */
async function redemption(server: AuthorizationServer): Promise<Redemption> {
  const registered = await post(registration(server));
  if (registered.status !== 201) {
    throw unwanted(registration(server), registered.status, registered.body);
  }
  const { client_id: clientId } = JSON.parse(registered.body) as { client_id: string };
  const verifier = randomBytes(32).toString('base64url');
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: REDIRECT_URI,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    scope: server.scope,
    resource: server.resource,
    state: randomBytes(12).toString('base64url'),
  });
  const code = await server.allow(`${server.authorize}?${query}`);
  const sent = form(server.token, {
    grant_type: 'authorization_code',
    client_id: clientId,
    code,
    redirect_uri: REDIRECT_URI,
    code_verifier: verifier,
    resource: server.resource,
  });
  return { sent, clientId };
}

function registration({ register, scope }: AuthorizationServer): Sent {
  return {
    url: register,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      client_name: 'Bench',
      redirect_uris: [REDIRECT_URI],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
      scope,
    }),
  };
}

function form(url: string, fields: Readonly<Record<string, string>>): Sent {
  return {
    url,
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  };
}

async function post(sent: Sent): Promise<{ status: number; body: string }> {
  const { url, ...init } = sent;
  const response = await fetch(url, init);
  return { status: response.status, body: await response.text() };
}

async function tokens(sent: Sent): Promise<{ access: string; refresh: string }> {
  const { status, body } = await post(sent);
  return tokensIn(sent, status, body);
}

function tokensIn(sent: Sent, status: number, body: string): { access: string; refresh: string } {
  const answer = status === 200 ? (JSON.parse(body) as Record<string, unknown>) : {};
  const { access_token: access, refresh_token: refresh } = answer;
  if (typeof access !== 'string' || typeof refresh !== 'string') throw unwanted(sent, status, body);
  return { access, refresh };
}

function hasClientId(body: string): boolean {
  return typeof (JSON.parse(body) as { client_id?: unknown }).client_id === 'string';
}

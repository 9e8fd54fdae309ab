import { openSocket } from './socket.ts';

const TOKEN_DAYS = 30;

/** Sends JSON to a path of the home and gives the JSON answer; rejects on any refusal. */
export async function postJson<Answer>(
  url: string,
  path: string,
  body: unknown,
  accessToken?: string,
): Promise<Answer> {
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` }),
    },
    body: JSON.stringify(body),
  });
  return read<Answer>(response, path);
}

/** The client id under which this harness signs in: the home itself, as its own frontend does. */
export function clientId(url: string): string {
  return `${url}/`;
}

/** Trades an authorization code for a short-lived access token. */
export async function redeemCode(url: string, code: string): Promise<string> {
  const response = await fetch(`${url}/auth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      client_id: clientId(url),
    }),
  });
  return (await read<{ access_token: string }>(response, '/auth/token')).access_token;
}

/** Signs in with a name and password as the login page would, and gives a short-lived token. */
export async function signInWithPassword(
  url: string,
  username: string,
  password: string,
): Promise<string> {
  const flow = await postJson<{ flow_id: string }>(url, '/auth/login_flow', {
    client_id: clientId(url),
    handler: ['homeassistant', null],
    redirect_uri: clientId(url),
  });
  const done = await postJson<{ result: string }>(url, `/auth/login_flow/${flow.flow_id}`, {
    client_id: clientId(url),
    username,
    password,
  });
  return redeemCode(url, done.result);
}

/** Makes a long-lived access token for whoever the given token belongs to. */
export async function longLivedToken(
  url: string,
  accessToken: string,
  name: string,
): Promise<string> {
  const socket = await openSocket(url, accessToken);
  try {
    return await socket.ask<string>('auth/long_lived_access_token', {
      client_name: name,
      lifespan: TOKEN_DAYS,
    });
  } finally {
    socket.close();
  }
}

async function read<Answer>(response: Response, path: string): Promise<Answer> {
  const text = await response.text();
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text}`);
  return JSON.parse(text) as Answer;
}

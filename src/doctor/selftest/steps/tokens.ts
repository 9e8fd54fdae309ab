import { type Fetch, jsonObject, sendForm, stringIn } from '../http.ts';
import { type Found, StepFailure } from '../report.ts';
import type { OpenConsent } from './authorization.ts';
import type { Discovered } from './discovery.ts';
import { REDIRECT } from './registration.ts';

export interface Tokens {
  readonly access: string;
  readonly refresh: string;
}

/** Redeems the code (OAuth 2.1 section 4.1.3). */
export async function redeem(
  fetch: Fetch,
  server: Discovered,
  clientId: string,
  code: string,
  { verifier }: OpenConsent,
): Promise<Found<Tokens>> {
  const { tokens, answer } = await askForTokens(fetch, server, {
    grant_type: 'authorization_code',
    client_id: clientId,
    code,
    redirect_uri: REDIRECT,
    code_verifier: verifier,
    resource: server.resource,
  });
  const seconds = answer.expires_in;
  return { value: tokens, detail: `granted ${answer.scope}, for ${seconds} s at a time` };
}

/** Renews the tokens (OAuth 2.1 section 4.3); both must be new. */
export async function refresh(
  fetch: Fetch,
  server: Discovered,
  clientId: string,
  before: Tokens,
): Promise<Found<Tokens>> {
  const { tokens } = await askForTokens(fetch, server, {
    grant_type: 'refresh_token',
    client_id: clientId,
    refresh_token: before.refresh,
    resource: server.resource,
  });
  if (tokens.refresh === before.refresh || tokens.access === before.access) {
    throw new StepFailure(
      'The refreshed tokens are the old ones.',
      'Update Latchkey; if it stays, report it.',
    );
  }
  return { value: tokens, detail: 'both tokens were renewed' };
}

async function askForTokens(
  fetch: Fetch,
  server: Discovered,
  fields: Readonly<Record<string, string>>,
): Promise<{ tokens: Tokens; answer: Readonly<Record<string, unknown>> }> {
  const answer = jsonObject(await sendForm(fetch, server.tokenEndpoint, fields), 200);
  const where = 'The token answer';
  return {
    tokens: {
      access: stringIn(answer, 'access_token', where),
      refresh: stringIn(answer, 'refresh_token', where),
    },
    answer,
  };
}

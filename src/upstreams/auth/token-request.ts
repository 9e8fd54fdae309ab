import { z } from 'zod';
import { SECOND } from '../../core/clock.ts';
import type { Fetch } from '../../net/checked-fetch.ts';
import { timely } from './timely.ts';

/** Who we are at a token endpoint (RFC 6749 section 2.3). */
export interface TokenClient {
  readonly clientId: string;
  readonly clientSecret?: string | undefined;
  readonly method: 'client_secret_basic' | 'client_secret_post' | 'none';
}

/** What a token endpoint gave, with moments in milliseconds since the epoch. */
export interface GivenTokens {
  readonly accessToken: string;
  readonly refreshToken?: string | undefined;
  readonly scope?: string | undefined;
  /** Absent for a token without a stated end. */
  readonly expiresAt?: number | undefined;
  /** Not used from here on if another can be had: 80 % of its life. */
  readonly renewAt?: number | undefined;
}

const answerOf = z.object({
  access_token: z.string().min(1),
  // A token of a kind that is not understood must not be used (RFC 6749 section 7.1).
  token_type: z
    .string()
    .regex(/^bearer$/i)
    .optional(),
  refresh_token: z.string().min(1).optional().catch(undefined),
  scope: z.string().optional().catch(undefined),
  expires_in: z.coerce.number().positive().optional().catch(undefined),
});

const RENEW_AFTER = 0.8;

/** The token endpoint did not give a token; the status and a code of RFC 6749 are all that is kept. */
export class TokenRefused extends Error {
  readonly status: number;
  readonly reason: string | undefined;

  constructor(status: number, reason?: string) {
    super('the token endpoint gave no token');
    // Known by this name as a matter of who we are, which trouble on the other side is not.
    this.name = status < 500 ? 'UnauthorizedError' : 'TokenRefused';
    this.status = status;
    this.reason = reason;
  }
}

/**
 * Asks a token endpoint for tokens (RFC 6749 sections 4 to 6). Throws `TokenRefused`, and a TypeError
 * when it cannot be reached.
 */
export async function askForTokens(
  endpoint: string,
  parameters: Readonly<Record<string, string>>,
  client: TokenClient,
  fetch: Fetch,
  now: number,
): Promise<GivenTokens> {
  const body = new URLSearchParams(parameters);
  const headers = new Headers({ Accept: 'application/json' });
  // Beside a Basic header too: servers on the Python SDK look a client up by it alone.
  body.set('client_id', client.clientId);
  if (client.method === 'client_secret_basic') {
    const pair = `${encoded(client.clientId)}:${encoded(client.clientSecret ?? '')}`;
    headers.set('Authorization', `Basic ${btoa(pair)}`);
  } else if (client.method === 'client_secret_post') {
    body.set('client_secret', client.clientSecret ?? '');
  }
  const response = await timely(fetch)(endpoint, { method: 'POST', headers, body });
  const json: unknown = await response.json().catch(() => undefined);
  const answer = answerOf.safeParse(json);
  if (!response.ok || !answer.success) throw new TokenRefused(response.status, reasonIn(json));
  const { access_token, refresh_token, scope, expires_in: seconds } = answer.data;
  return {
    accessToken: access_token,
    ...(refresh_token !== undefined && { refreshToken: refresh_token }),
    ...(scope !== undefined && { scope }),
    ...(seconds !== undefined && {
      expiresAt: now + seconds * SECOND,
      renewAt: now + seconds * SECOND * RENEW_AFTER,
    }),
  };
}

const REASONS = ['invalid_grant', 'invalid_client', 'unauthorized_client'];

function reasonIn(json: unknown): string | undefined {
  const said = z.object({ error: z.string() }).safeParse(json);
  return REASONS.find((known) => said.success && said.data.error === known);
}

/** RFC 6749 section 2.3.1: both halves are form-encoded before they are joined. */
function encoded(text: string): string {
  return new URLSearchParams({ '': text }).toString().slice(1);
}

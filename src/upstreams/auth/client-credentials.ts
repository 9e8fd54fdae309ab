import { type AuthProvider, discoverOAuthServerInfo } from '@modelcontextprotocol/client';
import { z } from 'zod';
import { type Clock, SECOND } from '../../core/clock.ts';
import { SingleFlight } from '../../core/single-flight.ts';
import type { Fetch } from '../../net/checked-fetch.ts';

export interface ClientCredentials {
  /** The MCP endpoint the token is for (RFC 8707). */
  readonly resource: string;
  /** Without it, the upstream's own metadata names it. */
  readonly tokenUrl?: string | undefined;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope?: string | undefined;
}

interface Token {
  readonly value: string;
  /** Not used from here on, in milliseconds since the epoch. */
  readonly renewAt: number;
}

const answerOf = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().positive().optional(),
});

/** A token without a stated end is renewed when the upstream refuses it. */
const NEVER = Number.POSITIVE_INFINITY;
const RENEW_AFTER = 0.8;
const TIMEOUT_MS = 15 * SECOND;

/**
 * Tokens by client_credentials (RFC 6749 section 4.4, with `client_secret_basic`): one request for
 * all who wait, renewed at 80 % of a token's life and once when it is refused. Its errors name a
 * status at most.
 */
export function clientCredentials(
  credentials: ClientCredentials,
  fetch: Fetch,
  clock: Clock,
): AuthProvider {
  const asking = new SingleFlight<Token>();
  let held: Token | undefined;
  let endpoint = credentials.tokenUrl;

  async function ask(): Promise<Token> {
    const asked = clock();
    endpoint ??= await discoveredEndpoint(credentials.resource, fetch);
    const { clientId, clientSecret, resource, scope } = credentials;
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: {
        Authorization: `Basic ${btoa(`${encoded(clientId)}:${encoded(clientSecret)}`)}`,
        Accept: 'application/json',
      },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        resource,
        ...(scope !== undefined && { scope }),
      }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) throw new TokenRefused(response.status);
    const answer = answerOf.safeParse(await response.json());
    if (!answer.success) throw new TokenRefused(response.status);
    const { access_token: value, expires_in: seconds } = answer.data;
    const life = seconds === undefined ? NEVER : seconds * SECOND * RENEW_AFTER;
    return { value, renewAt: asked + life };
  }

  return {
    async token() {
      if (held === undefined || clock() >= held.renewAt) {
        held = undefined;
        held = await asking.run('', ask);
      }
      return held.value;
    },
    async onUnauthorized() {
      held = undefined;
    },
  };
}

/** The token endpoint did not give a token; the status is all that is told of why. */
class TokenRefused extends Error {
  readonly status: number;

  constructor(status: number) {
    super('the token endpoint gave no token');
    this.name = 'UnauthorizedError';
    this.status = status;
  }
}

async function discoveredEndpoint(resource: string, fetch: Fetch): Promise<string> {
  const { authorizationServerMetadata } = await discoverOAuthServerInfo(resource, {
    fetchFn: fetch,
  });
  const endpoint = authorizationServerMetadata?.token_endpoint;
  if (endpoint === undefined) throw new TokenRefused(404);
  return endpoint;
}

/** RFC 6749 section 2.3.1: both halves are form-encoded before they are joined. */
function encoded(text: string): string {
  return new URLSearchParams({ '': text }).toString().slice(1);
}

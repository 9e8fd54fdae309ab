import { type AuthProvider, discoverOAuthServerInfo } from '@modelcontextprotocol/client';
import type { Clock } from '../../core/clock.ts';
import { SingleFlight } from '../../core/single-flight.ts';
import type { Fetch } from '../../net/checked-fetch.ts';
import { timely } from './timely.ts';
import { askForTokens, type GivenTokens, TokenRefused } from './token-request.ts';

export interface ClientCredentials {
  /** The MCP endpoint the token is for (RFC 8707). */
  readonly resource: string;
  /** Without it, the upstream's own metadata names it. */
  readonly tokenUrl?: string | undefined;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope?: string | undefined;
}

/** A token without a stated end is renewed when the upstream refuses it. */
const NEVER = Number.POSITIVE_INFINITY;

/**
 * Tokens by client_credentials (RFC 6749 section 4.4, with `client_secret_basic`): one request for
 * all who wait, renewed at 80 % of a token's life and once when it is refused. Its errors name a
 * status at most.
 */
export function clientCredentials(
  credentials: ClientCredentials,
  fetch: Fetch,
  clock: Clock,
): AuthProvider & { forget(): void } {
  const asking = new SingleFlight<GivenTokens>();
  let held: GivenTokens | undefined;
  let endpoint = credentials.tokenUrl;

  async function ask(): Promise<GivenTokens> {
    const asked = clock();
    const { clientId, clientSecret, resource, scope } = credentials;
    endpoint ??= await discoveredEndpoint(resource, fetch);
    return askForTokens(
      endpoint,
      { grant_type: 'client_credentials', resource, ...(scope !== undefined && { scope }) },
      { clientId, clientSecret, method: 'client_secret_basic' },
      fetch,
      asked,
    );
  }

  return {
    async token() {
      if (held === undefined || clock() >= (held.renewAt ?? NEVER)) {
        held = undefined;
        held = await asking.run('', ask);
      }
      return held.accessToken;
    },
    async onUnauthorized() {
      held = undefined;
    },
    /** The next token is a new one. */
    forget() {
      held = undefined;
    },
  };
}

async function discoveredEndpoint(resource: string, fetch: Fetch): Promise<string> {
  const { authorizationServerMetadata } = await discoverOAuthServerInfo(resource, {
    fetchFn: timely(fetch),
  });
  const endpoint = authorizationServerMetadata?.token_endpoint;
  if (endpoint === undefined) throw new TokenRefused(404);
  return endpoint;
}

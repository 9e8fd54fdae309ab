import {
  type AuthorizationServerMetadata,
  computeScopeUnion,
  startAuthorization,
} from '@modelcontextprotocol/client';
import { type Clock, MINUTE } from '../../core/clock.ts';
import { isLatchkeyError } from '../../core/errors.ts';
import { type Random, randomId } from '../../core/ids.ts';
import { tokenHash } from '../../keys/token-hash.ts';
import { type Challenge, discover } from './discovery.ts';
import { SignInFault } from './faults.ts';
import type { OwnClient } from './own-client.ts';
import { clientAt } from './registration.ts';
import type { PendingSignIn } from './sealed-records.ts';
import { challengeOf, type OAuthSession } from './session.ts';
import { timely } from './timely.ts';
import { askForTokens, TokenRefused } from './token-request.ts';

/** How long somebody may stay at the other side's login page. */
const LIFE_MS = 10 * MINUTE;

/**
 * The login page at which somebody lets us in at an upstream. The state they come back with works
 * once, in the browser with this secret, and what it stands for was settled before they left: which
 * upstream, whose tokens, which issuer. Throws `SignInFault`.
 */
export async function beginSignIn(
  session: OAuthSession,
  own: OwnClient,
  browserSecret: string,
  { clock, random }: { readonly clock: Clock; readonly random: Random },
): Promise<URL> {
  const { options } = session;
  const { records, upstream, owner, allows } = options;
  const challenge = session.challenge ?? (await probe(session));
  const server = await discover({ ...options, challenge });
  const { metadata, issuer, resource } = server;
  const scope = withRefreshing(session.scopeToAsk(server.offeredScope ?? undefined), metadata);
  const client = await clientAt({
    ...options,
    server,
    own,
    issuerNamed: options.issuer !== undefined,
    scope,
    now: clock(),
  });
  const state = randomId(random);
  const { authorizationUrl, codeVerifier } = await startAuthorization(issuer, {
    metadata,
    clientInformation: { client_id: client.clientId },
    redirectUrl: own.redirectUri,
    state,
    resource,
    ...(scope !== undefined && { scope }),
  });
  if (!allows(authorizationUrl.href)) {
    throw new SignInFault('Its login page is at an address that is not https.');
  }
  await records.putPending(
    {
      id: tokenHash(state),
      browserHash: tokenHash(browserSecret),
      upstream,
      owner,
      expiresAt: clock() + LIFE_MS,
    },
    {
      issuer,
      namesItself: metadata.authorization_response_iss_parameter_supported === true,
      tokenEndpoint: metadata.token_endpoint,
      resource,
      redirectUri: own.redirectUri,
      client,
      verifier: codeVerifier,
      asked: scope,
    },
  );
  return authorizationUrl;
}

/** Spends the code that somebody brought back. Throws `SignInFault`. */
export async function spendCode(
  session: OAuthSession,
  pending: PendingSignIn,
  code: string,
): Promise<void> {
  const { issuer, tokenEndpoint, resource, redirectUri, client, verifier, asked } = pending;
  const { fetch, clock, records, upstream, url, given } = session.options;
  try {
    const tokens = await askForTokens(
      tokenEndpoint,
      {
        grant_type: 'authorization_code',
        code,
        code_verifier: verifier,
        redirect_uri: redirectUri,
        resource,
      },
      client,
      fetch,
      clock(),
    );
    await session.accept({ ...tokens, url, issuer, tokenEndpoint, resource, client, asked });
  } catch (cause) {
    if (cause instanceof TokenRefused) {
      // So that the next attempt registers anew; what the operator wrote stays bound to its issuer.
      if (given === undefined && cause.reason?.includes('client'))
        await records.dropRegistration(upstream, issuer);
      throw new SignInFault(
        `Its authorization server gave no tokens (status ${cause.status}). Ask for a new link and try again.`,
        { cause },
      );
    }
    if (isLatchkeyError(cause)) throw cause;
    throw new SignInFault('Its authorization server does not answer. Try again in a minute.', {
      cause,
    });
  }
}

/** The four cases of RFC 9207 section 2.4; issuers are compared letter by letter. */
export function isFromIssuer(
  iss: string | undefined,
  { issuer, namesItself }: Pick<PendingSignIn, 'issuer' | 'namesItself'>,
): boolean {
  return iss === undefined ? !namesItself : iss === issuer;
}

/** `offline_access` where it is known there; nothing at all stays nothing (RFC 6749 section 3.3). */
function withRefreshing(
  scope: string | undefined,
  { scopes_supported }: AuthorizationServerMetadata,
): string | undefined {
  if (scope === undefined || scopes_supported?.includes('offline_access') !== true) return scope;
  return computeScopeUnion(scope, 'offline_access');
}

/** Asks to be refused, since a refusal says where to sign in and what for. */
async function probe({ options }: OAuthSession): Promise<Challenge> {
  try {
    const response = await timely(options.fetch)(options.url, {
      method: 'POST',
      headers: {
        Accept: 'application/json, text/event-stream',
        'Content-Type': 'application/json',
      },
      body: '{"jsonrpc":"2.0","id":1,"method":"ping"}',
    });
    await response.body?.cancel();
    return challengeOf(response);
  } catch {
    return {};
  }
}

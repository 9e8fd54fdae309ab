import {
  type AuthorizationServerMetadata,
  checkResourceAllowed,
  discoverOAuthServerInfo,
  IssuerMismatchError,
  type OAuthProtectedResourceMetadata,
  resourceUrlFromServerUrl,
} from '@modelcontextprotocol/client';
import type { Fetch } from '../../net/checked-fetch.ts';
import { SignInFault } from './faults.ts';
import { timely } from './timely.ts';

/** What an upstream said when it refused us (RFC 9728 section 5.1, RFC 6750 section 3). */
export interface Challenge {
  readonly resourceMetadataUrl?: URL | undefined;
  readonly scope?: string | undefined;
}

/** The authorization server of an upstream, as both of them describe it. */
export interface AuthorizationServer {
  /** Letter by letter as its own metadata has it. */
  readonly issuer: string;
  readonly metadata: AuthorizationServerMetadata;
  /** Whether it publishes nothing, so that all of this is only what servers once had in common. */
  readonly assumed: boolean;
  /** What tokens are for (RFC 8707): always sent. */
  readonly resource: string;
  /** What the upstream has scopes for, when it says so. */
  readonly offeredScope?: string | undefined;
}

export interface DiscoveryOptions {
  readonly url: string;
  readonly challenge: Challenge;
  readonly fetch: Fetch;
  /** Whether an address may be used at all (`CheckedFetch`). */
  readonly allows: (address: string) => boolean;
  /** The one that the operator named; another is refused. */
  readonly issuer?: string | undefined;
}

/**
 * Finds the authorization server of an upstream (RFC 9728, then RFC 8414 or OpenID Connect Discovery,
 * whose `issuer` has to be the one that was asked) and holds it to what MCP asks of one. Throws
 * `SignInFault`.
 */
export async function discover(options: DiscoveryOptions): Promise<AuthorizationServer> {
  const { metadata: published, resourceMetadata } = await read(options);
  const isSilent = resourceMetadata === undefined && !options.challenge.resourceMetadataUrl;
  const metadata = published ?? (isSilent ? assumedAt(options.url) : undefined);
  if (metadata === undefined) {
    throw new SignInFault('It names no authorization server that publishes its metadata.');
  }
  const { issuer } = metadata;
  if (options.issuer !== undefined && options.issuer !== issuer) {
    throw new SignInFault('It names another authorization server than the issuer in its settings.');
  }
  // What publishes nothing cannot say so either; the challenge is sent all the same.
  if (published && published.code_challenge_methods_supported?.includes('S256') !== true) {
    throw new SignInFault('Its authorization server does not say that it supports PKCE with S256.');
  }
  if (metadata.response_types_supported?.includes('code') === false) {
    throw new SignInFault('Its authorization server does not give authorization codes.');
  }
  const { authorization_endpoint, token_endpoint, registration_endpoint } = metadata;
  for (const one of [authorization_endpoint, token_endpoint, registration_endpoint]) {
    if (one !== undefined && !options.allows(one)) {
      throw new SignInFault('Its authorization server has an address that is not https.');
    }
  }
  return {
    issuer,
    metadata,
    assumed: published === undefined,
    resource: resourceOf(options.url, resourceMetadata),
    offeredScope: resourceMetadata?.scopes_supported?.join(' ') || undefined,
  };
}

/**
 * Where a server that says nothing of signing in has everything (MCP 2025-03-26, Fallbacks for Servers
 * without Metadata Discovery): at the root of its own address, and nowhere else.
 */
function assumedAt(url: string): AuthorizationServerMetadata {
  const { origin } = new URL(url);
  return {
    issuer: origin,
    authorization_endpoint: `${origin}/authorize`,
    token_endpoint: `${origin}/token`,
    registration_endpoint: `${origin}/register`,
    response_types_supported: ['code'],
  };
}

async function read({ url, challenge, fetch }: DiscoveryOptions) {
  try {
    const { resourceMetadataUrl } = challenge;
    const found = await discoverOAuthServerInfo(url, {
      fetchFn: timely(fetch),
      ...(resourceMetadataUrl !== undefined && { resourceMetadataUrl }),
    });
    return {
      metadata: found.authorizationServerMetadata,
      resourceMetadata: found.resourceMetadata,
    };
  } catch (cause) {
    throw new SignInFault(
      cause instanceof IssuerMismatchError
        ? 'Its authorization server says it is another one (its issuer is not the address it was found at).'
        : 'Its authorization server could not be reached, or is at an address that was not approved: one within your network has to be named as issuer, with private_network.',
      { cause },
    );
  }
}

/** The resource as its metadata spells it, if that is ours at all; else the address itself. */
function resourceOf(url: string, metadata: OAuthProtectedResourceMetadata | undefined): string {
  const own = resourceUrlFromServerUrl(url);
  if (metadata === undefined) return own.href;
  const { resource } = metadata;
  if (!checkResourceAllowed({ requestedResource: own, configuredResource: resource })) {
    throw new SignInFault('What it publishes about signing in is about another address.');
  }
  return resource;
}

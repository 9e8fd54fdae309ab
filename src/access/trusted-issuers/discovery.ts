/** Reads a JSON document; throws when there is none. */
export type FetchJson = (url: string) => Promise<unknown>;

/**
 * Where an issuer's discovery document may lie: appended (OpenID Connect Discovery 1.0 section 4.1)
 * and path-inserted (RFC 8414 section 3.1).
 */
export function discoveryUrls(issuer: string): readonly string[] {
  const url = new URL(issuer);
  const path = url.pathname.replace(/\/$/, '');
  return [
    `${url.origin}${path}/.well-known/openid-configuration`,
    `${url.origin}/.well-known/oauth-authorization-server${path}`,
  ];
}

/**
 * Finds an issuer's `jwks_uri` by its discovery document, which must name that very issuer (RFC 8414
 * section 3.3). Throws with what was wrong at the last place.
 */
export async function discoverJwksUrl(issuer: string, fetchJson: FetchJson): Promise<string> {
  let trouble: unknown;
  for (const url of discoveryUrls(issuer)) {
    try {
      return jwksUrlIn(await fetchJson(url), issuer);
    } catch (thrown) {
      trouble = thrown;
    }
  }
  throw trouble;
}

function jwksUrlIn(document: unknown, issuer: string): string {
  const { issuer: named, jwks_uri: url } = (document ?? {}) as Record<string, unknown>;
  if (named !== issuer) throw new Error('its discovery document names another issuer');
  const parsed = typeof url === 'string' ? URL.parse(url) : null;
  const safe = parsed?.protocol === 'https:' || parsed?.protocol === new URL(issuer).protocol;
  if (parsed === null || !safe) throw new Error('its discovery document has no safe jwks_uri');
  return parsed.href;
}

const SCHEME = 'latchkey-upstream://';

/**
 * What an upstream's resource, or template of some, is called here: its own URI behind the upstream's
 * name, so that no upstream can stand in for another's or for ours. Nothing of it is encoded, since a
 * template has to expand to what the upstream itself would have made of it.
 */
export function uriHere(upstream: string, uri: string): string {
  return `${SCHEME}${upstream}/${uri}`;
}

/** Whose a URI is, and what it is there; undefined for one that is no upstream's. */
export function uriThere(
  uri: string,
): { readonly upstream: string; readonly uri: string } | undefined {
  if (!uri.startsWith(SCHEME)) return undefined;
  const rest = uri.slice(SCHEME.length);
  const slash = rest.indexOf('/');
  if (slash < 1 || slash === rest.length - 1) return undefined;
  return { upstream: rest.slice(0, slash), uri: rest.slice(slash + 1) };
}

/** A link in an answer: one that a client fetches from the web by itself stays what it is. */
export function linkHere(upstream: string, uri: string): string {
  return /^https?:/i.test(uri) ? uri : uriHere(upstream, uri);
}

/** Reads a client id: a web address without anything that could make it ambiguous. */
export function parseClientId(clientId: string): URL | undefined {
  if (!URL.canParse(clientId)) return undefined;
  const url = new URL(clientId);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  if (url.hash !== '' || url.username !== '' || url.password !== '') return undefined;
  // The parsed form has no dots any more, so they are looked for in what was sent.
  const dotted = /\/\.{1,2}(\/|$)/.test(clientId.split(/[?#]/)[0] ?? '');
  return dotted ? undefined : url;
}

function originAsWritten(address: string): string | undefined {
  return /^(https?:\/\/[^/?#]+)/i.exec(address)?.[1]?.toLowerCase();
}

/** Whether a client may be sent back there: only within its own origin, letter by letter. */
export function mayRedirect(clientId: string, redirectUri: string): boolean {
  if (parseClientId(clientId) === undefined || !URL.canParse(redirectUri)) return false;
  const origin = originAsWritten(clientId);
  return origin !== undefined && origin === originAsWritten(redirectUri);
}

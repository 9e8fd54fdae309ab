import { isPrivateHost } from '../config/private-host.ts';
import { isLoopbackHost } from '../net/front-doors.ts';

/** Private-use schemes of native clients (RFC 8252 section 7.1) that we let come back. */
const PRIVATE_USE_SCHEMES = new Set([
  'cursor:',
  'vscode:',
  'vscode-insiders:',
  'vscodium:',
  'windsurf:',
]);

const LONGEST_URI = 512;

/**
 * Where Power Platform returns to, below which each connector has its own segment. Microsoft's
 * Copilot Studio tells an operator the segment only after the client was entered there, so this
 * prefix may be registered in its place; the host is Microsoft's alone.
 */
const POWER_PLATFORM = 'https://global.consent.azure-apim.net/redirect/';
const POWER_PLATFORM_SEGMENT = /^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$/;

/** As written, since a URL parser also reads `127.1` and `0x7f000001` as this machine. */
const LOOPBACK_AS_WRITTEN = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?([/?]|$)/;

/**
 * Why a redirect URI cannot be registered, or undefined when it can: https anywhere, http on this
 * machine only (RFC 8252 section 7.3), or a known private-use scheme. No user information, no
 * fragment, nothing a browser would read differently than we do (RFC 9700 section 4.1).
 */
export function redirectUriFault(uri: string): string | undefined {
  if (uri.length > LONGEST_URI) return 'is longer than 512 characters';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  if (/[\u0000-\u0020\u007f-\uffff\\]/.test(uri)) {
    return 'has a space, a backslash, a control or a non-ASCII character';
  }
  const url = URL.parse(uri);
  if (url === null) return 'is not an absolute URI';
  if (uri.includes('#')) return 'has a fragment';
  if (url.username !== '' || url.password !== '' || /^[a-z.+-]+:\/\/[^/?]*@/i.test(uri)) {
    return 'has user information';
  }
  // A browser reads `https:///evil.example` as if it had a host, where other parsers find none.
  if (!/^[a-z.+-]+:\/\/[^/?]/i.test(uri)) return 'has no host';
  if (url.protocol === 'https:') return undefined;
  if (url.protocol === 'http:') {
    return LOOPBACK_AS_WRITTEN.test(uri) ? undefined : 'is http outside this machine';
  }
  return PRIVATE_USE_SCHEMES.has(url.protocol) ? undefined : 'has a scheme that is not allowed';
}

/**
 * The same for a URI that the operator lists, which may also be plain http within the house: Home
 * Assistant without a certificate returns to `http://homeassistant.local:8123/auth/external/callback`.
 */
export function listedRedirectUriFault(uri: string): string | undefined {
  const url = URL.parse(uri);
  const inTheHouse = url?.protocol === 'http:' && isPrivateHost(url.hostname);
  return redirectUriFault(inTheHouse ? uri.replace(/^http:/i, 'https:') : uri);
}

/**
 * Whether a presented redirect URI is a registered one: the same string, except that the port is
 * free on a loopback host, since native clients listen on whatever is free (RFC 8252 section 7.3;
 * `localhost` counts, as Claude Code registers it), and the last segment on Power Platform's.
 */
export function matchesRedirectUri(registered: string, presented: string): boolean {
  if (registered === presented) return true;
  if (redirectUriFault(presented) !== undefined) return false;
  if (registered === POWER_PLATFORM && presented.startsWith(POWER_PLATFORM)) {
    return POWER_PLATFORM_SEGMENT.test(presented.slice(POWER_PLATFORM.length));
  }
  const left = URL.parse(registered);
  const right = URL.parse(presented);
  if (left === null || right === null) return false;
  if (left.protocol !== 'http:' || right.protocol !== 'http:') return false;
  if (!isLoopbackHost(left.host) || left.hostname !== right.hostname) return false;
  return afterAuthority(registered) === afterAuthority(presented);
}

/** Path and query as written: a normalising parser must not make two spellings one. */
function afterAuthority(uri: string): string {
  return /^[a-z]+:\/\/[^/?]*(.*)$/i.exec(uri)?.[1] ?? '';
}

/** Whether every place a client may return to is this machine: anyone's program could be waiting. */
export function isLocalhostOnly(redirectUris: readonly string[]): boolean {
  return redirectUris.every((uri) => {
    const url = URL.parse(uri);
    return url?.protocol === 'http:' && isLoopbackHost(url.host);
  });
}

/** What a person is shown as the place a sign-in returns to: the host, or a native app's scheme. */
export function redirectHost(uri: string): string {
  const url = URL.parse(uri);
  if (url === null) return '';
  return url.protocol === 'http:' || url.protocol === 'https:'
    ? url.host
    : `${url.protocol}//${url.host}`;
}

import type { UpstreamEntry } from './entries.ts';

/** How we prove ourselves to an upstream; `environment` is what a program is given. */
export type AuthKind =
  | 'none'
  | 'bearer'
  | 'headers'
  | 'environment'
  | 'oauth'
  | 'client_credentials';

/** How an entry proves us, as far as it says so itself. */
export function authKindOf({ auth, transport }: UpstreamEntry): AuthKind {
  if (auth.method !== 'none') return auth.method;
  if (transport.kind === 'stdio') {
    return Object.keys(transport.env).length > 0 ? 'environment' : 'none';
  }
  const headers = Object.entries(transport.headers);
  const isBearer = ([name, value]: readonly [string, string]) =>
    name.toLowerCase() === 'authorization' && /^bearer /i.test(value);
  if (headers.some(isBearer)) return 'bearer';
  return headers.length > 0 ? 'headers' : 'none';
}

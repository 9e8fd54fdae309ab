import type { IncomingHttpHeaders } from 'node:http';
import { sameText } from '../keys/token-hash.ts';

/** Where the companion in Home Assistant's web server answers: the path of every door it serves. */
export const COMPANION_PATH = '/api/latchkey';

const SECRET = 'x-latchkey-companion';
const HOST = 'x-latchkey-host';
const CLIENT = 'x-latchkey-client';

/** What the companion says of a request that it passes on. */
export interface PassedOn {
  /** The Host the client asked Home Assistant for; absent when the companion asks for itself. */
  readonly host: string | undefined;
  /** The address of the client as Home Assistant sees it; perhaps none at all. */
  readonly client: string;
}

/**
 * Reads and removes what a companion says, so that nothing behind it meets the secret. Undefined
 * for a request that no companion passed on, `'unknown'` for one that shows another secret than
 * ours: that one is refused, since as a request of its own it would be taken for a neighbour's.
 */
export function companionSays(
  headers: IncomingHttpHeaders,
  secret: string,
): PassedOn | 'unknown' | undefined {
  const shown = take(headers, SECRET);
  const host = take(headers, HOST);
  const client = take(headers, CLIENT);
  if (shown === undefined) return undefined;
  return sameText(shown, secret) ? { host, client: client ?? '' } : 'unknown';
}

function take(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  // Deleting what is not there would make every later look at the headers slower.
  if (value === undefined) return undefined;
  delete headers[name];
  return typeof value === 'string' ? value : undefined;
}

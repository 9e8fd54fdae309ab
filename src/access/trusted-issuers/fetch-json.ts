import { SECOND } from '../../core/clock.ts';
import { VERSION } from '../../core/version.ts';

const TIMEOUT = 3 * SECOND;
/** The most bytes of such a document. */
export const LARGEST = 128 * 1_024;

/**
 * Reads JSON from an address that the operator chose, which may well be in the house; one that a
 * stranger chose is for `net/safe-fetch` alone. Throws when there is no such document.
 */
export function fetchJson(url: string): Promise<unknown> {
  return readJson(url, fetch);
}

/** Reads JSON. No redirect is followed: it would let whoever answers choose the next address. */
export async function readJson(
  url: string,
  get: (url: string, init: RequestInit) => Promise<Response>,
): Promise<unknown> {
  const signal = AbortSignal.timeout(TIMEOUT);
  const response = await get(url, {
    signal,
    redirect: 'error',
    credentials: 'omit',
    headers: {
      Accept: 'application/json',
      'User-Agent': `Latchkey/${VERSION}`,
      Connection: 'close',
    },
  });
  if (response.status !== 200 || response.body === null) {
    await response.body?.cancel();
    throw new Error(`answered ${response.status}`);
  }
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body) {
    size += part.length;
    if (size > LARGEST) throw new Error(`answered more than ${LARGEST} bytes`);
    parts.push(part);
  }
  return JSON.parse(Buffer.concat(parts).toString('utf8'));
}

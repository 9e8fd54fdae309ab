import { SECOND } from '../../core/clock.ts';
import type { Fetch } from '../../net/checked-fetch.ts';

const TIMEOUT_MS = 15 * SECOND;

/** The same fetch with a time by which its answer has to be read, for servers that never end one. */
export function timely(fetch: Fetch): Fetch {
  return (url, init) => fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS), ...init });
}

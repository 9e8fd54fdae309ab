import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where tests keep what is slow to make, outside the checkout so that every checkout shares it. */
export function cacheFolder(): string {
  const { LATCHKEY_TEST_CACHE: own, XDG_CACHE_HOME: shared } = process.env;
  if (own) return own;
  return join(shared || join(homedir(), '.cache'), 'latchkey');
}

import { randomBytes } from 'node:crypto';

/** Where randomness comes from: that many unpredictable bytes. Passed in, so that tests can repeat. */
export type Random = (bytes: number) => Buffer;

export const systemRandom: Random = randomBytes;

/** An unguessable name of 256 bits, safe in URLs, headers and forms. */
export function randomId(random: Random = systemRandom, bytes = 32): string {
  return random(bytes).toString('base64url');
}

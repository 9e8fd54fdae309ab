import { randomBytes } from 'node:crypto';

/** Where randomness comes from: that many unpredictable bytes. Passed in, so that tests can repeat. */
export type Random = (bytes: number) => Buffer;

const DRAWN_AT_ONCE = 4_096;

let drawn = Buffer.alloc(0);

/** From the operating system, many bytes at a time: each time it is asked takes as long as a query. */
export const systemRandom: Random = (bytes) => {
  if (bytes > DRAWN_AT_ONCE) return randomBytes(bytes);
  if (bytes > drawn.length) drawn = randomBytes(DRAWN_AT_ONCE);
  const given = Buffer.from(drawn.subarray(0, bytes));
  // Nothing that becomes a secret stays here.
  drawn.fill(0, 0, bytes);
  drawn = drawn.subarray(bytes);
  return given;
};

/** An unguessable name of 256 bits, safe in URLs, headers and forms. */
export function randomId(random: Random = systemRandom, bytes = 32): string {
  return random(bytes).toString('base64url');
}

import { createHash } from 'node:crypto';

/** The state with a sum over it: a key in which one bit turned would open as another key. */
export function withSum(state: object): object {
  return { ...state, sum: sumOf(state) };
}

/**
 * What was kept, without its sum; undefined when the sum is another's, so something of it is
 * damaged. What was written before there were sums, and what is no object, stays as it is.
 */
export function withoutSum(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('sum' in value)) return value;
  const { sum, ...state } = value;
  return sum === sumOf(state) ? state : undefined;
}

function sumOf(state: object): string {
  return createHash('sha256').update(JSON.stringify(state)).digest('base64url');
}

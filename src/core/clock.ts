/** Where the time comes from: milliseconds since the epoch. Passed in, so that tests can set it. */
export type Clock = () => number;

export const systemClock: Clock = Date.now;

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Milliseconds as the whole seconds that JWT claims and OAuth answers count in. */
export function inSeconds(milliseconds: number): number {
  return Math.floor(milliseconds / SECOND);
}

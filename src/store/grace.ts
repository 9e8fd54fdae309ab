import { MINUTE } from '../core/clock.ts';

/** How far a clock may be set back before what it says of a grace window is worth nothing. */
const SET_BACK_MS = MINUTE;

/**
 * Where a repeat of a rotated refresh token stands to its grace window: inside, over, or so long
 * before it could have begun that the clock was set back. Then nobody can tell, and for as long as
 * the clock is behind, a stolen token would be worth its successor.
 */
export function graceNow(
  graceEndsAt: number,
  graceMs: number,
  now: number,
): 'inside' | 'over' | 'unknown' {
  if (now >= graceEndsAt) return 'over';
  return graceEndsAt - now <= graceMs + SET_BACK_MS ? 'inside' : 'unknown';
}

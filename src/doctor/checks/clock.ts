import { MINUTE } from '../../core/clock.ts';
import type { Check, HereSubject } from '../check.ts';
import { plain, problem, SOUND, type Verdict } from '../finding.ts';

/** Beyond it assertions, identity providers' tokens and certificates are held against a wrong time. */
const MOST = 2 * MINUTE;

/**
 * Whether our clock and those of the home and of the proxies in front of us agree: nobody else is
 * asked. Where all of them run on this very machine there is only one clock, and it agrees with itself.
 */
export const clock: Check<HereSubject> = {
  id: 'clock',
  about: 'here',
  run: async ({ clocks, now }) => judgeClock(now, await clocks()),
};

export function judgeClock(
  now: () => number,
  others: readonly { readonly other: string; readonly time: number }[],
): Verdict {
  if (others.length === 0) return plain('unknown', 'clock_unknown');
  const off = others.find(({ time }) => Math.abs(time - now()) > MOST);
  if (off === undefined) return SOUND;
  const minutes = Math.round(Math.abs(off.time - now()) / MINUTE);
  return problem('clock_off', { minutes, other: off.other });
}

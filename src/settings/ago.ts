import { DAY, HOUR, MINUTE } from '../core/clock.ts';

const UNITS = [
  ['day', DAY],
  ['hour', HOUR],
  ['minute', MINUTE],
] as const;

/** How long ago something was, such as `3 hours ago`; `justNow` for less than a minute. */
export function ago(at: number, now: number, language: string, justNow: string): string {
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  for (const [unit, length] of UNITS) {
    const number = Math.floor((now - at) / length);
    if (number >= 1) return words.format(-number, unit);
  }
  return justNow;
}

import { HOUR, MINUTE } from '../../core/clock.ts';
import { hourOfEnergy } from './house-model.ts';
import type { Meter } from './series.ts';

/** When everything was installed; nothing was counted before. */
export const INSTALLED = Date.UTC(2024, 11, 31, 23);
const FIRST_HOUR = INSTALLED / HOUR;
const FIVE_MINUTES = 5 * MINUTE;

const sums = new Map<string, number[]>();

/** What was counted from the installation to the beginning of that hour. */
function countedBefore(meter: Meter, hour: number): number {
  const known = sums.get(meter.id) ?? [0];
  sums.set(meter.id, known);
  for (let next = known.length; next <= hour - FIRST_HOUR; next += 1) {
    known.push((known[next - 1] ?? 0) + meter.count(hourOfEnergy(FIRST_HOUR + next - 1)));
  }
  return known[hour - FIRST_HOUR] ?? 0;
}

/** What was counted until that moment, moving on in steps of five minutes. */
export function counted(meter: Meter, at: number): number {
  if (at <= INSTALLED) return 0;
  const hour = Math.floor(at / HOUR);
  const steps = Math.floor((at % HOUR) / FIVE_MINUTES);
  const before = countedBefore(meter, hour);
  if (steps === 0) return before;
  return before + Math.round((meter.count(hourOfEnergy(hour)) * steps) / 12);
}

function lastReset(meter: Meter, at: number): number {
  if (meter.resets === undefined) return INSTALLED;
  const { month, day } = meter.resets;
  const year = new Date(at).getUTCFullYear();
  const thisYear = Date.UTC(year, month - 1, day);
  return Math.max(INSTALLED, thisYear < at ? thisYear : Date.UTC(year - 1, month - 1, day));
}

/** What the counter shows, which begins again when the meter is reset. */
export function shown(meter: Meter, at: number): number {
  return counted(meter, at) - counted(meter, lastReset(meter, at));
}

/** Whether the row that begins then was never written. */
export function missing(meter: Meter, at: number): boolean {
  if (meter.gap === undefined) return false;
  const { month, day, hours } = meter.gap;
  const start = Date.UTC(new Date(at).getUTCFullYear(), month - 1, day, 9);
  return at >= start && at < start + hours * HOUR;
}

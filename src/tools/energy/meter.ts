import { HOUR } from '../../core/clock.ts';
import type { Range } from '../moments.ts';
import type { StatisticRow } from '../statistics.ts';

/**
 * How far an hour of a meter can be trusted. `late`: it also holds what was counted while nothing
 * was recorded before it. `partial`: the hour is not over. `missing`: nothing was recorded.
 */
export type Quality = 'whole' | 'partial' | 'late' | 'missing';

export interface Reading {
  readonly kwh: number;
  readonly quality: Quality;
}

/** Hours nothing was recorded of while the meter counted on, or until now. */
export interface Gap extends Range {
  readonly id: string;
}

/** What a meter counted, by the start of the hour. */
export interface MeterHours {
  readonly id: string;
  readonly hours: ReadonlyMap<number, Reading>;
  readonly gaps: readonly Gap[];
}

/** Rows of one meter: by the hour from an hour before the range, and the latest by 5 minutes. */
export interface MeterRows {
  readonly hourly: readonly StatisticRow[];
  readonly fine: readonly StatisticRow[];
}

/** Less than this is rounding. */
const NOTHING_KWH = 0.0005;
const ROWS_IN_AN_HOUR = 12;

/** The starts of the recorder's hours in a span; it counts them by UTC, whatever the zone. */
export function hoursOf({ start, end }: Range): readonly number[] {
  const hours: number[] = [];
  for (let at = Math.ceil(start / HOUR) * HOUR; at < end; at += HOUR) hours.push(at);
  return hours;
}

/**
 * Reads what a meter counted hour by hour. Only `change` is used: the recorder has taken resets of
 * the meter out of it, and after a gap it holds all that was counted meanwhile.
 */
export function readMeter(id: string, rows: MeterRows, range: Range, now: number): MeterHours {
  const recorded = changes(rows, now);
  const hours = new Map<number, Reading>();
  const gaps: Gap[] = [];
  const wanted = hoursOf(range);
  let missing: number[] = [];
  // The hour before tells whether the first one begins after a gap.
  for (const hour of wanted.length === 0 ? [] : [(wanted[0] ?? 0) - HOUR, ...wanted]) {
    const found = recorded.get(hour);
    if (found === undefined) {
      const begun = hour + HOUR > now;
      hours.set(hour, { kwh: 0, quality: begun ? 'partial' : 'missing' });
      if (!begun) missing.push(hour);
      continue;
    }
    const hidNothing = Math.abs(found.kwh) < NOTHING_KWH;
    if (missing.length === 0 || hidNothing) hours.set(hour, found);
    else hours.set(hour, { ...found, quality: 'late' });
    const [first] = missing;
    if (first !== undefined && !hidNothing) gaps.push({ id, start: first, end: hour });
    if (hidNothing) for (const one of missing) hours.set(one, { kwh: 0, quality: 'whole' });
    missing = [];
  }
  const [first] = missing;
  const last = missing.at(-1);
  if (first !== undefined && last !== undefined) gaps.push({ id, start: first, end: last + HOUR });
  const [begin = 0] = wanted;
  hours.delete(begin - HOUR);
  return {
    id,
    hours,
    gaps: gaps
      .filter(({ end }) => end > begin)
      .map((gap) => ({ ...gap, start: Math.max(gap.start, begin) })),
  };
}

/** Whole hours as recorded; one that has no row of its own yet is added up from its parts. */
function changes({ hourly, fine }: MeterRows, now: number): ReadonlyMap<number, Reading> {
  const parts = new Map<number, number[]>();
  for (const { start, change } of fine) {
    if (typeof change !== 'number') continue;
    const hour = Math.floor(start / HOUR) * HOUR;
    parts.set(hour, [...(parts.get(hour) ?? []), change]);
  }
  const found = new Map<number, Reading>();
  for (const [hour, counted] of parts) {
    const over = hour + HOUR <= now && counted.length === ROWS_IN_AN_HOUR;
    const kwh = counted.reduce((sum, change) => sum + change, 0);
    found.set(hour, { kwh, quality: over ? 'whole' : 'partial' });
  }
  for (const { start, change } of hourly) {
    if (typeof change === 'number') found.set(start, { kwh: change, quality: 'whole' });
  }
  return found;
}

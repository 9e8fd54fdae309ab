import { HOUR } from '../../core/clock.ts';
import type { LocalDay } from '../local-days.ts';
import type { Gap, MeterHours, Quality } from './meter.ts';

/** What flows into the home counts for its consumption, what flows out of it against. */
export const FLOWS = {
  grid_import: 1,
  grid_export: -1,
  solar: 1,
  battery_in: -1,
  battery_out: 1,
} as const;

export type Flow = keyof typeof FLOWS;
export const FLOW_NAMES = Object.keys(FLOWS) as readonly Flow[];

/** Several meters may count one flow. */
export type Meters = Readonly<Partial<Record<Flow, readonly MeterHours[]>>>;

export interface HomeHour {
  readonly start: number;
  readonly end: number;
  /** What the home used, in kWh; absent when nothing at all was recorded. */
  readonly total: number | undefined;
  readonly flows: Readonly<Partial<Record<Flow, number>>>;
  /** The hour is not over. */
  readonly partial: boolean;
  /** Every meter was read, and for this hour only. */
  readonly complete: boolean;
}

/** Consumption hour by hour: import + solar + battery out - export - battery in. */
export function balance(hours: readonly number[], meters: Meters): readonly HomeHour[] {
  return hours.map((start) => {
    const flows: Partial<Record<Flow, number>> = {};
    const qualities: Quality[] = [];
    let total = 0;
    for (const flow of FLOW_NAMES) {
      const counting = meters[flow];
      if (counting === undefined || counting.length === 0) continue;
      const readings = counting.map(({ hours }) => hours.get(start));
      qualities.push(...readings.map((reading) => reading?.quality ?? 'missing'));
      const kwh = readings.reduce((sum, reading) => sum + (reading?.kwh ?? 0), 0);
      flows[flow] = kwh;
      total += FLOWS[flow] * kwh;
    }
    const nothing = qualities.every((quality) => quality === 'missing');
    return {
      start,
      end: start + HOUR,
      total: nothing ? undefined : total,
      flows,
      partial: qualities.includes('partial'),
      complete: !nothing && qualities.every((quality) => quality === 'whole'),
    };
  });
}

/** Sums over hours: consumption and each flow. */
export function totals(hours: readonly HomeHour[]): {
  readonly total: number;
  readonly flows: Readonly<Partial<Record<Flow, number>>>;
} {
  const flows: Partial<Record<Flow, number>> = {};
  let total = 0;
  for (const hour of hours) {
    total += hour.total ?? 0;
    for (const flow of FLOW_NAMES) {
      const kwh = hour.flows[flow];
      if (kwh !== undefined) flows[flow] = (flows[flow] ?? 0) + kwh;
    }
  }
  return { total, flows };
}

export interface Peaks {
  readonly hour: HomeHour | undefined;
  readonly day: { readonly day: string; readonly total: number } | undefined;
  /** Hours that were compared; the others are not over, or not fully recorded. */
  readonly compared: number;
}

/** The hour and the day with the highest consumption, of complete hours and days only. */
export function peaks(hours: readonly HomeHour[], days: readonly LocalDay[]): Peaks {
  const complete = hours.filter((hour) => hour.complete);
  const sums = days.flatMap(({ day, start, end }) => {
    const own = hours.filter((hour) => hour.start >= start && hour.start < end);
    // A day that the range cuts short is not comparable with whole ones.
    const expected = Math.floor((end - 1) / HOUR) - Math.ceil(start / HOUR) + 1;
    if (own.length < expected || own.some((hour) => !hour.complete)) return [];
    return [{ day, total: totals(own).total }];
  });
  return {
    hour: highest(complete, (hour) => hour.total ?? 0),
    day: highest(sums, ({ total }) => total),
    compared: complete.length,
  };
}

/** The first of the highest. */
function highest<T>(all: readonly T[], value: (one: T) => number): T | undefined {
  return all.reduce<T | undefined>(
    (best, one) => (best === undefined || value(one) > value(best) ? one : best),
    undefined,
  );
}

/** Every gap of all these meters, in order. */
export function gapsOf(meters: Meters): readonly Gap[] {
  return Object.values(meters)
    .flat()
    .flatMap(({ gaps }) => gaps)
    .sort((one, other) => one.start - other.start);
}

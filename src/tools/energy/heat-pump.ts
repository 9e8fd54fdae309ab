import type { LocalDay } from '../local-days.ts';
import type { MeterHours } from './meter.ts';

/** Means of a temperature by the start of their hour, in °C. */
export type Temperatures = ReadonlyMap<number, number>;

/** When the compressor ran, and since when that is known. */
export interface Compressor {
  readonly knownFrom: number;
  readonly runs: readonly { readonly start: number; readonly end: number }[];
}

export interface HeatPumpReadings {
  readonly electric: MeterHours | undefined;
  readonly heat: MeterHours | undefined;
  readonly temperatures: Readonly<Record<string, Temperatures>>;
  readonly compressor: Compressor | undefined;
}

export interface HeatPumpDay {
  readonly day: string;
  readonly electricKwh: number | undefined;
  readonly heatKwh: number | undefined;
  /** Heat per electricity, of the sums of the day. */
  readonly cop: number | undefined;
  readonly runtimeMinutes: number | undefined;
  readonly starts: number | undefined;
  /** Mean by the name of the temperature. */
  readonly temperatures: Readonly<Record<string, number>>;
  /** The day is not over, or only begun within the span. */
  readonly partial: boolean;
  /** A meter was not recorded for a part of it. */
  readonly uncertain: boolean;
}

/** With less electricity than this, rounding decides the quotient. */
const LEAST_KWH = 0.1;

/** What the heat pump did on each day, as far as the day lies before now. */
export function heatPumpDays(
  readings: HeatPumpReadings,
  days: readonly LocalDay[],
  now: number,
): readonly HeatPumpDay[] {
  return days.map((day) => {
    const electric = sum(readings.electric, day);
    const heat = sum(readings.heat, day);
    const ran = running(readings.compressor, day, now);
    return {
      day: day.day,
      electricKwh: electric?.kwh,
      heatKwh: heat?.kwh,
      cop: cop(heat?.kwh, electric?.kwh),
      runtimeMinutes: ran?.minutes,
      starts: ran?.starts,
      temperatures: means(readings.temperatures, day),
      partial: day.end > now,
      uncertain: electric?.uncertain === true || heat?.uncertain === true,
    };
  });
}

/** The coefficient of performance of sums; never a mean of daily ones, which weighs idle days alike. */
export function cop(heat: number | undefined, electric: number | undefined): number | undefined {
  if (heat === undefined || electric === undefined || electric < LEAST_KWH) return undefined;
  return heat / electric;
}

function sum(
  meter: MeterHours | undefined,
  day: LocalDay,
): { readonly kwh: number; readonly uncertain: boolean } | undefined {
  const own = Array.from(meter?.hours ?? []).filter(([hour]) => within(hour, day));
  if (!own.some(([, { quality }]) => quality !== 'missing')) return undefined;
  return {
    kwh: own.reduce((total, [, reading]) => total + reading.kwh, 0),
    uncertain: own.some(([, { quality }]) => quality === 'missing' || quality === 'late'),
  };
}

function means(
  temperatures: HeatPumpReadings['temperatures'],
  day: LocalDay,
): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(temperatures).flatMap(([name, hours]) => {
      const own = Array.from(hours).filter(([hour]) => within(hour, day));
      if (own.length === 0) return [];
      return [[name, own.reduce((total, [, mean]) => total + mean, 0) / own.length]];
    }),
  );
}

function running(
  compressor: Compressor | undefined,
  day: LocalDay,
  now: number,
): { readonly minutes: number; readonly starts: number } | undefined {
  if (compressor === undefined || day.start < compressor.knownFrom) return undefined;
  const end = Math.min(day.end, now);
  let milliseconds = 0;
  let starts = 0;
  for (const run of compressor.runs) {
    milliseconds += Math.max(0, Math.min(run.end, end) - Math.max(run.start, day.start));
    // A run that the day began with was started the day before.
    if (run.start > day.start && run.start < end) starts += 1;
  }
  return { minutes: milliseconds / 60_000, starts };
}

function within(at: number, { start, end }: LocalDay): boolean {
  return at >= start && at < end;
}

import { DAY, HOUR, MINUTE, SECOND } from '../../core/clock.ts';
import { counted, INSTALLED, missing, shown } from './counter.ts';
import { type Gauge, type Meter, rounded, type Series } from './series.ts';

/** One recorded row; what a series has no answer for is left out. */
export interface Row {
  readonly start: number;
  readonly end: number;
  readonly state?: number;
  readonly sum?: number;
  readonly mean?: number;
  readonly min?: number;
  readonly max?: number;
}

const FIVE_MINUTES = 5 * MINUTE;
const SHORT_TERM_KEPT = 10 * DAY;
/** The recorder writes a row a moment after its time is over. */
const WRITING = 10 * SECOND;

/** How long a row of the two tables lasts. */
export const STEPS = { short: FIVE_MINUTES, long: HOUR } as const;
export type Table = keyof typeof STEPS;

function meterRow(meter: Meter, start: number, end: number): Row {
  return {
    start,
    end,
    state: shown(meter, end) / meter.scale,
    sum: counted(meter, end) / meter.scale,
  };
}

function gaugeRow(gauge: Gauge, start: number, end: number): Row {
  const samples: number[] = [];
  for (let at = start; at < end; at += FIVE_MINUTES) {
    samples.push(rounded(gauge.sample(at), gauge.digits));
  }
  return {
    start,
    end,
    mean: rounded(samples.reduce((sum, sample) => sum + sample, 0) / samples.length, 6),
    min: Math.min(...samples),
    max: Math.max(...samples),
  };
}

function isMissing(series: Series, start: number): boolean {
  return series.kind === 'sum' && missing(series, start);
}

/** The rows of a table that begin in that time and are written by now. */
export function rowsBetween(
  series: Series,
  table: Table,
  from: number,
  until: number,
  now: number,
): readonly Row[] {
  const step = STEPS[table];
  const oldest = table === 'short' ? now - SHORT_TERM_KEPT : INSTALLED;
  const rows: Row[] = [];
  let start = Math.ceil(Math.max(from, oldest) / step) * step;
  for (; start < until && start + step + WRITING <= now; start += step) {
    if (isMissing(series, start)) continue;
    const end = start + step;
    rows.push(series.kind === 'sum' ? meterRow(series, start, end) : gaugeRow(series, start, end));
  }
  return rows;
}

/** The sum of the last row written before that moment; nothing when there is none. */
export function sumBefore(meter: Meter, table: Table, at: number): number | undefined {
  const step = STEPS[table];
  let start = Math.ceil(at / step) * step - step;
  while (missing(meter, start)) start -= step;
  return start < INSTALLED ? undefined : counted(meter, start + step) / meter.scale;
}

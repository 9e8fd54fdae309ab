import { TIME_ZONE } from '../flat/flat.ts';
import { type Row, rowsBetween, sumBefore, type Table } from './rows.ts';
import type { Series } from './series.ts';
import { daysLater, startOfDay, startOfMonth, startOfWeek } from './time-zone.ts';

export type Period = '5minute' | 'hour' | 'day' | 'week' | 'month';

interface Bucket {
  startOf(at: number): number;
  next(start: number): number;
}

const BUCKETS: Readonly<Partial<Record<Period, Bucket>>> = {
  day: {
    startOf: (at) => startOfDay(at, TIME_ZONE),
    next: (start) => daysLater(start, 1, TIME_ZONE),
  },
  week: {
    startOf: (at) => startOfWeek(at, TIME_ZONE),
    next: (start) => daysLater(start, 7, TIME_ZONE),
  },
  month: {
    startOf: (at) => startOfMonth(at, TIME_ZONE),
    next: (start) => startOfMonth(start, TIME_ZONE, 1),
  },
};

function optional(name: keyof Row, value: number | undefined): Partial<Row> {
  return value === undefined ? {} : { [name]: value };
}

/** Puts rows into days, weeks or months by the home's own clocks. */
function reduce(rows: readonly Row[], bucket: Bucket): readonly Row[] {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const start = bucket.startOf(row.start);
    groups.set(start, [...(groups.get(start) ?? []), row]);
  }
  return [...groups].map(([start, group]) => {
    const last = group.at(-1);
    const means = group.flatMap(({ mean }) => (mean === undefined ? [] : [mean]));
    const gauged = means.length > 0;
    return {
      start,
      end: bucket.next(start),
      ...optional('state', last?.state),
      ...optional('sum', last?.sum),
      ...(gauged
        ? {
            mean: means.reduce((sum, mean) => sum + mean, 0) / means.length,
            min: Math.min(...group.map(({ min }) => min ?? Number.POSITIVE_INFINITY)),
            max: Math.max(...group.map(({ max }) => max ?? Number.NEGATIVE_INFINITY)),
          }
        : {}),
    };
  });
}

export interface RowWithChange extends Row {
  readonly change?: number;
}

/** Adds how much every row's sum is more than the one's before, recorded or not. */
function withChange(
  rows: readonly Row[],
  series: Series,
  table: Table,
  from: number,
): readonly RowWithChange[] {
  if (series.kind !== 'sum') return rows;
  let previous = sumBefore(series, table, from) ?? 0;
  return rows.map((row) => {
    const sum = row.sum ?? previous;
    const change = Number((sum - previous).toFixed(6));
    previous = sum;
    return { ...row, change };
  });
}

/** Statistics of one series, the start and end widened to whole periods as the recorder does. */
export function statisticsDuring(
  series: Series,
  period: Period,
  start: number,
  end: number | undefined,
  now: number,
): readonly RowWithChange[] {
  const table: Table = period === '5minute' ? 'short' : 'long';
  const bucket = BUCKETS[period];
  const from = bucket?.startOf(start) ?? start;
  const whole = end === undefined ? undefined : bucket?.next(bucket.startOf(end));
  const rows = rowsBetween(series, table, from, whole ?? end ?? now, now);
  return withChange(bucket === undefined ? rows : reduce(rows, bucket), series, table, from);
}

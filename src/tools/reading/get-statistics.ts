import { z } from 'zod';
import { DAY, HOUR, MINUTE } from '../../core/clock.ts';
import { HOME_READ } from '../../policy/scopes.ts';
import { ToolError } from '../errors.ts';
import { localTime } from '../local-time.ts';
import { FROM_HELP, moment, readRange, UNTIL_HELP } from '../moments.ts';
import {
  listStatistics,
  PERIODS,
  type Period,
  readStatistics,
  requireStatistic,
  STATISTIC_TYPES,
  type Statistic,
  type StatisticRow,
  type StatisticType,
} from '../statistics.ts';
import { defineTool, result } from '../tool.ts';

/** Rows in one answer, shared by its statistics. */
const ROWS = 400;

/** Rows the recorder is asked for at most: beyond that it works long for what is then cut. */
const MOST_READ = 20_000;

const LENGTHS: Readonly<Record<Period, number>> = {
  '5minute': 5 * MINUTE,
  hour: HOUR,
  day: DAY,
  week: 7 * DAY,
  month: 28 * DAY,
};

/** Entity ids, and the ids of what integrations import: `tibber:consumption_home`. */
const statisticId = z
  .string()
  .max(255)
  .regex(/^[a-z0-9_]+[.:][a-z0-9_]+$/, 'must be an id such as sensor.grid_import');

const input = z.strictObject({
  statistic_ids: z.array(statisticId).min(1).max(10).describe('Entity or statistic ids'),
  period: z.enum(PERIODS).default('day'),
  start: moment.default('7d').describe(FROM_HELP),
  end: moment.optional().describe(UNTIL_HELP),
  types: z.array(z.enum(STATISTIC_TYPES)).min(1).optional(),
});

const statisticRows = z.strictObject({
  statistic_id: z.string(),
  unit: z.string().optional(),
  rows: z.array(
    z.looseObject({
      start: z.string(),
      partial: z.boolean().optional(),
    }),
  ),
  left_out: z.number().describe('Older rows that were cut'),
});

const output = z.strictObject({
  period: z.string(),
  statistics: z.array(statisticRows),
  unknown: z.array(z.string()),
});

type StatisticRows = z.output<typeof statisticRows>;

export const getStatistics = defineTool({
  name: 'get_statistics',
  title: 'Get statistics',
  description:
    "What meters counted (change), or mean, min and max of measurements, per 5 minutes (10 days back), hour, local day, week or month, for years back. For the whole home's energy use energy_hourly_consumption.",
  scope: HOME_READ,
  reach: 'entities',
  annotations: {
    readOnlyHint: true,
    destructiveHint: false,
    idempotentHint: true,
    openWorldHint: false,
  },
  input,
  output,
  async run(asked, { home, now }) {
    const zone = home.mirror.config.timeZone;
    const range = readRange(asked.start, asked.end, { zone, now });
    const ids = [...new Set(asked.statistic_ids)];
    requireReadable(asked.period, (range.end - range.start) * ids.length);
    const all = await listStatistics(home);
    const { known, unknown } = sort(ids, (id) => requireStatistic(all, id, home));
    const types = asked.types ?? typesFor(known);
    const rows = await readStatistics(home, {
      ...range,
      ids: known.map(({ id }) => id),
      period: asked.period,
      types,
    });
    const most = Math.floor(ROWS / known.length);
    const statistics = known.map((statistic) =>
      describe(statistic, rows.get(statistic.id) ?? [], types, most, { zone, now }),
    );
    const lines = [
      `Per ${asked.period}, ${localTime(range.start, zone)} to ${localTime(range.end, zone)}`,
      ...statistics.flatMap((one) => [heading(one), ...one.rows.map(rowLine)]),
      ...unknown,
    ];
    return result({ period: asked.period, statistics, unknown }, lines.join('\n'));
  },
});

function requireReadable(period: Period, milliseconds: number): void {
  if (milliseconds / LENGTHS[period] <= MOST_READ) return;
  const fits = PERIODS.find((one) => milliseconds / LENGTHS[one] <= MOST_READ);
  throw new ToolError(`Too many rows. Ask for period ${fits ?? 'month'}, or for less time.`);
}

/** What is known, and sentences about the rest. Throws when nothing is. */
function sort(
  ids: readonly string[],
  require: (id: string) => Statistic,
): { readonly known: readonly Statistic[]; readonly unknown: string[] } {
  const known: Statistic[] = [];
  const missing: ToolError[] = [];
  for (const id of ids) {
    try {
      known.push(require(id));
    } catch (thrown) {
      if (!(thrown instanceof ToolError)) throw thrown;
      missing.push(thrown);
    }
  }
  const [first] = missing;
  if (known.length === 0 && first !== undefined) throw first;
  return { known, unknown: missing.map(({ message }) => message) };
}

function typesFor(statistics: readonly Statistic[]): readonly StatisticType[] {
  const counted = statistics.some((one) => one.counted);
  const measured = statistics.some((one) => !one.counted);
  return [
    ...(counted ? (['change'] as const) : []),
    ...(measured ? (['mean', 'min', 'max'] as const) : []),
  ];
}

function describe(
  { id, unit }: Statistic,
  rows: readonly StatisticRow[],
  types: readonly StatisticType[],
  most: number,
  { zone, now }: { readonly zone: string; readonly now: number },
): StatisticRows {
  const kept = rows.slice(-most);
  return {
    statistic_id: id,
    ...(unit !== undefined && { unit }),
    rows: kept.map((row) => ({
      start: localTime(row.start, zone),
      ...Object.fromEntries(
        types.flatMap((type) => {
          const value = row[type];
          return typeof value === 'number' ? [[type, Number(value.toFixed(4))]] : [];
        }),
      ),
      ...(row.end > now && { partial: true }),
    })),
    left_out: rows.length - kept.length,
  };
}

function heading({ statistic_id, unit, rows, left_out }: StatisticRows): string {
  const measured = unit === undefined ? '' : ` (${unit})`;
  const cut = left_out === 0 ? '' : `; ${left_out} older were cut, use a longer period`;
  return `${statistic_id}${measured}: ${rows.length} rows${cut}`;
}

function rowLine({ start, partial, ...values }: StatisticRows['rows'][number]): string {
  const shown = Object.entries(values).map(([type, value]) => `${type} ${value}`);
  return `${start.slice(0, 16)} ${shown.join(', ')}${partial === true ? ' (not over yet)' : ''}`;
}

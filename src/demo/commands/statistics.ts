import { invalidFormat } from '../errors.ts';
import { pythonValue } from '../python.ts';
import { type Period, type RowWithChange, statisticsDuring } from '../statistics/period.ts';
import { SERIES, type Series, seriesOf } from '../statistics/series.ts';
import { converter } from '../statistics/units.ts';
import { type Command, command } from '../websocket/command.ts';
import { readSpan } from './times.ts';

const PERIODS: readonly string[] = ['5minute', 'hour', 'day', 'week', 'month'];
const TYPES = ['change', 'last_reset', 'max', 'mean', 'min', 'state', 'sum'] as const;
type Type = (typeof TYPES)[number];

/** Arithmetic, for what has a mean at all. */
const MEAN_TYPE = { mean: 1, sum: 0 } as const;

function metadata(series: Series): Record<string, unknown> {
  return {
    statistic_id: series.id,
    display_unit_of_measurement: series.unit,
    has_mean: series.kind === 'mean',
    mean_type: MEAN_TYPE[series.kind],
    has_sum: series.kind === 'sum',
    name: null,
    source: 'recorder',
    statistics_unit_of_measurement: series.unit,
    unit_class: series.unitClass,
  };
}

function isPeriod(value: string): value is Period {
  return PERIODS.includes(value);
}

function readTypes(asked: readonly string[] | undefined): readonly Type[] {
  for (const type of asked ?? []) {
    if (TYPES.some((known) => known === type)) continue;
    throw invalidFormat(
      `value must be one of ${pythonValue(TYPES)} at 'types[0]'. Got ${pythonValue(type)}`,
    );
  }
  return TYPES.filter((type) => asked === undefined || asked.includes(type));
}

function shownRow(
  row: RowWithChange,
  types: readonly Type[],
  series: Series,
  convert: (value: number) => number,
): Record<string, unknown> {
  const shown: Record<string, unknown> = { start: row.start, end: row.end };
  for (const type of types) {
    if (type === 'last_reset') {
      if (series.kind === 'sum') shown.last_reset = null;
      continue;
    }
    const value = row[type];
    if (value !== undefined) shown[type] = convert(value);
  }
  return shown;
}

export const STATISTICS_COMMANDS: readonly Command[] = [
  command(
    'recorder/list_statistic_ids',
    { statistic_type: 'string?' },
    ({ statistic_type: kind }) =>
      SERIES.filter((series) => kind === undefined || series.kind === kind).map(metadata),
  ),

  command('recorder/get_statistics_metadata', { statistic_ids: 'strings?' }, ({ statistic_ids }) =>
    SERIES.filter(({ id }) => statistic_ids === undefined || statistic_ids.includes(id)).map(
      metadata,
    ),
  ),

  command(
    'recorder/statistics_during_period',
    {
      start_time: 'string',
      end_time: 'string?',
      statistic_ids: 'strings',
      period: 'string',
      units: 'object?',
      types: 'strings?',
    },
    ({ period, units = {}, ...values }, { house }) => {
      if (!isPeriod(period)) {
        throw invalidFormat(
          `value must be one of ${pythonValue(PERIODS)} at 'period'. Got ${pythonValue(period)}`,
        );
      }
      if (values.statistic_ids.length === 0) {
        throw invalidFormat("length of value must be at least 1 at 'statistic_ids'. Got []");
      }
      const { start, end } = readSpan(values);
      const types = readTypes(values.types);
      const result: Record<string, unknown> = {};
      for (const id of values.statistic_ids) {
        const series = seriesOf(id);
        if (series === undefined) continue;
        const rows = statisticsDuring(series, period, start, end, house.clock());
        if (rows.length === 0) continue;
        const convert = converter(series, units);
        result[id] = rows.map((row) => shownRow(row, types, series, convert));
      }
      return result;
    },
  ),

  command('recorder/info', {}, () => ({
    backlog: 0,
    db_in_default_location: true,
    max_backlog: 65_000,
    migration_in_progress: false,
    migration_is_live: false,
    recording: true,
    thread_running: true,
  })),

  command('recorder/validate_statistics', {}, () => ({})),
];

import type { Home } from '../home/home.ts';
import { unknownThing } from './errors.ts';
import type { Range } from './moments.ts';
import { suggest } from './suggest.ts';

export const PERIODS = ['5minute', 'hour', 'day', 'week', 'month'] as const;
export type Period = (typeof PERIODS)[number];

export const STATISTIC_TYPES = ['change', 'mean', 'min', 'max', 'state', 'sum'] as const;
export type StatisticType = (typeof STATISTIC_TYPES)[number];

/** One row of long-term statistics. Times are milliseconds since the epoch. */
export interface StatisticRow extends Readonly<Partial<Record<StatisticType, number | null>>> {
  readonly start: number;
  readonly end: number;
}

/** What the recorder keeps statistics of. */
export interface Statistic {
  readonly id: string;
  /** Given to what is no entity; an entity has its own name. */
  readonly name: string | undefined;
  readonly unit: string | undefined;
  readonly unitClass: string | undefined;
  /** Counted, such as energy; otherwise measured, such as a temperature. */
  readonly counted: boolean;
}

export interface StatisticsQuery extends Range {
  readonly ids: readonly string[];
  readonly period: Period;
  readonly types: readonly StatisticType[];
  /** Wanted units by unit class; without it the units people see. */
  readonly units?: Readonly<Record<string, string>>;
}

/** Rows by statistic id; ids without any are left out. */
export async function readStatistics(
  home: Home,
  { ids, period, types, start, end, units }: StatisticsQuery,
): Promise<ReadonlyMap<string, readonly StatisticRow[]>> {
  if (ids.length === 0 || types.length === 0) return new Map();
  const answer = await home.command<Record<string, readonly StatisticRow[]> | null>({
    type: 'recorder/statistics_during_period',
    start_time: new Date(start).toISOString(),
    end_time: new Date(end).toISOString(),
    statistic_ids: ids,
    period,
    types,
    ...(units !== undefined && { units }),
  });
  return new Map(Object.entries(answer ?? {}));
}

/** Everything statistics are kept of. */
export async function listStatistics(home: Home): Promise<readonly Statistic[]> {
  const answer = await home.command<readonly Readonly<Record<string, unknown>>[] | null>({
    type: 'recorder/list_statistic_ids',
  });
  return (answer ?? []).flatMap((wire) => {
    const id = text(wire.statistic_id);
    if (id === undefined) return [];
    return {
      id,
      name: text(wire.name),
      unit: text(wire.display_unit_of_measurement) ?? text(wire.statistics_unit_of_measurement),
      unitClass: text(wire.unit_class),
      counted: wire.has_sum === true,
    };
  });
}

/** Those of that id. Throws ToolError with what is near, or with why an entity has none. */
export function requireStatistic(all: readonly Statistic[], id: string, home: Home): Statistic {
  const found = all.find((one) => one.id === id);
  if (found !== undefined) return found;
  const candidates = all.map((one) => ({
    id: one.id,
    names: [one.id.split(/[.:]/)[1], one.name, home.mirror.entity(one.id)?.name].filter(
      (name) => name !== undefined,
    ),
  }));
  const near = suggest(id, candidates);
  const object = id.split(/[.:]/)[1] ?? id;
  const what = home.mirror.entity(id) === undefined ? 'statistic' : 'statistics are kept of';
  throw unknownThing(what, id, near.length > 0 ? near : suggest(object, candidates));
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

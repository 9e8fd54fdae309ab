import { HOUR, MINUTE } from '../../core/clock.ts';
import type { Home } from '../../home/home.ts';
import type { Range } from '../moments.ts';
import { readStatistics, type StatisticRow } from '../statistics.ts';
import type { Flow, Meters } from './balance.ts';
import { FLOW_NAMES } from './balance.ts';
import { type MeterHours, readMeter } from './meter.ts';
import type { EnergyPreferences } from './preferences.ts';

/** An hour's row may be written this late; until then its parts are read. */
const WRITTEN_WITHIN = 15 * MINUTE;

export const UNITS = { energy: 'kWh', temperature: '°C' } as const;

/** What these meters counted in every hour of the range, in kWh, by id. */
export async function readMeters(
  home: Home,
  ids: readonly string[],
  range: Range,
  now: number,
): Promise<ReadonlyMap<string, MeterHours>> {
  const unique = [...new Set(ids)];
  const query = { ids: unique, types: ['change'], units: UNITS } as const;
  const recent = Math.floor((now - WRITTEN_WITHIN) / HOUR) * HOUR;
  const [hourly, fine] = await Promise.all([
    readStatistics(home, {
      ...query,
      period: 'hour',
      start: range.start - HOUR,
      end: range.end,
    }),
    range.end <= recent
      ? new Map<string, readonly StatisticRow[]>()
      : readStatistics(home, { ...query, period: '5minute', start: recent, end: now }),
  ]);
  return new Map(
    unique.map((id) => {
      const rows = { hourly: hourly.get(id) ?? [], fine: fine.get(id) ?? [] };
      return [id, readMeter(id, rows, range, now)];
    }),
  );
}

/** The meters of some flows, as the preferences name them. */
export async function readFlows(
  home: Home,
  preferences: EnergyPreferences,
  flows: readonly Flow[],
  range: Range,
  now: number,
): Promise<Meters> {
  const ids = flows.flatMap((flow) => preferences.flows[flow]);
  const read = await readMeters(home, ids, range, now);
  return metersOf(preferences, flows, read);
}

/** Puts meters that were read under the flows they count. */
export function metersOf(
  preferences: EnergyPreferences,
  flows: readonly Flow[],
  read: ReadonlyMap<string, MeterHours>,
): Meters {
  return Object.fromEntries(
    FLOW_NAMES.filter((flow) => flows.includes(flow)).map((flow) => [
      flow,
      preferences.flows[flow].flatMap((id) => read.get(id) ?? []),
    ]),
  );
}

import { z } from 'zod';
import { HOUR } from '../../core/clock.ts';
import { ENERGY_READ } from '../../policy/scopes.ts';
import { localTime } from '../local-time.ts';
import { FROM_HELP, moment, type Range, readRange, UNTIL_HELP } from '../moments.ts';
import { defineTool, result } from '../tool.ts';
import { gap, gapLine, kwh, shownGap } from './answers.ts';
import { balance, FLOW_NAMES, type Flow, gapsOf, totals } from './balance.ts';
import { hoursOf } from './meter.ts';
import { requirePreferences } from './preferences.ts';
import { metersOf, readMeters } from './read-meters.ts';

const MOST_DAYS = 7;

const input = z.strictObject({
  from: moment.default('today').describe(FROM_HELP),
  to: moment.optional().describe(UNTIL_HELP),
  by_device: z.boolean().default(false).describe('Also per device'),
});

const energyHour = z
  .looseObject({ hour_start: z.string(), total_energy_kwh: z.number().nullable() })
  .describe(
    'Also hour_end, grid_import_kwh, grid_export_kwh, solar_kwh, battery_in_kwh, battery_out_kwh; partial: not over; uncertain: in or after a gap',
  );

const output = z.strictObject({
  from: z.string(),
  to: z.string(),
  count: z.number(),
  hours: z.array(energyHour),
  totals: z.looseObject({}),
  gaps: z.array(gap),
});

type EnergyHour = ShownFlows & {
  readonly hour_start: string;
  readonly hour_end: string;
  readonly total_energy_kwh: number | null;
  readonly devices_kwh?: Readonly<Record<string, number>>;
  readonly partial?: boolean;
  readonly uncertain?: boolean;
};

export const energyHourlyConsumption = defineTool({
  name: 'energy_hourly_consumption',
  title: 'Hourly energy consumption',
  description:
    'What the home used in each hour, in kWh, with grid, solar and battery, by its Energy dashboard; at most 7 days. For the highest hour or day use energy_peak_hour_day, for one meter or longer get_statistics.',
  scope: ENERGY_READ,
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
    const range = wholeHours(
      readRange(asked.from, asked.to, { zone, now, mostDays: MOST_DAYS }),
      now,
    );
    const preferences = await requirePreferences(home);
    const devices = asked.by_device ? preferences.devices : [];
    const ids = [...Object.values(preferences.flows).flat(), ...devices.map(({ id }) => id)];
    const read = await readMeters(home, ids, range, now);
    const meters = metersOf(preferences, FLOW_NAMES, read);
    const balanced = balance(hoursOf(range), meters);
    const hours = balanced.map((hour): EnergyHour => {
      const used = devices.flatMap(({ id, name }) => {
        const counted = read.get(id)?.hours.get(hour.start);
        if (counted === undefined || counted.quality === 'missing') return [];
        return [[name ?? home.mirror.entity(id)?.name ?? id, kwh(counted.kwh)]];
      });
      return {
        hour_start: localTime(hour.start, zone),
        hour_end: localTime(hour.end, zone),
        total_energy_kwh: hour.total === undefined ? null : kwh(hour.total),
        ...shownFlows(hour.flows),
        ...(asked.by_device && { devices_kwh: Object.fromEntries(used) }),
        ...(hour.partial && { partial: true }),
        ...(!hour.complete && !hour.partial && { uncertain: true }),
      };
    });
    const sums = totals(balanced);
    const shownTotals = { total_energy_kwh: kwh(sums.total), ...shownFlows(sums.flows) };
    const gaps = gapsOf(meters).map((one) => shownGap(one, zone));
    const span = { from: localTime(range.start, zone), to: localTime(range.end, zone) };
    const lines = [
      `${span.from} to ${span.to}: the home used ${kwh(sums.total)} kWh in ${hours.length} hours.`,
      Object.entries(shownFlows(sums.flows))
        .map(([name, value]) => `${name} ${value}`)
        .join(', '),
      ...hours.map(hourLine),
      ...gaps.map(gapLine),
      ...(preferences.flows.grid_import.length === 0
        ? ['No grid meter is set, so only what the other meters counted is known.']
        : []),
    ];
    return result(
      { ...span, count: hours.length, hours, totals: shownTotals, gaps },
      lines.join('\n'),
    );
  },
});

/** Meters are known by the hour: a span has the hours that begin in it, or the one it lies in. */
function wholeHours({ start, end }: Range, now: number): Range {
  const first = Math.ceil(start / HOUR) * HOUR;
  return {
    start: first < end ? first : Math.floor(start / HOUR) * HOUR,
    end: Math.min(Math.ceil(end / HOUR) * HOUR, now),
  };
}

type ShownFlows = Readonly<Partial<Record<`${Flow}_kwh`, number>>>;

function shownFlows(flows: Readonly<Partial<Record<Flow, number>>>): ShownFlows {
  return Object.fromEntries(
    FLOW_NAMES.flatMap((flow) => {
      const value = flows[flow];
      return value === undefined ? [] : [[`${flow}_kwh`, kwh(value)]];
    }),
  );
}

function hourLine({ hour_start, total_energy_kwh, partial, uncertain }: EnergyHour): string {
  const value = total_energy_kwh === null ? 'not recorded' : `${total_energy_kwh} kWh`;
  const doubt = partial === true ? ' (not over yet)' : uncertain === true ? ' (gap)' : '';
  return `${hour_start.slice(0, 16)} ${value}${doubt}`;
}

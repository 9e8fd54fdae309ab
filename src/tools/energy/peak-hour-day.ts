import { z } from 'zod';
import { ENERGY_READ } from '../../policy/scopes.ts';
import { ToolError } from '../errors.ts';
import { daysBetween } from '../local-days.ts';
import { localTime } from '../local-time.ts';
import { FROM_HELP, moment, readRange, UNTIL_HELP } from '../moments.ts';
import { defineTool, result } from '../tool.ts';
import { gap, gapLine, kwh, shownGap } from './answers.ts';
import { balance, FLOW_NAMES, type Flow, gapsOf, peaks } from './balance.ts';
import { hoursOf } from './meter.ts';
import { requirePreferences } from './preferences.ts';
import { readFlows } from './read-meters.ts';

const MOST_DAYS = 92;
const MOST_GAPS = 20;

const METRICS: Readonly<Record<Metric, readonly Flow[]>> = {
  consumption: FLOW_NAMES,
  grid_import: ['grid_import'],
  solar: ['solar'],
};
type Metric = 'consumption' | 'grid_import' | 'solar';

const input = z.strictObject({
  day: moment.optional().describe('One day (2026-11-21, yesterday) instead of from and to'),
  from: moment.optional().describe(`${FROM_HELP}; default today`),
  to: moment.optional().describe(UNTIL_HELP),
  metric: z.enum(['consumption', 'grid_import', 'solar']).default('consumption'),
});

const output = z.strictObject({
  day_start: z.string(),
  day_end: z.string(),
  metric: z.string(),
  peak: z.looseObject({ hour_start: z.string(), total_energy_kwh: z.number() }).nullable(),
  peak_day: z.looseObject({ day: z.string(), total_energy_kwh: z.number() }).nullable(),
  hours_compared: z.number(),
  hours_left_out: z.number(),
  gaps: z.array(gap),
});

export const energyPeakHourDay = defineTool({
  name: 'energy_peak_hour_day',
  title: 'Peak hour and day',
  description:
    'The hour and the local day with the most energy used, imported or made, in kWh, within at most 92 days. Compares complete hours and days only. For every hour use energy_hourly_consumption.',
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
  async run({ day, from, to, metric }, { home, now }) {
    if (day !== undefined && (from !== undefined || to !== undefined)) {
      throw new ToolError('Give either day, or from and to.');
    }
    const zone = home.mirror.config.timeZone;
    const rules = { zone, now, mostDays: MOST_DAYS };
    const asked =
      day === undefined ? readRange(from ?? 'today', to, rules) : readRange(day, day, rules);
    const flows = METRICS[metric];
    const preferences = await requirePreferences(home);
    if (flows.every((flow) => preferences.flows[flow].length === 0)) {
      throw new ToolError(
        `The Energy dashboard of this home has no meter for ${metric}. Add one in Home Assistant under Settings > Dashboards > Energy, or ask for another metric.`,
      );
    }
    const meters = await readFlows(home, preferences, flows, asked, now);
    const hours = balance(hoursOf(asked), meters);
    const found = peaks(hours, daysBetween(asked.start, asked.end, zone));
    const peak =
      found.hour === undefined
        ? null
        : {
            hour_start: localTime(found.hour.start, zone),
            hour_end: localTime(found.hour.end, zone),
            total_energy_kwh: kwh(found.hour.total ?? 0),
          };
    const peakDay =
      found.day === undefined
        ? null
        : { day: found.day.day, total_energy_kwh: kwh(found.day.total) };
    const gaps = gapsOf(meters).map((one) => shownGap(one, zone));
    const span = { day_start: localTime(asked.start, zone), day_end: localTime(asked.end, zone) };
    const leftOut = hours.length - found.compared;
    const lines = [
      `${metric} from ${span.day_start} to ${span.day_end}`,
      peak === null
        ? 'No hour of it is complete.'
        : `Peak hour ${peak.hour_start}: ${peak.total_energy_kwh} kWh`,
      ...(peakDay === null ? [] : [`Peak day ${peakDay.day}: ${peakDay.total_energy_kwh} kWh`]),
      ...(leftOut === 0 ? [] : [`${leftOut} hours are not over or not fully recorded.`]),
      ...gaps.slice(0, MOST_GAPS).map(gapLine),
      ...(gaps.length > MOST_GAPS ? [`${gaps.length - MOST_GAPS} more gaps.`] : []),
    ];
    return result(
      {
        ...span,
        metric,
        peak,
        peak_day: peakDay,
        hours_compared: found.compared,
        hours_left_out: leftOut,
        gaps: gaps.slice(0, MOST_GAPS),
      },
      lines.join('\n'),
    );
  },
});

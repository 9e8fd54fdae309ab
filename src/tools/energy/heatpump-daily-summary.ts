import { z } from 'zod';
import { DAY } from '../../core/clock.ts';
import type { Home } from '../../home/home.ts';
import { ENERGY_READ } from '../../policy/scopes.ts';
import { ToolError } from '../errors.ts';
import { readHistory } from '../history.ts';
import { daysBetween } from '../local-days.ts';
import { FROM_HELP, moment, type Range, readRange, UNTIL_HELP } from '../moments.ts';
import { listStatistics, readStatistics, requireStatistic } from '../statistics.ts';
import { defineTool, result } from '../tool.ts';
import { gap, gapLine, kwh, shownGap } from './answers.ts';
import { findHeatPump, ROLES, type Role, type Sources } from './find-heat-pump.ts';
import {
  type Compressor,
  cop,
  type HeatPumpDay,
  heatPumpDays,
  type Temperatures,
} from './heat-pump.ts';
import { findPreferences } from './preferences.ts';
import { readMeters, UNITS } from './read-meters.ts';

const MOST_DAYS = 31;
const MOST_GAPS = 20;

/** What the recorder keeps of the compressor's states. */
const HISTORY_DAYS = 10;

const TEMPERATURE_ROLES = ROLES.slice(3);

/** Ids are looked up before they are used, so any text may be written. */
const sensor = z.string().max(255).optional();

type RoleFields = Readonly<Record<Role, typeof sensor>>;

const input = z.strictObject({
  from: moment.default('7d').describe(FROM_HELP),
  to: moment.optional().describe(UNTIL_HELP),
  device_id: z.string().max(64).optional().describe('If there are several'),
  // One text for nine roles: each as a property of its own would be half of what is listed.
  sensors: z
    .looseObject({})
    .pipe(z.strictObject(Object.fromEntries(ROLES.map((role) => [role, sensor])) as RoleFields))
    .optional()
    .describe(`Ids to use instead of those found: ${ROLES.join(', ')}`),
});

const output = z.strictObject({
  name: z.string(),
  days: z.array(
    z.looseObject({
      day: z.string(),
      electric_kwh: z.number().optional(),
      heat_kwh: z.number().optional(),
      cop: z.number().optional(),
    }),
  ),
  totals: z.looseObject({}),
  sources: z.looseObject({}),
  gaps: z.array(gap),
  warnings: z.array(z.string()),
});

export const heatpumpDailySummary = defineTool({
  name: 'heatpump_daily_summary',
  title: 'Heat pump by day',
  description:
    'The heat pump by local day, at most 31: electricity and heat in kWh, COP, compressor minutes and starts (10 days back), mean temperatures in °C. Finds the heat pump and its sensors itself (see sources).',
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
    const span = readRange(asked.from, asked.to, { zone, now, mostDays: MOST_DAYS });
    // Whole days: the ones that the span touches.
    const days = daysBetween(span.start, span.end, zone);
    const range = { start: days[0]?.start ?? now, end: Math.min(days.at(-1)?.end ?? now, now) };
    const [preferences, statistics] = await Promise.all([
      findPreferences(home),
      listStatistics(home),
    ]);
    const { name, sources, warnings } = findHeatPump(home.mirror, preferences, {
      deviceId: asked.device_id,
      sources: asked.sensors ?? {},
    });
    for (const [role, id] of Object.entries(asked.sensors ?? {})) {
      if (role !== 'compressor' && id !== undefined) requireStatistic(statistics, id, home);
    }
    const kept = new Set(statistics.map(({ id }) => id));
    const meterOf = (role: 'electric' | 'heat') =>
      [sources[role]].find((id) => id !== undefined && kept.has(id));
    const ids = { electric: meterOf('electric'), heat: meterOf('heat') };
    const meters = [ids.electric, ids.heat].filter((id) => id !== undefined);
    if (meters.length === 0) {
      throw new ToolError(
        `Nothing of ${name} is counted. Give sensors with its electricity meter (electric) and heat meter (heat): entities with device class energy and state class total_increasing.`,
      );
    }
    const [read, temperatures, compressor] = await Promise.all([
      readMeters(home, meters, range, now),
      readTemperatures(home, sources, range),
      readCompressor(home, sources.compressor, range, now),
    ]);
    const electric = ids.electric === undefined ? undefined : read.get(ids.electric);
    const heat = ids.heat === undefined ? undefined : read.get(ids.heat);
    const summary = heatPumpDays({ electric, heat, temperatures, compressor }, days, now);
    const shown = summary.map(shownDay);
    const sums = totalsOf(summary);
    const gaps = [electric, heat]
      .flatMap((one) => one?.gaps ?? [])
      .slice(0, MOST_GAPS)
      .map((one) => shownGap(one, zone));
    const missing = [
      ...(electric === undefined ? ['No electricity meter was found.'] : []),
      ...(heat === undefined ? ['No heat meter was found, so there is no COP.'] : []),
    ];
    const lines = [
      `${name}, ${days.length} days: ${sentence(sums)}`,
      ...shown.map((day) => `${day.day}: ${sentence(day)}`),
      ...gaps.map(gapLine),
      ...warnings,
      ...missing,
    ];
    return result(
      { name, days: shown, totals: sums, sources, gaps, warnings: [...warnings, ...missing] },
      lines.join('\n'),
    );
  },
});

async function readTemperatures(
  home: Home,
  sources: Sources,
  range: Range,
): Promise<Readonly<Record<string, Temperatures>>> {
  const roles = TEMPERATURE_ROLES.filter((role) => sources[role] !== undefined);
  const rows = await readStatistics(home, {
    ids: roles.flatMap((role) => sources[role] ?? []),
    period: 'hour',
    types: ['mean'],
    units: UNITS,
    ...range,
  });
  return Object.fromEntries(
    roles.map((role): [Role, Temperatures] => {
      const hours = rows.get(sources[role] ?? '') ?? [];
      return [
        role,
        new Map(
          hours.flatMap(({ start, mean }) => (typeof mean === 'number' ? [[start, mean]] : [])),
        ),
      ];
    }),
  );
}

async function readCompressor(
  home: Home,
  id: string | undefined,
  range: Range,
  now: number,
): Promise<Compressor | undefined> {
  const start = Math.max(range.start, now - HISTORY_DAYS * DAY);
  if (id === undefined || home.mirror.entity(id) === undefined || start >= range.end) {
    return undefined;
  }
  const spans = (await readHistory(home, [id], { start, end: range.end })).get(id) ?? [];
  const known = spans.filter(({ state }) => state === 'on' || state === 'off');
  const [first] = known;
  if (first === undefined) return undefined;
  return { knownFrom: first.start, runs: known.filter(({ state }) => state === 'on') };
}

type Shown = {
  readonly electric_kwh?: number;
  readonly heat_kwh?: number;
  readonly cop?: number;
  readonly runtime_compressor_min?: number;
  readonly starts?: number;
  readonly partial?: boolean;
  readonly uncertain?: boolean;
  readonly [temperature: `avg_${string}_temp`]: number;
};

function shownDay(day: HeatPumpDay): Shown & { readonly day: string } {
  const temperatures = Object.entries(day.temperatures).map(([role, mean]) => [
    `avg_${role}_temp`,
    Number(mean.toFixed(1)),
  ]);
  return {
    day: day.day,
    ...shownEnergy(day.electricKwh, day.heatKwh, day.cop),
    ...(day.runtimeMinutes !== undefined && {
      runtime_compressor_min: Math.round(day.runtimeMinutes),
    }),
    ...(day.starts !== undefined && { starts: day.starts }),
    ...Object.fromEntries(temperatures),
    ...(day.partial && { partial: true }),
    ...(day.uncertain && { uncertain: true }),
  };
}

function shownEnergy(
  electric: number | undefined,
  heat: number | undefined,
  quotient: number | undefined,
): Shown {
  return {
    ...(electric !== undefined && { electric_kwh: kwh(electric) }),
    ...(heat !== undefined && { heat_kwh: kwh(heat) }),
    ...(quotient !== undefined && { cop: Number(quotient.toFixed(2)) }),
  };
}

function totalsOf(days: readonly HeatPumpDay[]): Shown {
  const add = (values: readonly (number | undefined)[]) => {
    const known = values.filter((value) => value !== undefined);
    return known.length === 0 ? undefined : known.reduce((sum, value) => sum + value, 0);
  };
  const electric = add(days.map(({ electricKwh }) => electricKwh));
  const heat = add(days.map(({ heatKwh }) => heatKwh));
  return shownEnergy(electric, heat, cop(heat, electric));
}

function sentence(values: Shown): string {
  const parts = [
    values.electric_kwh === undefined ? '' : `${values.electric_kwh} kWh electricity`,
    values.heat_kwh === undefined ? '' : `${values.heat_kwh} kWh heat`,
    values.cop === undefined ? '' : `COP ${values.cop}`,
    values.runtime_compressor_min === undefined
      ? ''
      : `compressor ${values.runtime_compressor_min} min in ${values.starts} starts`,
    values.avg_outdoor_temp === undefined ? '' : `outdoors ${values.avg_outdoor_temp} °C`,
    values.partial === true ? 'not over yet' : '',
    values.uncertain === true ? 'with a gap' : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'nothing recorded' : parts.join(', ');
}

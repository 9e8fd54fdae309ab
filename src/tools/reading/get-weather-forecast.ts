import { z } from 'zod';
import type { Entity } from '../../home/model.ts';
import { HOME_READ } from '../../policy/scopes.ts';
import { chosenEntity, supports } from '../chosen-entities.ts';
import { ToolError } from '../errors.ts';
import { localTime } from '../local-time.ts';
import { entityId } from '../names.ts';
import { defineTool, result } from '../tool.ts';

/** Home Assistant's feature bits, in the order they are chosen when nothing was said. */
const TYPES = { daily: 1, hourly: 2, twice_daily: 4 } as const;
type ForecastType = keyof typeof TYPES;
const MOST_STEPS = 72;

/** What Home Assistant forecasts for one step, all of it optional. */
const FIELDS = {
  condition: z.string(),
  temperature: z.number(),
  templow: z.number(),
  apparent_temperature: z.number(),
  dew_point: z.number(),
  precipitation: z.number(),
  precipitation_probability: z.number(),
  wind_speed: z.number(),
  wind_gust_speed: z.number(),
  wind_bearing: z.union([z.number(), z.string()]),
  humidity: z.number(),
  cloud_coverage: z.number(),
  pressure: z.number(),
  uv_index: z.number(),
  is_daytime: z.boolean(),
} as const;

const conditions = z.strictObject(FIELDS).partial();
const step = conditions.extend({ datetime: z.string() });
type Conditions = z.output<typeof conditions>;
type Step = z.output<typeof step>;

const MEASURES = ['temperature', 'precipitation', 'wind_speed', 'pressure'] as const;

const input = z.strictObject({
  entity_id: entityId.optional().describe('Such as weather.home; needed when there are several'),
  type: z
    .enum(['daily', 'hourly', 'twice_daily'])
    .optional()
    .describe('Default daily, if there is'),
  limit: z.int().min(1).max(MOST_STEPS).default(24).describe('Steps at most'),
});

const output = z.strictObject({
  entity_id: z.string(),
  type: z.string(),
  units: z.record(z.string(), z.string()),
  now: conditions,
  forecast: z.array(step),
  left_out: z.int(),
});

export const getWeatherForecast = defineTool({
  name: 'get_weather_forecast',
  title: 'Get weather forecast',
  description: 'Reads the weather now and its forecast, daily or hourly.',
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
  async run({ entity_id, type: wanted, limit }, { home }) {
    const weather = chosenEntity(home.mirror, ['weather'], entity_id);
    const type = chosenType(weather, wanted);
    const { response } = await home.callService({
      domain: 'weather',
      service: 'get_forecasts',
      data: { type },
      target: { entity_id: [weather.id] },
      returnResponse: true,
    });
    const all = readForecast(response, weather.id, home.mirror.config.timeZone);
    const forecast = all.slice(0, limit);
    const units = unitsOf(weather);
    const now = { condition: weather.state.state, ...known(weather.state.attributes) };
    const left = all.length - forecast.length;
    const lines = [
      `${weather.id} "${weather.name}" now: ${conditionsLine(now, units)}`,
      all.length === 0 ? `There is no ${type} forecast right now.` : `${type}:`,
      ...forecast.map(
        (one) => `${one.datetime.slice(0, 16).replace('T', ' ')} ${conditionsLine(one, units)}`,
      ),
      ...(left > 0 ? [`and ${left} more; raise limit`] : []),
    ];
    return result(
      { entity_id: weather.id, type, units, now, forecast, left_out: left },
      lines.join('\n'),
    );
  },
});

function chosenType(weather: Entity, wanted: ForecastType | undefined): ForecastType {
  if (weather.state.state === 'unavailable') {
    throw new ToolError(`${weather.id} is unavailable right now.`);
  }
  const offered = (Object.keys(TYPES) as ForecastType[]).filter((type) =>
    supports(weather, TYPES[type]),
  );
  const [first] = offered;
  if (first === undefined) throw new ToolError(`${weather.id} gives no forecast.`);
  if (wanted === undefined) return first;
  if (offered.includes(wanted)) return wanted;
  throw new ToolError(`${weather.id} gives no ${wanted} forecast, only ${offered.join(', ')}.`);
}

/** The steps of a `weather.get_forecasts` response, their times in the home's zone. */
export function readForecast(response: unknown, id: string, zone: string): readonly Step[] {
  const { forecast } = record(record(response)[id]);
  if (!Array.isArray(forecast)) return [];
  return forecast.map(record).flatMap((raw) => {
    const at = Date.parse(String(raw.datetime));
    return Number.isNaN(at) ? [] : [{ datetime: localTime(at, zone), ...known(raw) }];
  });
}

/** The fields that are known and of the kind they should be. */
function known(raw: Readonly<Record<string, unknown>>): Conditions {
  const fields = Object.entries(FIELDS).flatMap(([name, kind]) => {
    const { success, data } = kind.safeParse(raw[name]);
    return success ? [[name, data]] : [];
  });
  return Object.fromEntries(fields) as Conditions;
}

function unitsOf({ state }: Entity): Record<string, string> {
  return Object.fromEntries(
    MEASURES.flatMap((measure) => {
      // Home Assistant names the unit of wind_speed so, and that of the others alike.
      const unit = state.attributes[`${measure}_unit`];
      return typeof unit === 'string' ? [[measure, unit]] : [];
    }),
  );
}

function conditionsLine(one: Conditions, units: Readonly<Record<string, string>>): string {
  const { temperature, templow, precipitation, precipitation_probability: chance } = one;
  const degrees = units.temperature ?? '°';
  return [
    one.condition,
    temperature === undefined
      ? undefined
      : `${templow === undefined ? '' : `${templow} to `}${temperature} ${degrees}`,
    precipitation === undefined
      ? undefined
      : `precipitation ${precipitation} ${units.precipitation ?? ''}`,
    chance === undefined ? undefined : `${chance} % chance of precipitation`,
    one.wind_speed === undefined ? undefined : `wind ${one.wind_speed} ${units.wind_speed ?? ''}`,
    one.is_daytime === undefined ? undefined : one.is_daytime ? 'day' : 'night',
  ]
    .filter((fact) => fact !== undefined)
    .map((fact) => fact.trim())
    .join(', ');
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

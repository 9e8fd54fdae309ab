import { DAY, HOUR } from '../../core/clock.ts';
import { type CommandError, serviceValidation } from '../errors.ts';
import { WEATHER } from '../flat/features.ts';
import { TIME_ZONE } from '../flat/flat.ts';
import { startOfDay, startOfHour } from '../statistics/time-zone.ts';
import { outdoorTemperature, skyAt } from '../statistics/weather-model.ts';
import { isoTime } from '../wire.ts';
import { type Service, type ServiceCall, textIn } from './service.ts';

const DAYS = 5;
const HOURS = 24;
const BITS: Readonly<Record<string, number>> = {
  daily: WEATHER.daily,
  hourly: WEATHER.hourly,
  twice_daily: WEATHER.twiceDaily,
};

function condition(clearness: number): string {
  if (clearness > 0.75) return 'sunny';
  if (clearness > 0.5) return 'partlycloudy';
  return clearness > 0.3 ? 'cloudy' : 'rainy';
}

function rain(clearness: number): number {
  return clearness > 0.3 ? 0 : Math.round((0.3 - clearness) * 100) / 10;
}

function hourly(now: number): readonly Record<string, unknown>[] {
  const first = startOfHour(now) + HOUR;
  return Array.from({ length: HOURS }, (_, hour) => {
    const at = first + hour * HOUR;
    const clearness = skyAt(at);
    return {
      datetime: isoTime(at),
      condition: condition(clearness),
      temperature: outdoorTemperature(at),
      precipitation: rain(clearness),
      wind_speed: 9.4,
    };
  });
}

function daily(now: number): readonly Record<string, unknown>[] {
  return Array.from({ length: DAYS }, (_, day) => {
    const at = startOfDay(startOfDay(now, TIME_ZONE) + (day + 0.5) * DAY, TIME_ZONE);
    const hours = Array.from({ length: HOURS }, (_, hour) => outdoorTemperature(at + hour * HOUR));
    const clearness = skyAt(at + 12 * HOUR);
    return {
      datetime: isoTime(at),
      condition: condition(clearness),
      temperature: Math.max(...hours),
      templow: Math.min(...hours),
      precipitation: rain(clearness),
      wind_speed: 9.4,
    };
  });
}

function unsupported(entityId: string, type: string): CommandError {
  const message = `Weather entity ${entityId} does not support the ${type} forecast type`;
  return serviceValidation(message, {
    domain: 'weather',
    key: 'unsupported_forecast_type',
    placeholders: { entity_id: entityId, forecast_type: type },
  });
}

function getForecasts(call: ServiceCall): Record<string, unknown> {
  const now = call.house.clock();
  const type = textIn(call.data, 'type') ?? '';
  const unable = call.entities.find(({ attributes }) => {
    return (Number(attributes.supported_features) & (BITS[type] ?? 0)) === 0;
  });
  if (unable !== undefined) throw unsupported(unable.entityId, type);
  const forecast = type === 'hourly' ? hourly(now) : daily(now);
  return Object.fromEntries(call.entities.map(({ entityId }) => [entityId, { forecast }]));
}

export const WEATHER_SERVICES: readonly Service[] = [
  {
    domain: 'weather',
    name: 'get_forecasts',
    fields: {
      type: {
        required: true,
        selector: { select: { options: Object.keys(BITS) } },
      },
    },
    entities: 'own',
    needs: WEATHER.daily | WEATHER.hourly | WEATHER.twiceDaily,
    response: 'only',
    run: getForecasts,
  },
];

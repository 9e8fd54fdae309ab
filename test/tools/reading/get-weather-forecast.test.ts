import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  getWeatherForecast,
  readForecast,
} from '../../../src/tools/reading/get-weather-forecast.ts';
import { contextOf } from '../../support/tool-context.ts';
import { NOW, smallHome, type Thing } from '../small-home.ts';

const attributes = { temperature: 14, temperature_unit: '°C', precipitation_unit: 'mm' };
const weather = (id: string, features: number, more: Partial<Thing> = {}): Thing => ({
  id,
  state: 'sunny',
  attributes: { ...attributes, supported_features: features },
  ...more,
});

async function ask(things: readonly Thing[], args: object = {}) {
  const home = smallHome(things);
  const step = { datetime: '2026-11-22T11:00:00+00:00', condition: 'rainy', temperature: 12 };
  home.onCall = () => ({ 'weather.home': { forecast: Array.from({ length: 30 }, () => step) } });
  const answer = await getWeatherForecast.call(args, contextOf(home, NOW));
  return { home, answer, text: answer.content[0].text };
}

test('without a word the first kind the only entity has is read', async () => {
  for (const [features, type] of [
    [7, 'daily'],
    [6, 'hourly'],
    [4, 'twice_daily'],
  ] as const) {
    const { home, answer } = await ask([weather('weather.home', features)]);
    assert.deepEqual(home.calls[0]?.call.data, { type });
    const { forecast, left_out, units, now } = getWeatherForecast.output.parse(
      answer.structuredContent,
    );
    assert.equal(forecast.length, 24);
    assert.equal(left_out, 6);
    assert.deepEqual(units, { temperature: '°C', precipitation: 'mm' });
    assert.deepEqual(now, { condition: 'sunny', temperature: 14 });
  }
});

test('what an entity does not have is refused before it is asked', async () => {
  const both = [weather('weather.home', 1), weather('weather.garden', 3)];
  const hidden = [weather('weather.home', 1), weather('weather.garden', 3, { hidden: true })];
  for (const [things, args, message] of [
    [both, {}, /^Say which entity_id: weather\.home, weather\.garden\.$/],
    [both, { entity_id: 'weather.home', type: 'hourly' }, /no hourly forecast, only daily/],
    [both, { entity_id: 'weather.hom' }, /mean weather\.home/],
    [[weather('weather.home', 0)], {}, /gives no forecast/],
    [[weather('weather.home', 1, { state: 'unavailable' })], {}, /unavailable/],
    [[], {}, /There is no weather entity/],
  ] as const) {
    const { home, answer, text } = await ask(things, args);
    assert.equal(answer.isError, true);
    assert.match(text, message);
    assert.deepEqual(home.calls, []);
  }
  assert.equal((await ask(hidden)).answer.isError, undefined);
});

test('a forecast is read with what it has, in local time', () => {
  const forecast = [
    { datetime: '2026-11-22T11:00:00+00:00', temperature: 12, wind_bearing: 'NW', extra: 1 },
    { datetime: '2026-11-22T12:00:00+00:00', temperature: null, wind_bearing: 240 },
    { datetime: 'soon', temperature: 12 },
  ];
  assert.deepEqual(
    readForecast({ 'weather.home': { forecast } }, 'weather.home', 'Europe/Madrid'),
    [
      { datetime: '2026-11-22T12:00:00+01:00', temperature: 12, wind_bearing: 'NW' },
      { datetime: '2026-11-22T13:00:00+01:00', wind_bearing: 240 },
    ],
  );
  assert.deepEqual(readForecast({}, 'weather.home', 'Europe/Madrid'), []);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Connection } from 'home-assistant-js-websocket';
import { HOUR, MINUTE } from '../../src/core/clock.ts';
import { ask, connect, homeFor, type Json, refusal } from './support.ts';

interface Row {
  readonly start: number;
  readonly end: number;
  readonly change: number;
  readonly sum: number;
  readonly state: number;
  readonly mean: number;
  readonly min: number;
  readonly max: number;
}

const NOW = Date.UTC(2026, 10, 21, 10, 20);
const CLOCK = { clock: () => NOW };
const METERS = [
  'sensor.grid_import',
  'sensor.grid_export',
  'sensor.solar_production',
  'sensor.heat_pump_energy',
  'sensor.heat_pump_heat',
];

async function rows(
  connection: Connection,
  period: string,
  ids: readonly string[],
  start: string,
  end?: string,
): Promise<Record<string, Row[]>> {
  return (await ask(connection, 'recorder/statistics_during_period', {
    period,
    statistic_ids: ids,
    start_time: start,
    ...(end === undefined ? {} : { end_time: end }),
  })) as Record<string, Row[]>;
}

function total(list: readonly Row[] | undefined): number {
  return (list ?? []).reduce((sum, { change }) => sum + change, 0);
}

function near(one: number, other: number): void {
  assert.ok(Math.abs(one - other) < 1e-6, `${one} is not ${other}`);
}

test('sums only grow, changes add up, and hours make the year', async (t) => {
  const home = await homeFor(t, CLOCK);
  const ben = await connect(t, home, 'Ben');
  const [from, to] = ['2026-01-01T00:00:00+01:00', '2026-10-31T23:00:00+01:00'];
  const hours = await rows(ben, 'hour', METERS, from, '2026-11-01T00:00:00+01:00');
  const days = await rows(ben, 'day', METERS, from, to);
  const months = await rows(ben, 'month', METERS, from, to);
  for (const meter of METERS) {
    const list = hours[meter] ?? [];
    assert.equal(list.length, 304 * 24);
    assert.ok(list.every(({ sum }, index) => sum >= (list[index - 1]?.sum ?? 0)));
    assert.ok(list.every(({ change }) => change >= 0));
    const [first, last] = [list[0], list.at(-1)];
    near(total(list), (last?.sum ?? 0) - (first?.sum ?? 0) + (first?.change ?? 0));
    near(total(days[meter]), total(list));
    near(total(months[meter]), total(list));
    assert.equal(days[meter]?.length, 304);
    assert.equal(months[meter]?.length, 10);
  }
});

test('what comes in, is made and goes out fits together', async (t) => {
  const home = await homeFor(t, CLOCK);
  const ben = await connect(t, home, 'Ben');
  const hours = await rows(ben, 'hour', METERS, '2026-01-01T00:00:00Z', '2026-11-01T00:00:00Z');
  const changes = (meter: string) => (hours[meter] ?? []).map(({ change }) => change);
  const [imported, exported, made, electric, heat] = METERS.map(changes);
  const used = imported?.map((wh, at) => wh + (made?.[at] ?? 0) - (exported?.[at] ?? 0)) ?? [];
  assert.ok(used.every((kwh, at) => kwh > 0 && kwh + 1e-9 >= (electric?.[at] ?? 0)));
  const night = (hours['sensor.solar_production'] ?? []).filter(
    ({ start }) => new Date(start).getUTCHours() < 3,
  );
  near(total(night), 0);
  const sum = (list: readonly number[] = []) => list.reduce((all, one) => all + one, 0);
  const performance = sum(heat) / sum(electric);
  assert.ok(performance > 2.2 && performance < 5, String(performance));
});

test('days with a change of clocks have 23 and 25 hours', async (t) => {
  const home = await homeFor(t, CLOCK);
  const ben = await connect(t, home, 'Ben');
  for (const [date, hours] of [
    ['2026-03-29', 23],
    ['2026-10-25', 25],
    ['2026-10-26', 24],
  ] as const) {
    const days = await rows(ben, 'day', METERS, `${date}T00:00:00`, `${date}T12:00:00`);
    const [day] = days['sensor.grid_import'] ?? [];
    assert.equal(days['sensor.grid_import']?.length, 1);
    assert.equal((Number(day?.end) - Number(day?.start)) / HOUR, hours);
    const [start, end] = [Number(day?.start), Number(day?.end)].map((at) => new Date(at));
    const inside = await rows(ben, 'hour', METERS, start?.toISOString() ?? '', end?.toISOString());
    assert.equal(inside['sensor.grid_import']?.length, hours);
    near(total(inside['sensor.grid_import']), Number(day?.change));
  }
});

test('the running hour is only there in five minutes', async (t) => {
  const home = await homeFor(t, CLOCK);
  const ben = await connect(t, home, 'Ben');
  const start = '2026-11-21T08:00:00Z';
  const hours = (await rows(ben, 'hour', METERS, start))['sensor.solar_production'] ?? [];
  assert.deepEqual(
    hours.map((row) => new Date(row.start).getUTCHours()),
    [8, 9],
  );
  const short = (await rows(ben, '5minute', METERS, start))['sensor.solar_production'] ?? [];
  assert.ok(short.every(({ start: from, end }) => end - from === 5 * MINUTE));
  assert.equal(short.length, 24 + 3);
  near(total(short.slice(0, 24)), total(hours));
  const old = await rows(ben, '5minute', METERS, '2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z');
  assert.deepEqual(old, {});
});

test('a meter that begins again does not disturb its sum', async (t) => {
  const home = await homeFor(t, CLOCK);
  const ben = await connect(t, home, 'Ben');
  const id = 'sensor.heat_pump_energy';
  const list = (await rows(ben, 'hour', [id], '2026-04-30T20:00:00Z', '2026-05-01T04:00:00Z'))[id];
  const states = list?.map(({ state }) => state) ?? [];
  assert.ok(states.some((state, index) => state < (states[index - 1] ?? 0)));
  assert.ok(list?.every(({ change }) => change >= 0 && change < 3));
});

test('hours that were not recorded are missing, and made up for after', async (t) => {
  const home = await homeFor(t, CLOCK);
  const ben = await connect(t, home, 'Ben');
  const id = 'sensor.washing_machine_energy';
  const list = (await rows(ben, 'hour', [id], '2026-03-14T00:00:00Z', '2026-03-15T00:00:00Z'))[id];
  assert.equal(list?.length, 24 - 5);
  const before = list?.find(({ end }) => end === Date.UTC(2026, 2, 14, 9));
  const after = list?.find(({ start }) => start === Date.UTC(2026, 2, 14, 14));
  near(Number(after?.change), Number(after?.sum) - Number(before?.sum));
});

test('gauges have means between their extremes, in the unit asked for', async (t) => {
  const home = await homeFor(t, CLOCK);
  const ben = await connect(t, home, 'Ben');
  const id = 'sensor.heat_pump_outdoor_temperature';
  const start = '2026-07-01T00:00:00';
  const celsius = (await rows(ben, 'day', [id], start, '2026-07-06T12:00:00'))[id] ?? [];
  assert.equal(celsius.length, 6);
  assert.ok(celsius.every(({ min, mean, max }) => min < mean && mean < max && mean > 15));
  assert.ok(celsius.every((row) => row.change === undefined && row.sum === undefined));
  const asked = {
    period: 'day',
    statistic_ids: [id, 'sensor.grid_import'],
    start_time: start,
    end_time: start,
    units: { temperature: '°F', energy: 'Wh' },
    types: ['mean', 'change'],
  };
  const result = (await ask(ben, 'recorder/statistics_during_period', asked)) as Record<
    string,
    Row[]
  >;
  near(Number(result[id]?.[0]?.mean), (Number(celsius[0]?.mean) * 9) / 5 + 32);
  const row = result['sensor.grid_import']?.[0];
  assert.ok(Number(row?.change) > 100);
  assert.deepEqual(Object.keys(row ?? {}), ['start', 'end', 'change']);
});

test('two homes tell the same, and the meters stand where the statistics end', async (t) => {
  const [one, other] = [await homeFor(t, CLOCK), await homeFor(t, CLOCK)];
  const start = '2026-11-20T00:00:00Z';
  const first = await rows(await connect(t, one, 'Ben'), 'hour', METERS, start);
  const second = await rows(await connect(t, other, 'Ada'), 'hour', METERS, start);
  assert.deepEqual(first, second);
  const ben = await connect(t, one, 'Ben');
  const short = await rows(ben, '5minute', METERS, start);
  const states = (await ask(ben, 'get_states')) as { entity_id: string; state: string }[];
  const meter = states.find(({ entity_id: id }) => id === 'sensor.grid_import');
  const last = short['sensor.grid_import']?.at(-1);
  assert.ok(Number(meter?.state) - Number(last?.state) < 0.5);
  assert.ok(Number(meter?.state) >= Number(last?.state));
});

test('what can be asked for is listed, and the energy settings name only that', async (t) => {
  const home = await homeFor(t, CLOCK);
  const ben = await connect(t, home, 'Ben');
  const listed = (await ask(ben, 'recorder/list_statistic_ids')) as Json[];
  const sums = (await ask(ben, 'recorder/list_statistic_ids', { statistic_type: 'sum' })) as Json[];
  assert.ok(sums.every(({ has_sum: sum, mean_type: mean }) => sum === true && mean === 0));
  assert.ok(sums.length < listed.length);
  const ids = listed.map(({ statistic_id: id }) => id);
  const prefs = (await ask(ben, 'energy/get_prefs')) as {
    energy_sources: Json[];
    device_consumption: Json[];
  };
  const named = [...prefs.energy_sources, ...prefs.device_consumption].flatMap((source) =>
    Object.entries(source).filter(([key, id]) => key.startsWith('stat_') && id !== null),
  );
  assert.ok(named.length >= 6);
  assert.deepEqual(
    named.filter(([, id]) => !ids.includes(id)),
    [],
  );
  const info = (await ask(ben, 'energy/info')) as { cost_sensors: Record<string, string> };
  assert.deepEqual(
    Object.values(info.cost_sensors).filter((id) => !ids.includes(id)),
    [],
  );
});

test('questions that make no sense are refused', async (t) => {
  const home = await homeFor(t, CLOCK);
  const ben = await connect(t, home, 'Ben');
  const good = { period: 'hour', statistic_ids: METERS, start_time: '2026-11-20T00:00:00Z' };
  const code = async (change: Json) => {
    const type = 'recorder/statistics_during_period';
    return ((await refusal(ben, type, { ...good, ...change })) as { code: string }).code;
  };
  assert.equal(await code({ period: 'year' }), 'invalid_format');
  assert.equal(await code({ statistic_ids: [] }), 'invalid_format');
  assert.equal(await code({ types: ['median'] }), 'invalid_format');
  assert.equal(await code({ start_time: 'soon' }), 'invalid_start_time');
  assert.deepEqual(await rows(ben, 'hour', ['sensor.nothing'], good.start_time), {});
});

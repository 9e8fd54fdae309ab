import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR, MINUTE } from '../../../src/core/clock.ts';
import { balance, peaks, totals } from '../../../src/tools/energy/balance.ts';
import { hoursOf, readMeter } from '../../../src/tools/energy/meter.ts';
import { daysBetween, startOfDay } from '../../../src/tools/local-days.ts';
import type { StatisticRow } from '../../../src/tools/statistics.ts';

const ZONE = 'Europe/Madrid';
const LATER = Date.UTC(2027, 0, 1);

/** Rows as the recorder answers: one for every change, none for null. */
function rows(start: number, changes: readonly (number | null)[], step = HOUR): StatisticRow[] {
  return changes.flatMap((change, index) =>
    change === null
      ? []
      : [{ start: start + index * step, end: start + (index + 1) * step, change }],
  );
}

function day(name: string) {
  const [found] = daysBetween(startOfDay(name, ZONE), startOfDay(name, ZONE) + 1, ZONE);
  assert.ok(found);
  return found;
}

/** A meter that counts 1 kWh in the first hour of the day, 2 in the second and so on. */
function climbing(name: string) {
  const range = day(name);
  const hours = hoursOf(range);
  const before = rows(range.start - HOUR, [0.5]);
  const hourly = [
    ...before,
    ...rows(
      range.start,
      hours.map((_, index) => index + 1),
    ),
  ];
  const meter = readMeter('import', { hourly, fine: [] }, range, LATER);
  return { range, hours, balanced: balance(hours, { grid_import: [meter] }), meter };
}

for (const [name, hours, sum] of [
  ['2026-03-28', 24, 300],
  ['2026-03-29', 23, 276],
  ['2026-10-24', 24, 300],
  ['2026-10-25', 25, 325],
] as const) {
  test(`${name} has ${hours} hours that sum up to ${sum} kWh`, () => {
    const { balanced, range, meter } = climbing(name);
    assert.equal(balanced.length, hours);
    assert.equal(totals(balanced).total, sum);
    assert.deepEqual(meter.gaps, []);
    const found = peaks(balanced, [range]);
    assert.equal(found.hour?.start, range.end - HOUR);
    assert.deepEqual(found.day, { day: name, total: sum });
    assert.equal(found.compared, hours);
  });
}

const START = Date.UTC(2026, 5, 1);

function read(
  changes: readonly (number | null)[],
  options: { readonly now?: number; readonly fine?: readonly StatisticRow[] } = {},
) {
  const range = { start: START, end: START + (changes.length - 1) * HOUR };
  const hourly = rows(START - HOUR, changes);
  const { fine = [], now = LATER } = options;
  const meter = readMeter('m', { hourly, fine }, range, now);
  return {
    meter,
    shown: Array.from(meter.hours.values(), ({ kwh, quality }) => [kwh, quality]),
  };
}

test('a meter that was reset goes on: only changes count, never its states', () => {
  const reset = rows(START - HOUR, [1, 2, 3]).map((row, index) => ({
    ...row,
    state: [900, 902, 3][index] ?? 0,
    sum: [900, 902, 905][index] ?? 0,
  }));
  const range = { start: START, end: START + 2 * HOUR };
  const meter = readMeter('m', { hourly: reset, fine: [] }, range, LATER);
  assert.equal(totals(balance(hoursOf(range), { grid_import: [meter] })).total, 5);
});

test('a gap is reported, and the hour after it is late', () => {
  const { meter, shown } = read([1, 1, null, null, 6, 1]);
  assert.deepEqual(shown, [
    [1, 'whole'],
    [0, 'missing'],
    [0, 'missing'],
    [6, 'late'],
    [1, 'whole'],
  ]);
  assert.deepEqual(meter.gaps, [{ id: 'm', start: START + HOUR, end: START + 3 * HOUR }]);
});

test('a gap in which nothing was counted is none: an inverter that sleeps at night', () => {
  const { meter, shown } = read([1, 1, null, null, 0, 2]);
  assert.deepEqual(meter.gaps, []);
  assert.deepEqual(shown[1], [0, 'whole']);
  assert.deepEqual(shown[4], [2, 'whole']);
});

test('a gap before the first hour makes it late', () => {
  const { meter, shown } = read([null, 4, 1]);
  assert.deepEqual(shown[0], [4, 'late']);
  assert.deepEqual(meter.gaps, []);
});

test('a gap that is not over is reported until the end', () => {
  const { meter } = read([1, 1, null, null]);
  assert.deepEqual(meter.gaps, [{ id: 'm', start: START + HOUR, end: START + 3 * HOUR }]);
});

test('the running hour is added up from five minutes and partial; one just over is whole', () => {
  const now = START + 2 * HOUR + 16 * MINUTE;
  const parts = rows(START + HOUR, new Array(15).fill(0.25), 5 * MINUTE);
  const { shown } = read([1, 1, null, null], { now, fine: parts });
  assert.deepEqual(shown, [
    [1, 'whole'],
    [3, 'whole'],
    [0.75, 'partial'],
  ]);
});

test('an hour that has just begun is no gap', () => {
  const { meter, shown } = read([1, 1, null], { now: START + HOUR + MINUTE });
  assert.deepEqual(shown[1], [0, 'partial']);
  assert.deepEqual(meter.gaps, []);
});

test('consumption is import + solar + battery out - export - battery in', () => {
  const range = { start: START, end: START + HOUR };
  const one = (kwh: number) => [
    readMeter('m', { hourly: rows(START - HOUR, [0, kwh]), fine: [] }, range, LATER),
  ];
  const [hour] = balance(hoursOf(range), {
    grid_import: [...one(4), ...one(1)],
    solar: one(3),
    battery_out: one(2),
    grid_export: one(1.5),
    battery_in: one(0.5),
  });
  assert.equal(hour?.total, 8);
  assert.deepEqual(hour?.flows, {
    grid_import: 5,
    grid_export: 1.5,
    solar: 3,
    battery_in: 0.5,
    battery_out: 2,
  });
});

test('peaks leave out hours with a gap or not over, and days that have one', () => {
  const range = { start: startOfDay('2026-06-01', ZONE), end: startOfDay('2026-06-03', ZONE) };
  const hours = hoursOf(range);
  const changes = hours.map((_, index) => (index === 5 ? null : index === 6 ? 50 : 1));
  const hourly = rows(range.start - HOUR, [1, ...changes]);
  const meter = readMeter('m', { hourly, fine: [] }, range, LATER);
  const found = peaks(
    balance(hours, { grid_import: [meter] }),
    daysBetween(range.start, range.end, ZONE),
  );
  assert.equal(found.hour?.total, 1);
  assert.deepEqual(found.day, { day: '2026-06-02', total: 24 });
  assert.equal(found.compared, 46);
});

test('hours nothing at all was recorded of have no total', () => {
  const range = { start: START, end: START + HOUR };
  const meter = readMeter('m', { hourly: [], fine: [] }, range, LATER);
  const [hour] = balance(hoursOf(range), { grid_import: [meter] });
  assert.equal(hour?.total, undefined);
  assert.equal(hour?.complete, false);
});

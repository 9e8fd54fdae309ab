import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR, MINUTE } from '../../../src/core/clock.ts';
import { cop, heatPumpDays } from '../../../src/tools/energy/heat-pump.ts';
import type { MeterHours, Quality } from '../../../src/tools/energy/meter.ts';
import { hoursOf } from '../../../src/tools/energy/meter.ts';
import { daysBetween, startOfDay } from '../../../src/tools/local-days.ts';

const ZONE = 'Europe/Madrid';
const start = startOfDay('2026-10-25', ZONE);
const end = startOfDay('2026-10-27', ZONE);
const days = daysBetween(start, end, ZONE);

function meter(kwh: (index: number) => number, quality: Quality = 'whole'): MeterHours {
  const hours = hoursOf({ start, end }).map((hour, index) => {
    return [hour, { kwh: kwh(index), quality }] as const;
  });
  return { id: 'm', hours: new Map(hours), gaps: [] };
}

test('sums, COP of sums, means, runtime and starts of a day of 25 hours', () => {
  const temperatures = {
    outdoor: new Map(hoursOf({ start, end }).map((hour, index) => [hour, index < 25 ? 5 : 10])),
  };
  const runs = [
    { start: start - HOUR, end: start + 30 * MINUTE },
    { start: start + 2 * HOUR, end: start + 3 * HOUR },
    { start: start + 24.5 * HOUR, end: start + 26 * HOUR },
  ];
  const [first, second] = heatPumpDays(
    {
      electric: meter(() => 0.4),
      heat: meter((index) => (index < 25 ? 1.6 : 1)),
      temperatures,
      compressor: { knownFrom: start, runs },
    },
    days,
    end + HOUR,
  );
  assert.equal(first?.electricKwh?.toFixed(6), '10.000000');
  assert.equal(first?.heatKwh?.toFixed(6), '40.000000');
  assert.equal(first?.cop?.toFixed(6), '4.000000');
  assert.deepEqual(first?.temperatures, { outdoor: 5 });
  // 30 minutes of the run before midnight, an hour, and half an hour of the one across midnight.
  assert.deepEqual([first?.runtimeMinutes, first?.starts], [120, 2]);
  assert.equal(second?.cop?.toFixed(6), '2.500000');
  assert.deepEqual([second?.runtimeMinutes, second?.starts], [60, 0]);
  assert.deepEqual([first?.partial, first?.uncertain], [false, false]);
});

test('without electricity there is no COP, without meters no energy', () => {
  assert.equal(cop(1, 0.05), undefined);
  assert.equal(cop(undefined, 5), undefined);
  const [day] = heatPumpDays(
    {
      electric: meter(() => 0, 'missing'),
      heat: undefined,
      temperatures: {},
      compressor: undefined,
    },
    days,
    end,
  );
  assert.deepEqual(
    [day?.electricKwh, day?.heatKwh, day?.cop, day?.starts],
    new Array(4).fill(undefined),
  );
});

test('a day that is not over or has a gap says so', () => {
  const [day] = heatPumpDays(
    { electric: meter(() => 1, 'late'), heat: undefined, temperatures: {}, compressor: undefined },
    days,
    start + HOUR,
  );
  assert.deepEqual([day?.partial, day?.uncertain], [true, true]);
});

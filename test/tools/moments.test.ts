import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR } from '../../src/core/clock.ts';
import { fromLocal, startOfDay } from '../../src/tools/local-days.ts';
import { readRange, readSpan, readWhen } from '../../src/tools/moments.ts';

const now = Date.UTC(2026, 10, 21, 8, 30);
const rules = { zone: 'Europe/Madrid', now };

function range(start: string, end?: string): string[] {
  const read = readRange(start, end, rules);
  return [read.start, read.end].map((at) => new Date(at).toISOString().slice(0, 16));
}

test('ages, dates and times, in the zone of the home unless they say otherwise', () => {
  assert.deepEqual(range('24h'), ['2026-11-20T08:30', '2026-11-21T08:30']);
  assert.deepEqual(range('today'), ['2026-11-20T23:00', '2026-11-21T08:30']);
  assert.deepEqual(range('yesterday', 'yesterday'), ['2026-11-19T23:00', '2026-11-20T23:00']);
  assert.deepEqual(range('2026-06-01', '2026-06-01'), ['2026-05-31T22:00', '2026-06-01T22:00']);
  assert.deepEqual(range('2026-06-01T12:00', '2026-06-01 13:00'), [
    '2026-06-01T10:00',
    '2026-06-01T11:00',
  ]);
  assert.deepEqual(range('2026-06-01T12:00Z', '2026-06-01T15:00:30+02:00'), [
    '2026-06-01T12:00',
    '2026-06-01T13:00',
  ]);
});

test('what is no span of time is refused with how to write one', () => {
  for (const [start, end, message] of [
    ['soon', undefined, /is no time/],
    ['2026-02-30', undefined, /is no time/],
    ['2026-01-01T25:00', undefined, /is no time/],
    ['2026-06-02', '2026-06-01T12:00', /ends before it begins/],
    ['2027-01-01', undefined, /not in the past/],
  ] as const) {
    assert.throws(() => readRange(start, end, rules), { message, name: 'ToolError' });
  }
  assert.throws(() => readRange('11d', undefined, { ...rules, mostDays: 10 }), /At most 10 days/);
});

test('ten calendar days with 25 hours in them are ten days', () => {
  const days = readRange('2026-10-20', '2026-10-29', { ...rules, mostDays: 10 });
  assert.equal((days.end - days.start) / HOUR, 241);
});

test('midnight where clocks skip it, and times that are shown twice or never', () => {
  const iso = (at: number) => new Date(at).toISOString().slice(0, 16);
  // Santiago sets its clocks from 24:00 to 1:00.
  assert.equal(iso(startOfDay('2026-09-06', 'America/Santiago')), '2026-09-06T04:00');
  assert.equal(iso(fromLocal(Date.UTC(2026, 9, 25, 2, 30), 'Europe/Madrid')), '2026-10-25T00:30');
  assert.equal(iso(fromLocal(Date.UTC(2026, 2, 29, 2, 30), 'Europe/Madrid')), '2026-03-29T01:30');
});

test('a span may lie ahead, and is so many days long unless said', () => {
  const span = (start?: string, end?: string) => {
    const read = readSpan(start, end, { ...rules, days: 7, mostDays: 366 });
    return [read.start, read.end].map((at) => new Date(at).toISOString().slice(0, 16));
  };
  assert.deepEqual(span(), ['2026-11-21T08:30', '2026-11-28T08:30']);
  assert.deepEqual(span('tomorrow', 'tomorrow'), ['2026-11-21T23:00', '2026-11-22T23:00']);
  assert.deepEqual(span('2026-12-24', '2026-12-26'), ['2026-12-23T23:00', '2026-12-26T23:00']);
  assert.deepEqual(span('+2d'), ['2026-11-23T08:30', '2026-11-30T08:30']);
  assert.deepEqual(span('2d', '+12h'), ['2026-11-19T08:30', '2026-11-21T20:30']);
  assert.throws(() => span('tomorrow', 'today'), /ends before it begins/);
  assert.throws(() => span('today', '2028-01-01'), /At most 366 days/);
});

test('when something is to be is a day or a moment', () => {
  assert.deepEqual(readWhen('2026-11-22', rules), { kind: 'day', day: '2026-11-22' });
  assert.deepEqual(readWhen('Tomorrow', rules), { kind: 'day', day: '2026-11-22' });
  assert.deepEqual(readWhen('2026-11-22T20:00', rules), {
    kind: 'time',
    at: Date.UTC(2026, 10, 22, 19),
  });
  assert.deepEqual(readWhen('+1h', rules), { kind: 'time', at: now + HOUR });
  assert.throws(() => readWhen('2026-02-30', rules), /is no time/);
});

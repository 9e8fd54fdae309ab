import assert from 'node:assert/strict';
import { test } from 'node:test';
import { localTime } from '../../src/tools/local-time.ts';
import fc from '../support/fast-check.ts';

const moment = Date.UTC(2026, 10, 21, 23, 5, 9);

for (const [zone, expected] of [
  ['Europe/Madrid', '2026-11-22T00:05:09+01:00'],
  ['America/St_Johns', '2026-11-21T19:35:09-03:30'],
  ['Asia/Kolkata', '2026-11-22T04:35:09+05:30'],
  ['UTC', '2026-11-21T23:05:09+00:00'],
  ['Mars/Olympus', '2026-11-21T23:05:09+00:00'],
] as const) {
  test(`in ${zone}`, () => assert.equal(localTime(moment, zone), expected));
}

test('it is always the same moment', () => {
  const zones = fc.constantFrom('Europe/Madrid', 'Australia/Lord_Howe', 'America/New_York');
  const seconds = fc.integer({ min: 0, max: 4_000_000_000 });
  fc.assert(
    fc.property(seconds, zones, (second, zone) => {
      assert.equal(Date.parse(localTime(second * 1000, zone)), second * 1000);
    }),
  );
});

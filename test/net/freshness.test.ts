import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freshFor } from '../../src/net/freshness.ts';

const DATE = 'Sat, 21 Nov 2026 10:00:00 GMT';
const LATER = 'Sat, 21 Nov 2026 10:05:00 GMT';

test('an answer says itself how long it is fresh', () => {
  const cases: [Record<string, string>, number | undefined][] = [
    [{}, undefined],
    [{ 'cache-control': 'public' }, undefined],
    [{ 'cache-control': 'public, max-age=300' }, 300_000],
    [{ 'cache-control': 'MAX-AGE="300"' }, 300_000],
    [{ 'cache-control': 'max-age=300', age: '100' }, 200_000],
    [{ 'cache-control': 'max-age=300', age: '400' }, 0],
    [{ 'cache-control': 'max-age=300', age: 'old' }, 300_000],
    [{ 'cache-control': 'max-age=300, no-cache' }, 0],
    [{ 'cache-control': 'no-store' }, 0],
    [{ 'cache-control': 'max-age=-1' }, undefined],
    [{ 'cache-control': `max-age=${'9'.repeat(400)}` }, undefined],
    [{ 'cache-control': 'max-age=60', expires: LATER, date: DATE }, 60_000],
    [{ expires: LATER, date: DATE }, 300_000],
    [{ expires: DATE, date: LATER }, 0],
    [{ expires: '0', date: DATE }, 0],
    [{ expires: LATER }, 0],
  ];
  for (const [headers, fresh] of cases) {
    assert.equal(freshFor(headers), fresh, JSON.stringify(headers));
  }
});

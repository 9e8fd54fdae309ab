import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Counts } from '../../src/metrics/counts.ts';
import { familiesOf } from '../../src/metrics/families.ts';

const SNAPSHOT = {
  version: '1.2.3',
  liveGrants: 2,
  homeConnections: 1,
  upstreams: [{ status: 'connected' }, { status: 'failed' }, { status: 'failed' }],
  auditWaiting: 3,
  storeBytes: 4_096,
} as const;

const values = (counts: Counts, name: string) =>
  familiesOf(counts, SNAPSHOT)
    .find((one) => one.name === name)
    ?.values.filter(({ value }) => value > 0);

test('calls are counted by tool and outcome, with cumulative buckets', () => {
  const counts = new Counts(() => ['get_state']);
  for (const ms of [5, 10, 11, 99_000]) {
    counts.noted({ at: 1, kind: 'tool', outcome: 'done', detail: { tool: 'get_state', ms } });
  }
  assert.deepEqual(values(counts, 'latchkey_calls_total'), [
    { labels: { kind: 'tool', tool: 'get_state', server: '', outcome: 'done' }, value: 4 },
  ]);
  const lines = values(counts, 'latchkey_call_duration_seconds') ?? [];
  const buckets = lines.flatMap(({ labels: { le }, value }) =>
    le === undefined ? [] : [[le, value]],
  );
  assert.deepEqual(buckets.slice(0, 2), [
    [0.01, 2],
    [0.025, 3],
  ]);
  assert.deepEqual(buckets.slice(-2), [
    [60, 3],
    ['+Inf', 4],
  ]);
  assert.deepEqual(
    lines.slice(-2).map(({ metricName, value }) => [metricName, value]),
    [
      ['latchkey_call_duration_seconds_sum', 99.026],
      ['latchkey_call_duration_seconds_count', 4],
    ],
  );
});

test('nothing that others choose becomes a label: not a tool of a server, not an outcome', () => {
  const counts = new Counts(() => ['get_state']);
  for (let n = 0; n < 1_000; n += 1) {
    const detail = { tool: `github__${n}`, upstream: 'github', ms: 1, on: `light.${n}` };
    counts.noted({ at: 1, kind: 'tool', outcome: `said ${n}`, personId: `p${n}`, detail });
    counts.noted({ at: 1, kind: 'sign_in', outcome: `odd ${n}`, clientId: `c${n}` });
    counts.noted({ at: 1, kind: `kind ${n}`, outcome: 'done' });
  }
  assert.deepEqual(values(counts, 'latchkey_calls_total'), [
    { labels: { kind: 'tool', tool: '', server: 'github', outcome: 'other' }, value: 1_000 },
  ]);
  assert.deepEqual(values(counts, 'latchkey_sign_ins_total'), [
    { labels: { outcome: 'other' }, value: 1_000 },
  ]);
});

test('answers are counted by kind of route and class of status, and upstreams by state', () => {
  const counts = new Counts(() => []);
  for (const status of [200, 204, 404, 429, 429, 999, 0]) counts.answered('mcp', status);
  assert.deepEqual(values(counts, 'latchkey_http_requests_total'), [
    { labels: { route: 'mcp', status: '2xx' }, value: 2 },
    { labels: { route: 'mcp', status: '4xx' }, value: 3 },
  ]);
  assert.deepEqual(values(counts, 'latchkey_over_limit_total'), [
    { labels: { limit: 'mcp' }, value: 2 },
  ]);
  assert.deepEqual(values(counts, 'latchkey_upstreams'), [
    { labels: { state: 'connected' }, value: 1 },
    { labels: { state: 'failed' }, value: 2 },
  ]);
});

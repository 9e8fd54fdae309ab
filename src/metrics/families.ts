import type { UpstreamReport } from '../upstreams/gateway.ts';
import { BOUNDS, type CallTally, type Counts } from './counts.ts';

/** One metric with all its values, as the text format of Prometheus has it. */
export interface Family {
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly values: readonly Sample[];
}

interface Sample {
  /** For a histogram, whose lines have names of their own. */
  readonly metricName?: string;
  readonly labels: Readonly<Record<string, string | number>>;
  readonly value: number;
}

/** What is looked at when somebody asks. */
export interface Snapshot {
  readonly version: string;
  readonly liveGrants: number;
  readonly homeConnections: number;
  readonly upstreams: readonly Pick<UpstreamReport, 'status'>[];
  readonly auditWaiting: number;
  readonly storeBytes: number;
}

const STATES: readonly UpstreamReport['status'][] = [
  'connected',
  'asleep',
  'connecting',
  'failed',
  'disabled',
  'needs sign-in',
];

/** Everything of our own, in a fixed order. */
export function familiesOf(counts: Counts, now: Snapshot): readonly Family[] {
  const gauge = (name: string, help: string, value: number): Family => ({
    name,
    help,
    type: 'gauge',
    values: [{ labels: {}, value }],
  });
  const { calls } = counts;
  return [
    {
      name: 'latchkey_build_info',
      help: 'Always 1; the version is a label',
      type: 'gauge',
      values: [{ labels: { version: now.version }, value: 1 }],
    },
    {
      name: 'latchkey_http_requests_total',
      help: 'Answers of the public listener by kind of route and class of status',
      type: 'counter',
      values: Array.from(counts.answers, ([route, classes]) =>
        Array.from(classes, (value, digit) => ({
          labels: { route, status: `${digit}xx` },
          value,
        })).filter(({ value }) => value > 0),
      ).flat(),
    },
    {
      name: 'latchkey_over_limit_total',
      help: 'Requests turned away because there were too many of their kind',
      type: 'counter',
      values: Array.from(counts.overLimit, ([limit, value]) => ({ labels: { limit }, value })),
    },
    {
      name: 'latchkey_sign_ins_total',
      help: 'Consent forms that were answered, and sign-ins on them that did not work',
      type: 'counter',
      values: Array.from(counts.signIns, ([outcome, value]) => ({ labels: { outcome }, value })),
    },
    {
      name: 'latchkey_calls_total',
      help: 'Calls of tools, resources and prompts; of other servers by server alone',
      type: 'counter',
      values: calls.flatMap(({ kind, tool, server, outcomes }) =>
        Array.from(outcomes, ([outcome, value]) => ({
          labels: { kind, tool, server, outcome },
          value,
        })),
      ),
    },
    durations(calls),
    gauge('latchkey_live_grants', 'Connections of assistants that are alive', now.liveGrants),
    gauge('latchkey_home_connections', 'Open connections to homes', now.homeConnections),
    {
      name: 'latchkey_upstreams',
      help: 'Other servers by how they are',
      type: 'gauge',
      values: STATES.map((state) => ({
        labels: { state },
        value: now.upstreams.filter(({ status }) => status === state).length,
      })),
    },
    gauge('latchkey_audit_waiting', 'Audit events that are not on the disk yet', now.auditWaiting),
    gauge('latchkey_store_bytes', 'Size of the database on the disk', now.storeBytes),
  ];
}

function durations(calls: readonly CallTally[]): Family {
  const name = 'latchkey_call_duration_seconds';
  return {
    name,
    help: 'How long calls took, a person being asked included',
    type: 'histogram',
    values: calls.flatMap(({ kind, tool, server, buckets, seconds }) => {
      const labels = { kind, tool, server };
      let count = 0;
      const lines: Sample[] = Array.from(buckets, (calls, at) => {
        count += calls;
        return {
          metricName: `${name}_bucket`,
          labels: { ...labels, le: BOUNDS[at] ?? '+Inf' },
          value: count,
        };
      });
      return [
        ...lines,
        { metricName: `${name}_sum`, labels, value: seconds },
        { metricName: `${name}_count`, labels, value: count },
      ];
    }),
  };
}

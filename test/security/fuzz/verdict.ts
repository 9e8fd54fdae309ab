import assert from 'node:assert/strict';
import { UNAPPROVED_CLIENT_LIMIT } from '../../../src/clients/registration-routes.ts';
import type { Memory, Report } from './campaign.ts';

const MEGABYTE = 1_024 * 1_024;
/** Forms that wait, and as many that were answered. */
const MOST_FORMS = 2_000;
/** What the clients, people and settings of the campaign itself come to. */
const OWN = 20;

/** Throws unless the server stood its ground: no failure, no growth, no secret told. */
export function assertUnharmed(report: Report): void {
  const { findings, leaks, rows, memory, signIns } = report;
  assert.equal(findings.length, 0, `answers that must never be:\n${findings.join('\n\n')}`);
  assert.deepEqual(leaks.slice(0, 10), [], 'secrets in the log');

  const { clients = 0, consent_transactions: forms = 0, audit_events: _audit, ...others } = rows;
  assert.ok(clients <= UNAPPROVED_CLIENT_LIMIT + OWN, `${clients} clients are kept`);
  assert.ok(forms <= MOST_FORMS, `${forms} consent forms are kept`);
  for (const [table, count] of Object.entries(others)) {
    assert.ok(count <= signIns + OWN, `${table} has ${count} rows after ${signIns} sign-ins`);
  }

  const [early, late] = [quarter(memory, 1), quarter(memory, 3)];
  const heap = late.heapUsed - early.heapUsed;
  assert.ok(heap < 32 * MEGABYTE, `the heap grew by ${Math.round(heap / MEGABYTE)} MB`);
  const rss = late.rss - early.rss;
  assert.ok(rss < 96 * MEGABYTE, `the process grew by ${Math.round(rss / MEGABYTE)} MB`);

  assert.equal(report.statuses.closed ?? 0, 0, 'connections that ended without an answer');
}

/** The most memory used in one quarter of the way, the first being 0. */
export function quarter(memory: readonly Memory[], which: number): Memory {
  const from = Math.floor((memory.length * which) / 4);
  const part = memory.slice(from, Math.max(from + 1, (memory.length * (which + 1)) / 4));
  return {
    rss: Math.max(...part.map(({ rss }) => rss)),
    heapUsed: Math.max(...part.map(({ heapUsed }) => heapUsed)),
  };
}

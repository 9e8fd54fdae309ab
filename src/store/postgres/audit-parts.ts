import { text } from '../rows/row.ts';
import type { Queries } from './database.ts';

/** One month of the audit log, a table of its own. */
export interface Part {
  readonly table: string;
  /** Its first moment, and the first of the next, in milliseconds since the epoch. */
  readonly from: number;
  readonly until: number;
}

const FIRST_YEAR = 2000;
const LAST_YEAR = 2199;
const TABLE = /^audit_(\d{4})_(\d{2})$/;

function month(year: number, index: number): Part {
  const table = `audit_${year}_${String(index + 1).padStart(2, '0')}`;
  return { table, from: Date.UTC(year, index), until: Date.UTC(year, index + 1) };
}

/** The month a moment lies in (UTC); undefined for one that only a wrong clock can say. */
export function partOf(at: number): Part | undefined {
  const date = new Date(at);
  const year = date.getUTCFullYear();
  if (!(year >= FIRST_YEAR && year <= LAST_YEAR)) return undefined;
  return month(year, date.getUTCMonth());
}

/** Makes room for these moments, inside a step that holds the lock of the audit log. */
export async function makeParts(step: Queries, moments: readonly number[]): Promise<void> {
  const parts = new Map(moments.map(partOf).map((part) => [part?.table, part]));
  for (const part of parts.values()) {
    if (part === undefined) continue;
    const { table, from, until } = part;
    const found = await step.first(
      `select to_regclass('latchkey.${table}') is not null or exists
         (select from audit_other_times where at >= $1 and at < $2) as found`,
      [from, until],
    );
    if (found?.found === true) continue;
    await step.run(
      `create table ${table} partition of audit_events for values from (${from}) to (${until})`,
    );
  }
}

/** Drops the months in which nothing is younger than `before`, inside such a step. */
export async function dropParts(step: Queries, before: number): Promise<void> {
  const rows = await step.all(
    `select relname from pg_inherits join pg_class on pg_class.oid = inhrelid
     where inhparent = 'latchkey.audit_events'::regclass`,
  );
  for (const row of rows) {
    const table = text(row, 'relname');
    const [, year, number] = TABLE.exec(table) ?? [];
    if (year === undefined || number === undefined) continue;
    if (month(Number(year), Number(number) - 1).until <= before) {
      await step.run(`drop table ${table}`);
    }
  }
}

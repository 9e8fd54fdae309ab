import type { Store } from '../contract.ts';
import { EXPIRE_GRANTS, PURGE_STEPS, type PurgeMoments, purgeMoments } from '../purge.ts';
import { text } from '../rows/row.ts';
import { dropParts } from './audit-parts.ts';
import { type Database, hold } from './database.ts';

/** The audit log keeps about this many events at most, whatever their age: some 5 GB. */
const AUDIT_EVENTS_AT_MOST = 10_000_000;

const STEPS: readonly string[] = [
  ...PURGE_STEPS,
  `update refresh_tokens set parameters = null, answer = null
     where grace_ends_at <= :now and answer is not null`,
  // By their numbers, since counting so many would take longer than a statement may.
  `delete from audit_events
     where id <= (select max(id) from audit_events) - ${AUDIT_EVENTS_AT_MOST}`,
];

/** Does what `Store.purge` says in one step that only one instance takes at a time. */
export function purging(db: Database): Store['purge'] {
  return (now, keep) => {
    const moments = purgeMoments(now, keep);
    return db.atomically(async (step) => {
      await hold(step, 'purge');
      await hold(step, 'audit');
      await dropParts(step, moments.auditBefore);
      const ended = await step.all(...numbered(EXPIRE_GRANTS, moments));
      for (const sql of STEPS) await step.run(...numbered(sql, moments));
      return ended.map((row) => text(row, 'id'));
    });
  };
}

/** A step with numbers for the moments that it names, and those moments. */
function numbered(sql: string, moments: PurgeMoments): [string, readonly number[]] {
  const values: number[] = [];
  const spelt = sql.replace(/:(\w+)/g, (_, name: keyof PurgeMoments) => {
    values.push(moments[name]);
    return `$${values.length}::bigint`;
  });
  return [spelt, values];
}

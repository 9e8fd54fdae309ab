import type { Store } from '../contract.ts';
import { EXPIRE_GRANTS, PURGE_STEPS, purgeMoments } from '../purge.ts';
import { text } from '../rows/row.ts';
import type { Database } from './database.ts';

/** The audit log keeps at most this many events, whatever their age: some 50 MB. */
const AUDIT_EVENTS_AT_MOST = 200_000;

/** Does what `Store.purge` says in one step, and gives the room back to the disk. */
export function purging(db: Database) {
  const expire = db.prepare(EXPIRE_GRANTS);
  expire.setAllowUnknownNamedParameters(true);
  const steps = [
    ...PURGE_STEPS,
    'delete from refresh_answers where grace_ends_at <= :now',
    `delete from audit_events where id in
       (select id from audit_events order by at desc, id desc limit -1 offset ${AUDIT_EVENTS_AT_MOST})`,
  ].map((sql) => {
    const statement = db.prepare(sql);
    // Each step names the moments it needs; the others are not its concern.
    statement.setAllowUnknownNamedParameters(true);
    return statement;
  });

  return (...[now, keep]: Parameters<Store['purge']>): readonly string[] => {
    const moments = purgeMoments(now, keep);
    const ended = db.atomically(() => {
      const rows = expire.all(moments);
      for (const step of steps) step.run(moments);
      return rows.map((row) => text(row, 'id'));
    });
    db.exec('pragma incremental_vacuum');
    db.exec('pragma wal_checkpoint(truncate)');
    return ended;
  };
}

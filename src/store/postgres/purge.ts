import { DAY } from '../../core/clock.ts';
import type { Store } from '../contract.ts';
import { dropParts } from './audit-parts.ts';
import { type Database, hold } from './database.ts';

/** How long a spent code is remembered, so that its replay is seen for what it is. */
const SPENT_CODE_MS = DAY;
/** The audit log keeps about this many events at most, whatever their age: some 5 GB. */
const AUDIT_EVENTS_AT_MOST = 10_000_000;

type Moment = 'now' | 'spentBefore' | 'endedBefore' | 'unapprovedBefore' | 'auditBefore';

/** Each step, with `:moment` where it needs one; what each is for is in `Store.purge`. */
const STEPS: readonly string[] = [
  'delete from consent_transactions where expires_at <= :now',
  `delete from authorization_codes where expires_at <= :now
     and (spent_at is null or spent_at <= :spentBefore)`,
  `update grants set ended_at = :now, ended_reason = 'expired'
     where ended_at is null and last_used_at <= :endedBefore and id not in
       (select grant_id from refresh_tokens where grace_ends_at is null and expires_at > :now)`,
  'delete from grants where ended_at <= :endedBefore',
  `delete from refresh_tokens where (grace_ends_at is not null and expires_at <= :now)
     or grant_id not in (select id from grants)`,
  `update refresh_tokens set parameters = null, answer = null
     where grace_ends_at <= :now and answer is not null`,
  'delete from sign_ins where expires_at <= :now',
  'delete from upstream_sign_ins where expires_at <= :now',
  'delete from claims where expires_at <= :now',
  `delete from clients where origin = 'dynamic' and approved_at is null
     and created_at <= :unapprovedBefore
     and id not in (select client_id from consent_transactions)`,
  // Several clients register anew at each connection, so what was allowed once must go as well.
  `delete from clients where origin = 'dynamic' and approved_at <= :endedBefore
     and id not in (select client_id from grants)
     and id not in (select client_id from consent_transactions)`,
  `delete from credentials
     where id not in (select credential_id from grants where ended_at is null)
     and id not in (select credential_id from authorization_codes where spent_at is null)
     and (kind <> 'oauth' or (created_at <= :endedBefore
       and id not in (select credential_id from grants)))`,
  // Of somebody who has no connection any more; whoever comes back in time need not sign in again.
  `delete from upstream_secrets where kind = 'tokens' and owner <> 'shared'
     and updated_at <= :endedBefore
     and owner not in (select person_id || '@' || home from grants)
     and owner not in (select person_id || '@' || home from credentials)`,
  'delete from audit_events where at <= :auditBefore',
  // By their numbers, since counting so many would take longer than a statement may.
  `delete from audit_events
     where id <= (select max(id) from audit_events) - ${AUDIT_EVENTS_AT_MOST}`,
];

/** Drops what nothing needs any more, in one step that only one instance takes at a time. */
export function purging(db: Database): Store['purge'] {
  return (now, keep) => {
    const moments: Readonly<Record<Moment, number>> = {
      now,
      spentBefore: now - SPENT_CODE_MS,
      endedBefore: now - keep.endedGrantMs,
      unapprovedBefore: now - keep.unapprovedClientMs,
      auditBefore: now - keep.auditMs,
    };
    return db.atomically(async (step) => {
      await hold(step, 'purge');
      await hold(step, 'audit');
      await dropParts(step, moments.auditBefore);
      for (const sql of STEPS) {
        const values: number[] = [];
        const numbered = sql.replace(/:(\w+)/g, (_, name: Moment) => {
          values.push(moments[name]);
          return `$${values.length}::bigint`;
        });
        await step.run(numbered, values);
      }
    });
  };
}

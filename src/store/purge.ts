import { DAY } from '../core/clock.ts';
import type { Store } from './contract.ts';

/** How long a spent code is remembered, so that its replay is seen for what it is. */
const SPENT_CODE_MS = DAY;

/** The moments that a step may name, in milliseconds of the epoch. */
export type PurgeMoments = Readonly<
  Record<'now' | 'spentBefore' | 'endedBefore' | 'unapprovedBefore' | 'auditBefore', number>
>;

/** The moments of one purge. */
export function purgeMoments(...[now, keep]: Parameters<Store['purge']>): PurgeMoments {
  return {
    now,
    spentBefore: now - SPENT_CODE_MS,
    endedBefore: now - keep.endedGrantMs,
    unapprovedBefore: now - keep.unapprovedClientMs,
    auditBefore: now - keep.auditMs,
  };
}

/** Ends what nobody can use any more, and gives the ids; before anything is dropped. */
export const EXPIRE_GRANTS = `
  update grants set ended_at = :now, ended_reason = 'expired'
  where ended_at is null and last_used_at <= :endedBefore and id not in
    (select grant_id from refresh_tokens where grace_ends_at is null and expires_at > :now)
  returning id`;

/**
 * What every driver drops, in this order, with `:moment` where a step needs one; what each is for is
 * in `Store.purge`. A driver adds what only its own tables need.
 */
export const PURGE_STEPS: readonly string[] = [
  'delete from consent_transactions where expires_at <= :now',
  `delete from authorization_codes where expires_at <= :now
     and (spent_at is null or spent_at <= :spentBefore)`,
  'delete from grants where ended_at <= :endedBefore',
  `delete from refresh_tokens where (grace_ends_at is not null and expires_at <= :now)
     or grant_id not in (select id from grants)`,
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
];

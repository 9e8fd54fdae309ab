import type { Grant, GrantEnd } from '../contract.ts';
import { asGrant } from '../rows/grants.ts';
import { text } from '../rows/row.ts';
import type { Database } from './database.ts';
import { Remembered } from './remembered.ts';

/** How many grants are remembered; a household has a handful, a hosted Latchkey some thousands. */
const REMEMBERED = 10_000;

/** A use that is not written yet. */
interface Touch {
  readonly at: number;
  /** The address it came from, empty when that cannot be told; absent when nothing was said of it. */
  readonly from?: string;
}

/** The grants, remembered in memory. */
export function grantTable(db: Database) {
  const put = db.prepare(`
    insert into grants values (:id, :clientId, :home, :personId, :credentialId, :issuer, :resource,
      :scope, :createdAt, :lastUsedAt, :endedAt, :endedReason, :pausedAt, :givenScope, :lastFrom)`);
  const get = db.prepare('select * from grants where id = ?');
  const all = db.prepare('select * from grants order by created_at, rowid');
  const live = db.prepare('select count(*) as count from grants where ended_at is null');
  const anyLive = db.prepare('select 1 from grants where ended_at is null limit 1');
  const end = db.prepare(
    'update grants set ended_at = ?, ended_reason = ? where id = ? and ended_at is null',
  );
  const liveOfCredential = db.prepare(
    'select id from grants where credential_id = ? and ended_at is null',
  );
  const liveOfClient = db.prepare('select id from grants where client_id = ? and ended_at is null');
  const liveOfPerson = db.prepare(`
    select grants.* from people
    join grants on grants.home = people.home and grants.person_id = people.id
    where ended_at is null and :who in (people.name, people.id, people.id || '@' || people.home)
    order by grants.created_at desc, grants.rowid desc`);
  const narrow = db.prepare(`
    update grants set scope = :left, given_scope = coalesce(given_scope, scope)
    where id = :id and scope <> :left`);
  const pause = db.prepare(
    'update grants set paused_at = ? where id = ? and ended_at is null and paused_at is null',
  );
  const resume = db.prepare(
    'update grants set paused_at = null where id = ? and ended_at is null and paused_at is not null',
  );
  // The right sides see the row as it was, so an older use moves neither.
  const touch = db.prepare(`
    update grants set last_used_at = max(last_used_at, :at),
      last_from = case when :from is null or :at < last_used_at then last_from
        else nullif(:from, '') end
    where id = :id`);

  const touched = new Map<string, Touch>();

  function withTouch(grant: Grant): Grant {
    const use = touched.get(grant.id);
    if (use === undefined || use.at < grant.lastUsedAt) return grant;
    const { lastFrom, ...others } = grant;
    const from = use.from ?? lastFrom ?? '';
    return { ...others, lastUsedAt: use.at, ...(from !== '' && { lastFrom: from }) };
  }

  /** The grant as the database has it now; for use inside a step that changes it. */
  function read(id: string): Grant | undefined {
    const row = get.get(id);
    return row && withTouch(asGrant(row));
  }

  const remembered = new Remembered(db, read, { most: REMEMBERED });

  return {
    read,
    find: (id: string): Grant | undefined => remembered.find(id),
    all: (): readonly Grant[] => all.all().map((row) => withTouch(asGrant(row))),
    countLive: (): number => Number(live.get()?.count),
    hasLive: (): boolean => anyLive.get() !== undefined,
    put(grant: Grant): void {
      put.run({
        id: grant.id,
        clientId: grant.clientId,
        home: grant.home,
        personId: grant.personId,
        credentialId: grant.credentialId,
        issuer: grant.issuer,
        resource: grant.resource,
        scope: JSON.stringify(grant.scope),
        createdAt: grant.createdAt,
        lastUsedAt: grant.lastUsedAt,
        endedAt: grant.endedAt ?? null,
        endedReason: grant.endedReason ?? null,
        pausedAt: grant.pausedAt ?? null,
        givenScope: grant.givenScope === undefined ? null : JSON.stringify(grant.givenScope),
        lastFrom: grant.lastFrom ?? null,
      });
    },
    end(id: string, reason: GrantEnd, now: number): boolean {
      remembered.forget(id);
      return end.run(now, reason, id).changes === 1;
    },
    narrow(id: string, scope: readonly string[]): boolean {
      return db.atomically(() => {
        const grant = read(id);
        const left = grant?.scope.filter((one) => scope.includes(one)) ?? [];
        if (grant?.endedAt !== undefined || left.length === 0) return false;
        remembered.forget(id);
        narrow.run({ id, left: JSON.stringify(left) });
        return true;
      });
    },
    pause(id: string, now: number): boolean {
      remembered.forget(id);
      return pause.run(now, id).changes === 1;
    },
    resume(id: string): boolean {
      remembered.forget(id);
      return resume.run(id).changes === 1;
    },
    liveOfCredential: (id: string): string[] =>
      liveOfCredential.all(id).map((row) => text(row, 'id')),
    liveOfPerson: (who: string): Grant[] =>
      liveOfPerson.all({ who }).map((row) => withTouch(asGrant(row))),
    liveOfClient: (id: string): string[] => liveOfClient.all(id).map((row) => text(row, 'id')),
    forgetRemembered(): void {
      remembered.forgetAll();
    },
    touch(id: string, at: number, from?: string): void {
      const before = touched.get(id);
      if (before !== undefined && at < before.at) return;
      const known = from ?? before?.from;
      const use = { at, ...(known !== undefined && { from: known }) };
      if (touched.size < REMEMBERED || before !== undefined) touched.set(id, use);
      remembered.change(id, withTouch);
    },
    hasTouches: (): boolean => touched.size > 0,
    /** Writes the touches, inside the caller's step; they are dropped by `touchesKept`. */
    writeTouches(): void {
      for (const [id, { at, from }] of touched) touch.run({ id, at, from: from ?? null });
    },
    touchesKept(): void {
      touched.clear();
    },
  };
}

import type { Grant, GrantEnd } from '../contract.ts';
import type { Database } from './database.ts';
import { integer, list, optionalInteger, type Row, text, word } from './rows.ts';

const ENDS: readonly GrantEnd[] = [
  'revoked_by_client',
  'code_replayed',
  'refresh_replayed',
  'credential_refused',
  'disconnected',
  'expired',
];

/** How many grants are remembered; a household has a handful, a hosted Latchkey some thousands. */
const REMEMBERED = 10_000;

function asGrant(row: Row): Grant {
  return {
    id: text(row, 'id'),
    clientId: text(row, 'client_id'),
    home: text(row, 'home'),
    personId: text(row, 'person_id'),
    credentialId: text(row, 'credential_id'),
    issuer: text(row, 'issuer'),
    resource: text(row, 'resource'),
    scope: list(row, 'scope'),
    createdAt: integer(row, 'created_at'),
    lastUsedAt: integer(row, 'last_used_at'),
    ...optionalInteger(row, 'ended_at', 'endedAt'),
    ...(row.ended_reason === null ? {} : { endedReason: word(row, 'ended_reason', ENDS) }),
  };
}

/**
 * The grants, remembered in memory. SQLite's `data_version` changes when another connection
 * committed, so asking it before every answer costs microseconds and misses nothing.
 */
export function grantTable(db: Database) {
  const put = db.prepare(`
    insert into grants values (:id, :clientId, :home, :personId, :credentialId, :issuer, :resource,
      :scope, :createdAt, :lastUsedAt, :endedAt, :endedReason)`);
  const get = db.prepare('select * from grants where id = ?');
  const all = db.prepare('select * from grants order by created_at, rowid');
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
  const touch = db.prepare('update grants set last_used_at = max(last_used_at, ?) where id = ?');
  const dataVersion = db.prepare('pragma data_version');

  const remembered = new Map<string, Grant>();
  const touched = new Map<string, number>();
  let seenVersion: unknown;

  function withTouch(grant: Grant): Grant {
    const usedAt = touched.get(grant.id);
    return usedAt !== undefined && usedAt > grant.lastUsedAt
      ? { ...grant, lastUsedAt: usedAt }
      : grant;
  }

  function remember(grant: Grant): void {
    if (remembered.size >= REMEMBERED) {
      for (const oldest of remembered.keys()) {
        remembered.delete(oldest);
        break;
      }
    }
    remembered.set(grant.id, grant);
  }

  /** The grant as the database has it now; for use inside a step that changes it. */
  function read(id: string): Grant | undefined {
    const row = get.get(id);
    return row && withTouch(asGrant(row));
  }

  return {
    read,
    find(id: string): Grant | undefined {
      const version = dataVersion.get()?.data_version;
      if (version !== seenVersion) {
        remembered.clear();
        seenVersion = version;
      }
      const known = remembered.get(id);
      if (known) return known;
      const grant = read(id);
      if (grant) remember(grant);
      return grant;
    },
    all: (): readonly Grant[] => all.all().map((row) => withTouch(asGrant(row))),
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
      });
    },
    end(id: string, reason: GrantEnd, now: number): boolean {
      remembered.delete(id);
      return end.run(now, reason, id).changes === 1;
    },
    liveOfCredential: (id: string): string[] =>
      liveOfCredential.all(id).map((row) => text(row, 'id')),
    liveOfPerson: (who: string): Grant[] =>
      liveOfPerson.all({ who }).map((row) => withTouch(asGrant(row))),
    liveOfClient: (id: string): string[] => liveOfClient.all(id).map((row) => text(row, 'id')),
    forgetRemembered(): void {
      remembered.clear();
    },
    touch(id: string, now: number): void {
      if (now <= (touched.get(id) ?? 0)) return;
      if (touched.size < REMEMBERED || touched.has(id)) touched.set(id, now);
      const known = remembered.get(id);
      if (known) remembered.set(id, withTouch(known));
    },
    hasTouches: (): boolean => touched.size > 0,
    /** Writes the touches, inside the caller's step; they are dropped by `touchesKept`. */
    writeTouches(): void {
      for (const [id, now] of touched) touch.run(now, id);
    },
    touchesKept(): void {
      touched.clear();
    },
  };
}

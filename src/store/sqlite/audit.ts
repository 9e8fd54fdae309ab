import type { AuditEvent, AuditPage, AuditQuery } from '../contract.ts';
import { asEvent } from '../rows/audit-event.ts';
import { integer } from '../rows/row.ts';
import { auditSearch } from './audit-search.ts';
import type { Database } from './database.ts';

/** How many events wait in memory while the disk cannot take them. */
const WAITING_AT_MOST = 10_000;

/** The audit log: events wait in memory until the next batch is written. */
export function auditTable(db: Database) {
  const put = db.prepare(`
    insert into audit_events (at, kind, home, person_id, client_id, grant_id, issuer, outcome, detail)
    values (:at, :kind, :home, :personId, :clientId, :grantId, :issuer, :outcome, :detail)`);
  const newest = db.prepare('select * from audit_events order by at desc, id desc limit ?');

  const page = db.prepare(`
    select * from audit_events
    where id > :after and at >= :since and (:kind is null or kind = :kind)
    order by id limit :limit`);

  let waiting: AuditEvent[] = [];
  let lost = 0;
  let lastLostAt = 0;

  function write(event: AuditEvent): void {
    put.run({
      at: Number.isFinite(event.at) ? Math.trunc(event.at) : 0,
      kind: event.kind,
      home: event.home ?? null,
      personId: event.personId ?? null,
      clientId: event.clientId ?? null,
      grantId: event.grantId ?? null,
      issuer: event.issuer ?? null,
      outcome: event.outcome,
      detail: event.detail === undefined ? null : JSON.stringify(event.detail),
    });
  }

  return {
    ...auditSearch(db),
    /** Takes an event; how many wait now. Beyond the bound the log says how many it missed. */
    append(event: AuditEvent): number {
      if (waiting.length < WAITING_AT_MOST) {
        waiting.push(event);
      } else {
        lost += 1;
        lastLostAt = event.at;
      }
      return waiting.length;
    },
    waiting: (): number => waiting.length,
    hasWaiting: (): boolean => waiting.length > 0,
    /** Writes what waits, inside the caller's step; it is dropped by `waitingKept`. */
    writeWaiting(): void {
      for (const event of waiting) write(event);
      if (lost > 0) {
        write({ at: lastLostAt, kind: 'audit', outcome: 'lost', detail: { events: lost } });
      }
    },
    waitingKept(): void {
      waiting = [];
      lost = 0;
    },
    /** What is written; the caller writes first what waits. */
    page({ after = 0, since = 0, kind, limit }: AuditQuery): AuditPage {
      const rows = page.all({ after, since, kind: kind ?? null, limit: limit + 1 });
      const last = rows[limit - 1];
      const events = rows.slice(0, limit).map(asEvent);
      return rows.length > limit && last ? { events, next: integer(last, 'id') } : { events };
    },
    newest(limit: number): readonly AuditEvent[] {
      const unwritten = waiting.toReversed().slice(0, limit);
      return [...unwritten, ...newest.all(limit - unwritten.length).map(asEvent)];
    },
  };
}

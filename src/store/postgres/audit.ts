import type { AuditEvent, AuditPage, AuditQuery } from '../contract.ts';
import { asEvent } from '../rows/audit-event.ts';
import { integer } from '../rows/row.ts';
import { makeParts } from './audit-parts.ts';
import { hold, type Queries } from './database.ts';

/** How many events wait in memory while the database cannot take them. */
const WAITING_AT_MOST = 10_000;

const moment = ({ at }: AuditEvent) => (Number.isFinite(at) ? Math.trunc(at) : 0);

function toolOf({ detail }: AuditEvent): string | null {
  return detail?.tool === undefined ? null : String(detail.tool);
}

/** All of them in one statement, in their order. */
async function write(step: Queries, events: readonly AuditEvent[]): Promise<void> {
  if (events.length === 0) return;
  const column = (of: (event: AuditEvent) => string | number | null | undefined) =>
    events.map((event) => of(event) ?? null);
  await step.run(
    `insert into audit_events (at, kind, home, person_id, client_id, grant_id, issuer, outcome,
       tool, detail)
     select at, kind, home, person_id, client_id, grant_id, issuer, outcome, tool, detail
     from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[],
       $7::text[], $8::text[], $9::text[], $10::text[]) with ordinality
       as given (at, kind, home, person_id, client_id, grant_id, issuer, outcome, tool, detail, n)
     order by n`,
    [
      column(moment),
      column(({ kind }) => kind),
      column(({ home }) => home),
      column(({ personId }) => personId),
      column(({ clientId }) => clientId),
      column(({ grantId }) => grantId),
      column(({ issuer }) => issuer),
      column(({ outcome }) => outcome),
      column(toolOf),
      column(({ detail }) => (detail === undefined ? null : JSON.stringify(detail))),
    ],
  );
}

/** The audit log: events wait in memory until the next batch is written. */
export class AuditLog {
  readonly #db: Queries;
  #waiting: AuditEvent[] = [];
  #lost = 0;
  #lastLostAt = 0;

  constructor(db: Queries) {
    this.#db = db;
  }

  get size(): number {
    return this.#waiting.length;
  }

  /** Takes an event; how many wait now. Beyond the bound the log says how many it missed. */
  append(event: AuditEvent): number {
    if (this.#waiting.length < WAITING_AT_MOST) {
      this.#waiting.push(event);
    } else {
      this.#lost += 1;
      this.#lastLostAt = event.at;
    }
    return this.#waiting.length;
  }

  /**
   * Writes what waits inside the caller's step; what it returns is called when that is kept. One
   * instance at a time, so that ids are in the order in which they can be seen: whoever reads the
   * log page by page misses none.
   */
  async write(step: Queries): Promise<() => void> {
    const lost = this.#lost;
    const events = [...this.#waiting];
    const missed: AuditEvent = {
      at: this.#lastLostAt,
      kind: 'audit',
      outcome: 'lost',
      detail: { events: lost },
    };
    const all = lost === 0 ? events : [...events, missed];
    await hold(step, 'audit');
    await makeParts(step, all.map(moment));
    await write(step, all);
    return () => {
      this.#waiting.splice(0, events.length);
      this.#lost -= lost;
    };
  }

  /** What is written; the caller writes first what waits. */
  async page({ after = 0, since = 0, kind, limit }: AuditQuery): Promise<AuditPage> {
    const rows = await this.#db.all(
      `select * from audit_events where id > $1 and at >= $2 and ($3::text is null or kind = $3)
       order by id limit $4`,
      [after, since, kind ?? null, limit + 1],
    );
    const last = rows[limit - 1];
    const events = rows.slice(0, limit).map(asEvent);
    return rows.length > limit && last ? { events, next: integer(last, 'id') } : { events };
  }

  async newest(limit: number): Promise<readonly AuditEvent[]> {
    const unwritten = this.#waiting.toReversed().slice(0, limit);
    const sql = 'select * from audit_events order by at desc, id desc limit $1';
    const rows = await this.#db.all(sql, [limit - unwritten.length]);
    return [...unwritten, ...rows.map(asEvent)];
  }
}

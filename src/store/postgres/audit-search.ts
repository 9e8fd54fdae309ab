import { DAY } from '../../core/clock.ts';
import { fitsFilter } from '../audit-filter.ts';
import type { AuditEvent, AuditFilter, AuditPage, AuditSearch, CallCount } from '../contract.ts';
import { asEvent } from '../rows/audit-event.ts';
import { integer, text } from '../rows/row.ts';
import type { Queries } from './database.ts';

/** How many events one page may look at, so that a rare one holds nobody else up. */
const LOOKED_AT = 5_000;
/** How many are asked for at a time. */
const STRIDE = 500;
/** An event is written when it is over and says when it began: calls are not quite in order. */
const OUT_OF_ORDER_MS = DAY;

const CALLS: readonly string[] = ['tool', 'resource', 'prompt'];

/** The way on which the fewest events lie that do not fit: each has an index of its own. */
function wayFor({ clientId, person, kinds, outcomes }: AuditFilter): {
  readonly sql: string;
  readonly id?: string;
} {
  if (clientId !== undefined)
    return { sql: 'md5(client_id) = md5($3) and client_id = $3', id: clientId };
  if (kinds?.every((kind) => !CALLS.includes(kind))) {
    return { sql: "kind not in ('tool', 'resource', 'prompt')" };
  }
  if (outcomes?.includes('done') === false) return { sql: "outcome <> 'done'" };
  return person === undefined
    ? { sql: 'true' }
    : { sql: 'md5(person_id) = md5($3) and person_id = $3', id: person.id };
}

/** A page of the audit log, newest first. */
export async function searchAudit(
  db: Queries,
  { before = Number.MAX_SAFE_INTEGER, limit, ...filter }: AuditSearch,
): Promise<AuditPage> {
  const oldest = (filter.since ?? 0) - OUT_OF_ORDER_MS;
  const { sql, id } = wayFor(filter);
  const events: AuditEvent[] = [];
  let last = before;
  for (let seen = 0; seen < LOOKED_AT; seen += STRIDE) {
    const rows = await db.all(
      `select * from audit_events where ${sql} and id < $1 order by id desc limit $2`,
      [last, STRIDE, ...(id === undefined ? [] : [id])],
    );
    for (const row of rows) {
      if (events.length === limit) return { events, next: last };
      last = integer(row, 'id');
      if (integer(row, 'at') < oldest) return { events };
      const event = asEvent(row);
      if (fitsFilter(event, filter)) events.push(event);
    }
    if (rows.length < STRIDE) return { events };
  }
  return { events, next: last };
}

/** The calls of tools in a span of time, counted. */
export async function countCalls(
  db: Queries,
  from: number,
  until: number,
): Promise<readonly CallCount[]> {
  const rows = await db.all(
    `select coalesce(tool, '') as tool, outcome, count(*) as calls from audit_events
     where kind = 'tool' and at >= $1 and at < $2 group by 1, 2`,
    [from, until],
  );
  return rows.map((row) => ({
    tool: text(row, 'tool'),
    outcome: text(row, 'outcome'),
    calls: integer(row, 'calls'),
  }));
}

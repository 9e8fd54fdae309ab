import type { StatementSync } from 'node:sqlite';
import { DAY } from '../../core/clock.ts';
import { fitsFilter } from '../audit-filter.ts';
import type { AuditEvent, AuditFilter, AuditPage, AuditSearch, CallCount } from '../contract.ts';
import { asEvent } from '../rows/audit-event.ts';
import { integer, text } from '../rows/row.ts';
import type { Database } from './database.ts';

/** How many events one page may look at, so that a rare one holds nobody else up. */
const LOOKED_AT = 5_000;
/** An event is written when it is over and says when it began: calls are not quite in order. */
const OUT_OF_ORDER_MS = DAY;

const CALLS: readonly string[] = ['tool', 'resource', 'prompt'];
/** In the words of the partial indexes, which SQLite compares by the letter. */
const WAYS = {
  client: 'client_id = :id and client_id is not null',
  person: 'person_id = :id and person_id is not null',
  other: "kind not in ('tool', 'resource', 'prompt')",
  notDone: "outcome <> 'done'",
  all: 'true',
} as const;

/** The audit log read newest first; each way through it has an index of its own. */
export function auditSearch(db: Database) {
  const prepared = new Map<keyof typeof WAYS, StatementSync>();
  const counted = db.prepare(`
    select detail ->> '$.tool' as tool, outcome, count(*) as calls from audit_events
    where kind = 'tool' and at >= ? and at < ? group by 1, 2`);

  function statement(way: keyof typeof WAYS): StatementSync {
    const found = prepared.get(way);
    if (found !== undefined) return found;
    const made = db.prepare(`
      select * from audit_events where ${WAYS[way]} and id < :before
      order by id desc limit ${LOOKED_AT}`);
    made.setAllowUnknownNamedParameters(true);
    prepared.set(way, made);
    return made;
  }

  return {
    /** What is written; the caller writes first what waits. */
    search({ before = Number.MAX_SAFE_INTEGER, limit, ...filter }: AuditSearch): AuditPage {
      const oldest = (filter.since ?? 0) - OUT_OF_ORDER_MS;
      const id = filter.clientId ?? filter.person?.id ?? '';
      const events: AuditEvent[] = [];
      let seen = 0;
      let last = before;
      for (const row of statement(wayFor(filter)).iterate({ before, id })) {
        if (events.length === limit) return { events, next: last };
        seen += 1;
        last = integer(row, 'id');
        if (integer(row, 'at') < oldest) return { events };
        const event = asEvent(row);
        if (fitsFilter(event, filter)) events.push(event);
      }
      return seen === LOOKED_AT ? { events, next: last } : { events };
    },
    countCalls: (from: number, until: number): readonly CallCount[] =>
      counted.all(from, until).map((row) => ({
        tool: row.tool === null ? '' : text(row, 'tool'),
        outcome: text(row, 'outcome'),
        calls: integer(row, 'calls'),
      })),
  };
}

/** The way on which the fewest events lie that do not fit. */
function wayFor({ clientId, person, kinds, outcomes }: AuditFilter): keyof typeof WAYS {
  if (clientId !== undefined) return 'client';
  if (kinds?.every((kind) => !CALLS.includes(kind))) return 'other';
  if (outcomes?.includes('done') === false) return 'notDone';
  return person === undefined ? 'all' : 'person';
}

import type { Clock } from '../core/clock.ts';
import { Buckets } from '../net/limits/buckets.ts';
import type { AuditEvent, Store } from '../store/contract.ts';

/**
 * What strangers may have written down of each kind: 30 at once, then 10 an hour. All kinds together
 * make 65,000 events in 90 days, so no flood pushes the household's own out of the log.
 */
const RATE = { atOnce: 30, perMinute: 10 / 60 };

/** The kinds of event that anybody can cause who reaches the front door. */
function strangersKind({ kind, outcome }: AuditEvent): string | undefined {
  if (kind === 'registration' || kind === 'sign_in') return kind;
  return kind === 'consent' && outcome === 'denied' ? 'denial' : undefined;
}

/**
 * The same store, whose audit log strangers cannot fill: events beyond the rate are counted, and the
 * next one of their kind that is written says how many (`unwritten`).
 */
export function boundStrangers(store: Store, clock: Clock): Store {
  const buckets = new Buckets({ clock, rate: RATE, most: 10 });
  const unwritten = new Map<string, number>();
  return {
    ...store,
    appendAudit(event) {
      const kind = strangersKind(event);
      if (kind === undefined) return store.appendAudit(event);
      const before = unwritten.get(kind) ?? 0;
      if (buckets.take(kind) > 0) {
        unwritten.set(kind, before + 1);
        return;
      }
      unwritten.delete(kind);
      const detail = { ...event.detail, unwritten: before };
      store.appendAudit(before === 0 ? event : { ...event, detail });
    },
  };
}

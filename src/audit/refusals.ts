import { type Clock, HOUR } from '../core/clock.ts';
import type { AuditEvent, Store } from '../store/contract.ts';

/** What was turned away without being an event of its own: anybody can cause any number of it. */
export type RefusalReason = 'token_refused' | 'over_limit';

/** How many sources of an hour are told apart: with the others, 22,000 events in 90 days at most. */
const MOST_TOLD_APART = 8;

interface Tally {
  readonly reason: RefusalReason;
  readonly route: string;
  readonly source: string;
  readonly count: number;
}

/**
 * Counts refused passes and requests over a limit, and writes them down once an hour: how many, on
 * which route and from where, as far as that is known. So no flood fills the log.
 */
export class Refusals {
  readonly #store: Pick<Store, 'appendAudit'>;
  #tallies = new Map<string, Tally>();
  #since: number;

  constructor(store: Pick<Store, 'appendAudit'>, clock: Clock) {
    this.#store = store;
    this.#since = clock();
  }

  note(reason: RefusalReason, route: string, source: string): void {
    const exact = { reason, route, source };
    const isKnown = this.#tallies.has(keyOf(exact));
    const counted =
      isKnown || this.#tallies.size < MOST_TOLD_APART
        ? exact
        : { reason, route: 'several', source: 'others' };
    const key = keyOf(counted);
    const count = (this.#tallies.get(key)?.count ?? 0) + 1;
    this.#tallies.set(key, { ...counted, count });
  }

  /** What was counted and is not written yet, as the events it will be. */
  waiting(now: number): readonly AuditEvent[] {
    return Array.from(this.#tallies.values(), ({ reason, ...detail }) => ({
      at: now,
      kind: 'refusal',
      outcome: reason,
      detail,
    }));
  }

  /** Writes down what was counted if that was an hour ago, or at once when `now` is the last chance. */
  write(now: number, { last = false } = {}): void {
    if (!last && Math.abs(now - this.#since) < HOUR) return;
    for (const event of this.waiting(now)) this.#store.appendAudit(event);
    this.#tallies = new Map();
    this.#since = now;
  }
}

function keyOf({ reason, route, source }: Omit<Tally, 'count'>): string {
  return `${reason} ${route} ${source}`;
}

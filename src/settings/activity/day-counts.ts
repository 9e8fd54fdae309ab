import { setImmediate as turn } from 'node:timers/promises';
import type { CallCount, Store } from '../../store/contract.ts';
import { addDays, dayOf, startOfDay } from '../../tools/local-days.ts';

/** The calls of one day of the local calendar. */
export interface DayCounts {
  /** `2026-11-21` */
  readonly day: string;
  readonly counts: readonly CallCount[];
}

export const DAYS = 30;

/**
 * The calls of the last 30 days. Counting a day takes some milliseconds, so other requests get their
 * turn in between, and a day that is over is counted once; the last two always anew, because a call
 * is written down when it is over.
 */
export class CountedDays {
  readonly #store: Pick<Store, 'countCalls'>;
  #past = new Map<string, DayCounts>();

  constructor(store: Pick<Store, 'countCalls'>) {
    this.#store = store;
  }

  async last(now: number, zone: string): Promise<readonly DayCounts[]> {
    const today = dayOf(now, zone);
    const days: DayCounts[] = [];
    for (let ago = DAYS - 1; ago >= 0; ago -= 1) {
      const day = addDays(today, -ago);
      const known = ago > 1 ? this.#past.get(day) : undefined;
      if (known === undefined) await turn();
      const counts =
        known?.counts ??
        (await this.#store.countCalls(startOfDay(day, zone), startOfDay(addDays(day, 1), zone)));
      days.push({ day, counts });
    }
    this.#past = new Map(days.map((one) => [one.day, one]));
    return days;
  }
}

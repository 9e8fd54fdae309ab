import type { Grant } from '../contract.ts';
import { text } from '../rows/row.ts';
import type { Queries } from './database.ts';

/** How many uses wait in memory while the database cannot take them. */
const WAITING_AT_MOST = 10_000;

/** A use that is not written yet. */
interface Touch {
  readonly at: number;
  /** The address it came from, empty when that cannot be told; absent when nothing was said of it. */
  readonly from?: string;
}

/** Uses of grants that wait for the next batch. */
export class GrantTouches {
  #waiting = new Map<string, Touch>();

  get size(): number {
    return this.#waiting.size;
  }

  note(id: string, at: number, from?: string): void {
    const before = this.#waiting.get(id);
    if (before === undefined ? this.size >= WAITING_AT_MOST : at < before.at) return;
    const known = from ?? before?.from;
    this.#waiting.set(id, { at, ...(known !== undefined && { from: known }) });
  }

  /** A grant as it is with what waits. */
  on(grant: Grant): Grant {
    const use = this.#waiting.get(grant.id);
    if (use === undefined || use.at < grant.lastUsedAt) return grant;
    const { lastFrom, ...others } = grant;
    const from = use.from ?? lastFrom ?? '';
    return { ...others, lastUsedAt: use.at, ...(from !== '' && { lastFrom: from }) };
  }

  /** Writes what waits inside the caller's step; what it returns is called when that is kept. */
  async write(step: Queries): Promise<() => void> {
    const written = new Map(this.#waiting);
    // In one order everywhere, so that two instances never wait for each other.
    for (const [id, { at, from }] of [...written].sort(([one], [other]) =>
      one < other ? -1 : 1,
    )) {
      // The right sides see the row as it was, so an older use moves neither.
      await step.run(
        `update grants set last_used_at = greatest(last_used_at, $2),
           last_from = case when $3::text is null or $2 < last_used_at then last_from
             else nullif($3, '') end
         where id = $1`,
        [id, at, from ?? null],
      );
    }
    return () => {
      for (const [id, use] of written) if (this.#waiting.get(id) === use) this.#waiting.delete(id);
    };
  }
}

/** Uses of machines, likewise. */
export class MachineTouches {
  readonly #waiting = new Map<string, number>();

  get size(): number {
    return this.#waiting.size;
  }

  note(id: string, now: number): void {
    if (now > (this.#waiting.get(id) ?? 0)) this.#waiting.set(id, now);
  }

  forget(id: string): void {
    this.#waiting.delete(id);
  }

  async uses(db: Queries): Promise<ReadonlyMap<string, number>> {
    const rows = await db.all(
      'select id, last_used_at from machines where last_used_at is not null',
    );
    return new Map([
      ...rows.map((row) => [text(row, 'id'), Number(row.last_used_at)] as const),
      ...this.#waiting,
    ]);
  }

  async write(step: Queries): Promise<() => void> {
    const written = new Map(this.#waiting);
    for (const [id, at] of [...written].sort(([one], [other]) => (one < other ? -1 : 1))) {
      await step.run(
        'update machines set last_used_at = greatest(coalesce(last_used_at, 0), $1) where id = $2',
        [at, id],
      );
    }
    return () => {
      for (const [id, at] of written) if (this.#waiting.get(id) === at) this.#waiting.delete(id);
    };
  }
}

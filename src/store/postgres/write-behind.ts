import { SECOND } from '../../core/clock.ts';
import type { Database, Queries } from './database.ts';

/** How late a touch or an audit event may reach the database, in milliseconds. */
const LATENESS_MS = 5 * SECOND;
/** This many waiting events are written without waiting for the time to pass. */
const BATCH = 500;

/** Something that collects in memory and may be written late. */
interface Waiting {
  readonly size: number;
  /** Writes what waits inside the caller's step; what it returns is called when that is kept. */
  write(step: Queries): Promise<() => void>;
}

/**
 * Writes what may be late in batches. `failed` hears of trouble; what could not be written is tried
 * again with the next batch.
 */
export function writeBehind(
  db: Database,
  waiting: readonly Waiting[],
  failed: (thrown: unknown) => void,
) {
  let timer: NodeJS.Timeout | undefined;
  let early = false;
  let running: Promise<void> = Promise.resolve();

  async function writeAll(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    early = false;
    const some = waiting.filter(({ size }) => size > 0);
    if (some.length === 0) return;
    try {
      const kept = await db.atomically(async (step) => {
        const all: (() => void)[] = [];
        for (const one of some) all.push(await one.write(step));
        return all;
      });
      for (const keep of kept) keep();
    } catch (thrown) {
      failed(thrown);
    }
  }

  /** One batch after the other, or one would write again what the other is writing. */
  function flush(): Promise<void> {
    running = running.then(writeAll);
    return running;
  }

  return {
    flush,
    /** Something waits; `count` of them. */
    soon(count: number): void {
      timer ??= setTimeout(flush, LATENESS_MS).unref();
      if (count < BATCH || early) return;
      early = true;
      setImmediate(flush);
    },
  };
}

import type { Database } from './database.ts';

interface Write {
  /** Does the write inside the step that is open, and returns how to tell the caller. */
  run(): () => void;
  failed(thrown: unknown): void;
}

/**
 * The writes that were asked for in one turn of the event loop and the next, done in one step: waiting
 * for the disk costs more than the writes themselves, and one wait is enough for all of them.
 *
 * - A write is answered only after the commit that holds it is on the disk.
 * - One that throws is undone alone, and the others are kept; when the step fails, all of it fails.
 * - No step is open between two turns, so whoever reads sees commits and nothing else: a write counts
 *   for other readers when it has been answered, as it does in another process.
 * - They are done in the order in which they were asked for.
 */
export function groupCommit(db: Database) {
  let waiting: Write[] = [];
  let soon: NodeJS.Immediate | undefined;

  /** Whoever sent something while this turn ran is heard in the next, and gets in as well. */
  function gather(): void {
    soon = setImmediate(flush);
  }

  function flush(): void {
    if (soon) clearImmediate(soon);
    soon = undefined;
    const group = waiting;
    waiting = [];
    try {
      for (const told of commit(group)) told();
    } catch (thrown) {
      for (const write of group) write.failed(thrown);
    }
  }

  /** Returns how to tell each caller how it went, once all that was kept is on the disk. */
  function commit(group: readonly Write[]): readonly (() => void)[] {
    // One alone makes a step itself if it needs one.
    if (group.length <= 1) return group.map((write) => write.run());
    return db.atomically(() =>
      group.map((write) => {
        const part = db.part(write.run);
        return part.ok ? part.value : () => write.failed(part.error);
      }),
    );
  }

  return {
    /** Does it with what else is asked for meanwhile. Rejects with what `work` or the commit throws. */
    write<T>(work: () => T): Promise<T> {
      return new Promise((resolve, failed) => {
        const run = () => {
          const result = work();
          return () => resolve(result);
        };
        waiting.push({ run, failed });
        soon ??= setImmediate(gather);
      });
    },
    /** Does now what waits. */
    flush,
  };
}

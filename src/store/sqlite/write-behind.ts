import { SECOND } from '../../core/clock.ts';
import type { auditTable } from './audit.ts';
import type { Database } from './database.ts';
import type { grantTable } from './grants.ts';
import type { machineTable } from './machines.ts';

/** How late a touch or an audit event may reach the disk, in milliseconds. */
const LATENESS_MS = 5 * SECOND;
/** This many waiting events are written without waiting for the time to pass. */
const BATCH = 500;

/**
 * Writes what may be late in batches: one commit for all of it, so that a busy grant costs the SD
 * card one write in five seconds. `failed` hears of trouble; what could not be written is tried
 * again with the next batch.
 */
export function writeBehind(
  db: Database,
  grants: ReturnType<typeof grantTable>,
  machines: ReturnType<typeof machineTable>,
  audit: ReturnType<typeof auditTable>,
  failed: (thrown: unknown) => void,
) {
  let timer: NodeJS.Timeout | undefined;
  let early: NodeJS.Immediate | undefined;

  function flush(): void {
    clearTimeout(timer);
    if (early) clearImmediate(early);
    timer = undefined;
    early = undefined;
    if (!grants.hasTouches() && !machines.hasTouches() && !audit.hasWaiting()) return;
    try {
      db.atomically(() => {
        grants.writeTouches();
        machines.writeTouches();
        audit.writeWaiting();
      });
      grants.touchesKept();
      machines.touchesKept();
      audit.waitingKept();
    } catch (thrown) {
      failed(thrown);
    }
  }

  return {
    flush,
    /** Something waits; `count` of them. */
    soon(count: number): void {
      timer ??= setTimeout(flush, LATENESS_MS).unref();
      if (count === BATCH) early ??= setImmediate(flush);
    },
  };
}

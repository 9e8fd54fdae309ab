import { setTimeout as pause } from 'node:timers/promises';

/** Far more than anything takes: on a busy machine a test is slow, and that is no failure. */
const PATIENCE_MS = 60_000;

/** Waits for something that happens in the background; fails when it takes too long. */
export async function eventually(
  holds: () => Promise<boolean>,
  patienceMs = PATIENCE_MS,
): Promise<void> {
  const until = Date.now() + patienceMs;
  while (!(await holds())) {
    if (Date.now() > until) throw new Error(`it did not happen within ${patienceMs} ms: ${holds}`);
    await pause(20);
  }
}

import { MINUTE } from '../core/clock.ts';

const LONGEST_PAUSE_MS = 5 * MINUTE;

/**
 * Asks in the background, and once more after a growing pause for as long as it fails and `goesOn`
 * says so. Gives what ends that.
 */
export function keepAsking(
  ask: () => Promise<void>,
  goesOn: () => boolean,
  firstPauseMs: number,
): () => void {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const attempt = (pauseMs: number): void => {
    ask().catch(() => {
      if (stopped || !goesOn()) return;
      const next = () => attempt(Math.min(2 * pauseMs, LONGEST_PAUSE_MS));
      timer = setTimeout(next, pauseMs).unref();
    });
  };
  attempt(firstPauseMs);
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

/**
 * Shares work between those who ask for it, so that everybody gets a run that began after they asked:
 * one that is under way may have missed what they know of.
 */
export function sharedAfter(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<unknown> = Promise.resolve();
  let next: Promise<void> | undefined;
  return () => {
    next ??= running.then(() => {
      next = undefined;
      const run = work();
      running = run.catch(() => {});
      return run;
    });
    return next;
  };
}

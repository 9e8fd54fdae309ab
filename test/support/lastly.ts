/** Enough of a `node:test` context, or of a hook, to be told when the test is over. */
export interface Ending {
  after(callback: () => void): void;
}

type CleanUp = () => unknown;

const opened = new WeakMap<Ending, CleanUp[]>();

/**
 * Cleans up after the test, what was opened last first: a browser still loads from servers that
 * were there before it. (The runner's own hooks run in the order in which they were given.)
 */
export function lastly(t: Ending, cleanUp: CleanUp): void {
  const known = opened.get(t);
  if (known !== undefined) {
    known.push(cleanUp);
    return;
  }
  const all = [cleanUp];
  opened.set(t, all);
  t.after(async () => {
    const failures: unknown[] = [];
    for (const close of all.toReversed()) {
      try {
        await close();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length === 1) throw failures[0];
    if (failures.length > 1) throw new AggregateError(failures, 'Several clean-ups failed');
  });
}

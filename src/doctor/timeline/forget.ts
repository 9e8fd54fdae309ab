import { HOUR } from '../../core/clock.ts';
import type { Attempt, Reach } from './attempt.ts';

/**
 * How many attempts of each reach are kept, so that none of one kind pushes out another kind. As many
 * registered ones as there are clients that nobody allowed: `/register` is limited to fill that slowly.
 */
const MOST: Readonly<Record<Reach, number>> = { 0: 40, 1: 100, 2: 100, 3: 20 };
/** Of one address that is somebody's own. */
const MOST_OF_ADDRESS = 8;
/** How long after their last step, in milliseconds. */
const LIFE: Readonly<Record<Reach, number>> = {
  0: 3 * HOUR,
  1: 12 * HOUR,
  2: 12 * HOUR,
  3: 24 * HOUR,
};

/**
 * The attempts that are kept, in the same order. An attempt that a person allowed makes room only for
 * others of that kind, which no stranger can make; of the rest, whoever has most loses their oldest
 * first, so a stranger pushes out their own.
 */
export function kept(attempts: readonly Attempt[], now: number): readonly Attempt[] {
  let left = attempts.filter(({ lastAt, reach }) => now - lastAt < LIFE[reach]);
  for (const reach of [0, 1, 2, 3] as const) {
    for (;;) {
      const victim = tooMany(
        left.filter((one) => one.reach === reach),
        reach,
      );
      if (victim === undefined) break;
      left = left.filter((one) => one !== victim);
    }
  }
  return left;
}

/** Who of these has to go, if any. */
function tooMany(these: readonly Attempt[], reach: Reach): Attempt | undefined {
  if (reach === 3) return these.length > MOST[3] ? oldest(these) : undefined;
  const of = Map.groupBy(these, ({ from }) => from.address);
  const [most = []] = [...of.values()].sort((one, other) => other.length - one.length);
  const crowded = most.length > MOST_OF_ADDRESS && most[0]?.from.shared === false;
  return crowded || these.length > MOST[reach] ? oldest(most) : undefined;
}

function oldest(these: readonly Attempt[]): Attempt | undefined {
  return these.reduce<Attempt | undefined>(
    (found, one) => (found === undefined || one.lastAt < found.lastAt ? one : found),
    undefined,
  );
}

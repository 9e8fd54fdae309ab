import { cpuMs } from './process-stats.ts';

/** One way of having something done, by a process that we can look at. */
export interface Way {
  readonly pid: number;
  /** Has it done that many times. */
  run(times: number): Promise<void>;
}

/** Latchkey beside the least that does the job. */
export interface Pair {
  readonly name: string;
  readonly ours: Way;
  readonly bare: Way;
  /** How often a round does it, at most. */
  readonly times: number;
  /** What the budget is about: processor time, unless it is how many get through in a second. */
  readonly judgedBy?: 'clock';
}

/** What one round of one way took. */
export interface Took {
  /** Milliseconds of processor time for each request. */
  readonly cpu: number;
  readonly perSecond: number;
}

export interface Turn {
  readonly ours: Took;
  readonly bare: Took;
}

/** Programs are compiled while they run, and one that does more takes longer until that is over. */
const WARM_UP_ROUNDS = 8;

/** A round of one way lasts about this long at most, so that a busy machine ends some day, too. */
const ROUND_MS = 1_500;
const LEAST_TIMES = 20;

/**
 * Runs both by turns, so that whatever else the machine does meets both; the first rounds do not count.
 */
export async function byTurns(
  { ours, bare, times }: Pair,
  rounds: number,
): Promise<readonly Turn[]> {
  const turns: Turn[] = [];
  let often = times;
  for (let round = -WARM_UP_ROUNDS; round < rounds; round += 1) {
    const turn = { bare: await took(bare, often), ours: await took(ours, often) };
    if (round >= 0) turns.push(turn);
    const slower = Math.min(turn.bare.perSecond, turn.ours.perSecond);
    const fits = Math.floor((slower * ROUND_MS) / 1_000);
    often = Math.min(times, Math.max(LEAST_TIMES, fits));
  }
  return turns;
}

async function took(way: Way, times: number): Promise<Took> {
  const [cpu, at] = [cpuMs(way.pid), performance.now()];
  await way.run(times);
  return {
    cpu: (cpuMs(way.pid) - cpu) / times,
    perSecond: (1_000 * times) / (performance.now() - at),
  };
}

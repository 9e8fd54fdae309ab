import { median } from './median.ts';

/** How good a measure has to be. Each is a ratio or a count of one run, so machines do not matter. */
export interface Budget {
  /** What Latchkey is to reach, and is held to. */
  readonly wanted: number;
  /** Whether more is better, as of a ratio of throughputs, or less, as of bytes. */
  readonly better: 'more' | 'less';
  /** What keeps it from there, as it was measured; then it is held to about what it reaches. */
  readonly limit?: { readonly held: number; readonly why: string };
}

/**
 * The budgets by measure. Work per processor time beside the least that does the same job, unless the
 * name says otherwise. A measure that is not here is shown and held to nothing.
 */
export const BUDGETS: Readonly<Record<string, Budget>> = {
  'server metadata / node:http': { wanted: 0.4, better: 'more' },
  'no tool / node:http': {
    wanted: 0.5,
    better: 'more',
    limit: {
      held: 0.2,
      why: 'a bare fastify that reads the same JSON is at 0.7; of ours, node itself is six tenths, fastify with the JSON 13 %, the hash of the token 3 %, and all else 21 %, no part of it above 5 %',
    },
  },
  'tools/list / SDK': { wanted: 0.85, better: 'more' },
  'get_state / SDK': { wanted: 0.85, better: 'more' },
  'refresh / SQLite': { wanted: 0.5, better: 'more' },
  'gateway call / proxy': { wanted: 0.8, better: 'more' },
  'gateway call: ms more': {
    wanted: 1.5,
    better: 'less',
    limit: {
      held: 3,
      why: 'milliseconds are those of the machine: where the same call takes twice as long without us, so does what we add',
    },
  },
  'tools/list of 1,000: ms of processor': { wanted: 2, better: 'less' },
  'refresh: fsyncs': { wanted: 2, better: 'less' },
  'refresh: KB written': { wanted: 20, better: 'less' },
  'idle memory, bundle / fastify': { wanted: 1.35, better: 'less' },
  'first answer, bundle / node:http': {
    wanted: 1.6,
    better: 'less',
    limit: {
      held: 2.6,
      why: 'fastify alone is at 1.5; the rest is modules of Node that it does without (crypto, SQLite), our code being read and run, 60 routes, the database and the keys',
    },
  },
  'first tools/list, bundle / node:http': {
    wanted: 4,
    better: 'less',
    limit: {
      held: 5,
      why: "the SDK and the tools make their zod schemas, and Node's fetch is loaded for the SDK",
    },
  },
  'many grants / 10: processor': { wanted: 1.3, better: 'less' },
  'many grants / 10: p99': { wanted: 1.3, better: 'less' },
  'many grants: MB more': { wanted: 20, better: 'less' },
  '10,000 entities / few: processor': { wanted: 1.3, better: 'less' },
};

/** What the middle of the rounds must not be behind by more than they disagree. */
export function heldTo({ wanted, limit }: Budget): number {
  return limit?.held ?? wanted;
}

/** `MISSED`: behind what it is held to by more than the rounds disagree, so it was no busy moment. */
export type Verdict = 'met' | 'not met' | 'MISSED' | '';

/** Judges what the rounds of one measure gave. */
export function judgeRounds(values: readonly number[], budget: Budget | undefined): Verdict {
  if (budget === undefined || values.length === 0) return '';
  const middle = median(values);
  const behind = (line: number) => (budget.better === 'more' ? line - middle : middle - line);
  if (behind(budget.wanted) <= 0) return 'met';
  const spread = Math.max(...values) - Math.min(...values);
  return behind(heldTo(budget)) > spread ? 'MISSED' : 'not met';
}

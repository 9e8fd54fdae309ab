import { median } from './median.ts';

/** How good a measure has to be. Each is a ratio or a count of one run, so machines do not matter. */
export interface Budget {
  /** What Latchkey is to reach. */
  readonly wanted: number;
  /**
   * What it must not fall behind: what is wanted, with room for what rounds disagree by, or what it
   * reaches today where `limit` says why it is not more.
   */
  readonly held: number;
  /** Whether more is better, as of a ratio of throughputs, or less, as of bytes. */
  readonly better: 'more' | 'less';
  /** What keeps it from what is wanted. */
  readonly limit?: string;
}

/**
 * The budgets by measure. Work per processor time beside the least that does the same job, unless the
 * name says otherwise. A measure that is not here is shown and held to nothing.
 */
export const BUDGETS: Readonly<Record<string, Budget>> = {
  'server metadata / node:http': { wanted: 0.4, held: 0.3, better: 'more' },
  'no tool / node:http': {
    wanted: 0.5,
    held: 0.2,
    better: 'more',
    limit:
      'a bare fastify that reads the same JSON is at 0.7; of ours, node itself is six tenths, fastify with the JSON 13 %, the hash of the token 3 %, and all else 21 %, no part of it above 4 %',
  },
  'tools/list / SDK': { wanted: 0.85, held: 0.85, better: 'more' },
  'get_state / SDK': { wanted: 0.85, held: 0.85, better: 'more' },
  'refresh / SQLite': {
    wanted: 0.5,
    held: 0.2,
    better: 'more',
    limit:
      'the commit is a quarter; an ES256 signature and sealing the answer take a tenth each, which the bare one does not do; the rest is reading the request, its client and its grant, and deciding',
  },
  'gateway call / proxy': {
    wanted: 0.8,
    held: 0.5,
    better: 'more',
    limit: 'in processor time; what is wanted of it is throughput, which has a line of its own',
  },
  'gateway call / proxy: throughput': { wanted: 0.8, held: 0.4, better: 'more' },
  'gateway call: ms more': { wanted: 1.5, held: 20, better: 'less' },
  'tools/list of 1,000: ms of processor': { wanted: 2, held: 3, better: 'less' },
  'refresh: fsyncs': { wanted: 2, held: 2, better: 'less' },
  'refresh: KB written': { wanted: 20, held: 25, better: 'less' },
  'idle memory, bundle / fastify': { wanted: 1.35, held: 1.5, better: 'less' },
  'first answer, bundle / node:http': {
    wanted: 1.6,
    held: 3.5,
    better: 'less',
    limit:
      'fastify alone is at 1.5; the rest is modules of Node that it does without (crypto, SQLite), our code being read and run, 60 routes, the database and the keys',
  },
  'first tools/list, bundle / node:http': {
    wanted: 4,
    held: 7,
    better: 'less',
    limit: "the SDK and the tools make their zod schemas, and Node's fetch is loaded for the SDK",
  },
  'first answer, source / node:http': {
    wanted: 1.6,
    held: 60,
    better: 'less',
    limit: 'hundreds of files whose types are taken off at each start; see the bundle',
  },
  'many grants / 10: processor': { wanted: 1.3, held: 1.8, better: 'less' },
  'many grants / 10: p99': { wanted: 1.3, held: 6, better: 'less' },
  'many grants: MB more': {
    wanted: 20,
    held: 250,
    better: 'less',
    limit:
      'what a process holds moves by a hundred MB with the work it did, whatever it keeps; runs of a million grants gave -22 to 14',
  },
  '10,000 entities / few: processor': { wanted: 1.3, held: 1.8, better: 'less' },
};

/** `WORSE`: behind what is held in every round, so no busy moment explains it. */
export type Verdict = 'met' | 'not met' | 'WORSE' | '';

/** Judges what the rounds of one measure gave. */
export function judgeRounds(values: readonly number[], budget: Budget | undefined): Verdict {
  if (budget === undefined || values.length === 0) return '';
  const { wanted, held, better } = budget;
  const reaches = (value: number, line: number) =>
    better === 'more' ? value >= line : value <= line;
  if (!values.some((value) => reaches(value, held))) return 'WORSE';
  return reaches(median(values), wanted) ? 'met' : 'not met';
}

import { quantile } from '../difference.ts';
import type { Work } from './peer.ts';

/** What Latchkey should be beside each: that many times as fast, with that share of the memory. */
export const GOALS = { throughput: 3, memory: 0.5 } as const;

/** How one server did one work in one round. */
export interface Turned {
  readonly perSecond: number;
  /** Milliseconds, of each answer. */
  readonly took: readonly number[];
  /** Milliseconds of processor time of the server for all of them. */
  readonly cpuMs: number;
  /** The same of the bench itself. */
  readonly benchCpuMs: number;
  /** Length of an answer. */
  readonly bytes: number;
}

/** One of the two in a comparison. */
export interface Side {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Milliseconds of processor time of the server for one request, over all rounds. */
  readonly cpuMs: number;
  readonly bytes: number;
}

/** `noise`: missed, but by no more than the rounds disagree among themselves. */
export type Verdict = 'met' | 'noise' | 'missed';

/** Latchkey beside one peer at one work. */
export interface Compared {
  readonly work: Work;
  readonly ours: Side;
  readonly theirs: Side;
  /** Throughput of Latchkey ÷ the peer's: the median, least and greatest of the rounds. */
  readonly ratio: number;
  readonly least: number;
  readonly greatest: number;
  /** Processor time for a request of the peer ÷ Latchkey's. */
  readonly cpuRatio: number;
  readonly verdict: Verdict;
}

/** Compares turns that were taken side by side: the same index is the same round. */
export function compareTurns(
  work: Work,
  ours: readonly Turned[],
  theirs: readonly Turned[],
): Compared {
  const ratios = theirs.map((one, round) => (ours[round]?.perSecond ?? 0) / one.perSecond);
  const [ratio, least, greatest] = [
    quantile(ratios, 0.5),
    Math.min(...ratios),
    Math.max(...ratios),
  ];
  const sides = { ours: sideOf(ours), theirs: sideOf(theirs) };
  return {
    work,
    ...sides,
    ratio,
    least,
    greatest,
    cpuRatio: sides.theirs.cpuMs / sides.ours.cpuMs,
    verdict: verdictOf(ratio, greatest - least),
  };
}

function verdictOf(ratio: number, spread: number): Verdict {
  if (ratio >= GOALS.throughput) return 'met';
  return ratio + spread >= GOALS.throughput ? 'noise' : 'missed';
}

function sideOf(turns: readonly Turned[]): Side {
  const took = turns.flatMap((turn) => turn.took);
  const middle = (of: (turn: Turned) => number) => quantile(turns.map(of), 0.5);
  return {
    perSecond: middle((turn) => turn.perSecond),
    p50: quantile(took, 0.5),
    p99: quantile(took, 0.99),
    // Over all rounds, because the kernel counts in hundredths of a second.
    cpuMs: perAnswer(turns, (turn) => turn.cpuMs),
    bytes: middle((turn) => turn.bytes),
  };
}

/** Milliseconds of something for each answer of all these turns. */
export function perAnswer(turns: readonly Turned[], of: (turn: Turned) => number): number {
  const answers = turns.reduce((sum, turn) => sum + turn.took.length, 0);
  return turns.reduce((sum, turn) => sum + of(turn), 0) / Math.max(1, answers);
}

/** Memory in MiB, idle and after all rounds. */
export interface Memory {
  readonly idle: number;
  readonly after: number;
}

/** Whether idle memory is within the goal; undefined where it is not judged. */
export function judgeMemory(ours: Memory, theirs: Memory, judged: boolean): Verdict | undefined {
  if (!judged) return undefined;
  return ours.idle / theirs.idle <= GOALS.memory ? 'met' : 'missed';
}

/** What became of one peer. */
export interface PeerResult {
  readonly name: string;
  readonly version: string;
  readonly note: string;
  readonly memoryJudged: boolean;
  /** Why it could not be had at all. */
  readonly missing?: string;
  readonly memory?: Memory;
  readonly compared: readonly Compared[];
  /** Works that it should be able to do and did not, each with the reason. */
  readonly failed: readonly { readonly work: Work; readonly reason: string }[];
}

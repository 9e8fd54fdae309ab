/** How much longer one way takes than another, in milliseconds, and how far the rounds disagree. */
export interface Difference {
  readonly ours: number;
  readonly theirs: number;
  readonly difference: number;
  /** From the least to the greatest difference of a round. */
  readonly spread: number;
}

export interface Round {
  readonly ours: readonly number[];
  readonly theirs: readonly number[];
}

/** The value below which that share of the values lies; 0.5 is the median. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  const index = Math.min(sorted.length - 1, Math.floor(sorted.length * share));
  return sorted[index] ?? Number.NaN;
}

/** Compares a quantile of two ways that were measured in turns. */
export function compare(rounds: readonly Round[], share: number): Difference {
  const ours = quantile(
    rounds.flatMap((round) => round.ours),
    share,
  );
  const theirs = quantile(
    rounds.flatMap((round) => round.theirs),
    share,
  );
  const each = rounds.map((round) => quantile(round.ours, share) - quantile(round.theirs, share));
  return {
    ours,
    theirs,
    difference: ours - theirs,
    spread: Math.max(...each) - Math.min(...each),
  };
}

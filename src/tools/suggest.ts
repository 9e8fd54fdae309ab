import { normalize } from './words.ts';

/** More typing mistakes than this make another word. */
const MOST_MISTAKES = 3;

/** Something that could have been meant, with the other names it goes by. */
export interface Candidate {
  readonly id: string;
  readonly names?: readonly string[];
}

/**
 * The ids nearest to what was written, best first: equal but for spelling, then contained, then a
 * few typing mistakes away. Empty when nothing is near.
 */
export function suggest(wanted: string, candidates: Iterable<Candidate>, limit = 3): string[] {
  const target = normalize(wanted);
  if (target === '') return [];
  const scored: { id: string; cost: number }[] = [];
  // Names share their words, so that most of them are worked out already.
  const costs = new Map<string, number>();
  const costOf = (name: string) => {
    const known = costs.get(name);
    if (known !== undefined) return known;
    const cost = nearness(target, normalize(name));
    costs.set(name, cost);
    return cost;
  };
  for (const { id, names = [] } of candidates) {
    const cost = Math.min(costOf(id), ...names.map(costOf));
    if (cost < 1) scored.push({ id, cost });
  }
  return scored
    .sort((one, other) => one.cost - other.cost || compare(one.id, other.id))
    .slice(0, limit)
    .map(({ id }) => id);
}

/** From 0 (the same) to 1 and more (nothing in common). */
function nearness(target: string, name: string): number {
  if (name === '') return 1;
  if (name === target) return 0;
  const longer = Math.max(target.length, name.length);
  const shorter = Math.min(target.length, name.length);
  if (shorter >= 3 && (name.includes(target) || target.includes(name))) {
    return 0.5 - 0.4 * (shorter / longer);
  }
  const allowed = Math.min(MOST_MISTAKES, Math.max(1, Math.floor(longer / 3)));
  const distance = editDistance(target, name, allowed);
  return distance > allowed ? 1 : distance / (allowed + 1);
}

/** Insertions, deletions, replacements and swapped neighbours; gives up beyond `limit`. */
export function editDistance(one: string, other: string, limit = Number.POSITIVE_INFINITY): number {
  if (Math.abs(one.length - other.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1];
      let cost = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (swapped) cost = Math.min(cost, at(beforeLast, j - 2) + 1);
      row.push(cost);
      if (cost < least) least = cost;
    }
    if (least > limit) return limit + 1;
    beforeLast = last;
    last = row;
  }
  return at(last, other.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

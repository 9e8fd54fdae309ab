const starts = new Map<string, number>();

/** A name as a number to begin with. */
function startOf(name: string): number {
  const known = starts.get(name);
  if (known !== undefined) return known;
  let hash = 2166136261;
  for (const letter of name) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16777619);
  starts.set(name, hash);
  return hash;
}

/** A number from 0 to 1 that is always the same for the same name and index. */
export function chance(name: string, index: number): number {
  let hash = startOf(name) ^ Math.imul(index + 1, 2654435761);
  hash = Math.imul(hash ^ (hash >>> 16), 2246822507);
  hash = Math.imul(hash ^ (hash >>> 13), 3266489909);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** Chance that does not jump: a line from one index's number to the next one's. */
export function smoothChance(name: string, position: number): number {
  const index = Math.floor(position);
  const from = chance(name, index);
  return from + (chance(name, index + 1) - from) * (position - index);
}

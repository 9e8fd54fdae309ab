/** Where all that happens at random here begins; another seed is other moments and other bytes. */
export const SEED = Number(process.env.LATCHKEY_FAULT_SEED ?? 1);

/** Numbers from 0 up to 1 that are the same for the same seed and name (mulberry32). */
export function seeded(name: string, seed = SEED): () => number {
  let state = seed;
  for (const letter of name) state = Math.imul(state ^ letter.charCodeAt(0), 0x9e3779b1);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Whether what is a sample in CI is to be done in full: `LATCHKEY_FAULTS=all`. */
export const EVERYTHING = process.env.LATCHKEY_FAULTS === 'all';

/** Two texts with what they have in common at both ends, for showing what lies between. */
export interface SideBySide {
  readonly start: string;
  readonly was: string;
  readonly is: string;
  readonly end: string;
}

/** Compares two texts word by word, spaces and line ends included. */
export function sideBySide(was: string, is: string): SideBySide {
  const [old, fresh] = [was.split(/(\s+)/), is.split(/(\s+)/)];
  const most = Math.min(old.length, fresh.length);
  let start = 0;
  while (start < most && old[start] === fresh[start]) start += 1;
  let end = 0;
  while (end < most - start && old.at(-1 - end) === fresh.at(-1 - end)) end += 1;
  return {
    start: old.slice(0, start).join(''),
    was: old.slice(start, old.length - end).join(''),
    is: fresh.slice(start, fresh.length - end).join(''),
    end: old.slice(old.length - end).join(''),
  };
}

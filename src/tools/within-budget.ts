const LONGEST_TEXT = 300;

/** As many of these as fit, at least one; `left` counts the others. */
export function withinBudget<T>(
  items: readonly T[],
  most: number,
  characters: number,
): { readonly kept: readonly T[]; readonly left: number } {
  let spent = 0;
  const kept: T[] = [];
  for (const item of items.slice(0, most)) {
    spent += JSON.stringify(item).length;
    if (spent > characters && kept.length > 0) break;
    kept.push(item);
  }
  return { kept, left: items.length - kept.length };
}

const PROSE = ['summary', 'location', 'description'];

/** With its texts short enough for a list; ids and rules stay whole. */
export function brief<T extends object>(item: T): T {
  const fields = Object.entries(item).map(([name, value]) =>
    PROSE.includes(name) && typeof value === 'string' && value.length > LONGEST_TEXT
      ? [name, `${value.slice(0, LONGEST_TEXT)}…`]
      : [name, value],
  );
  return Object.fromEntries(fields) as T;
}

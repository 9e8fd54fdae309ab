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

/** With a description short enough for a list. */
export function brief<T extends { readonly description?: string | undefined }>(item: T): T {
  const { description } = item;
  if (description === undefined || description.length <= LONGEST_TEXT) return item;
  return { ...item, description: `${description.slice(0, LONGEST_TEXT)}…` };
}

/** A JSON value made small enough to send, and whether anything was left out. */
export interface Clipped {
  readonly value: unknown;
  readonly clipped: boolean;
}

const LONGEST_TEXT = 500;

/** Cuts a JSON value to about `budget` characters: long texts, then the ends of lists and objects. */
export function clip(value: unknown, budget: number): Clipped {
  const left = { characters: budget, clipped: false };
  return { value: cut(value, left), clipped: left.clipped };
}

interface Left {
  characters: number;
  clipped: boolean;
}

function cut(value: unknown, left: Left): unknown {
  if (typeof value === 'string') return cutText(value, left);
  if (typeof value !== 'object' || value === null) {
    left.characters -= 5;
    return value;
  }
  if (Array.isArray(value)) {
    const kept: unknown[] = [];
    for (const item of value) {
      if (isSpent(left)) break;
      kept.push(cut(item, left));
    }
    return kept;
  }
  const kept: Record<string, unknown> = {};
  for (const [name, item] of Object.entries(value)) {
    if (isSpent(left)) break;
    left.characters -= name.length + 4;
    kept[name] = cut(item, left);
  }
  return kept;
}

function cutText(text: string, left: Left): string {
  const room = Math.min(LONGEST_TEXT, Math.max(left.characters, 0));
  left.characters -= Math.min(text.length, room) + 2;
  if (text.length <= room) return text;
  left.clipped = true;
  return `${text.slice(0, room)}…`;
}

function isSpent(left: Left): boolean {
  if (left.characters > 0) return false;
  left.clipped = true;
  return true;
}

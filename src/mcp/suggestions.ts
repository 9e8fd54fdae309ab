import type { Home } from '../home/home.ts';
import { normalize } from '../tools/words.ts';

/** How many values one completion may hold (MCP, Completion). */
const MOST = 100;

/** What an argument may be, given what of it is written already; only what the caller can see. */
export type Suggest = (home: Home, written: string) => Suggestions;

export interface Suggestions {
  readonly values: string[];
  readonly total: number;
  readonly hasMore: boolean;
}

export const NOTHING: Suggestions = { values: [], total: 0, hasMore: false };

/** Something that can be suggested, by its value or another name. */
export interface Candidate {
  readonly value: string;
  readonly names?: readonly string[];
}

/** The candidates that have what is written in their value or names; those that begin with it first. */
export function suggestions(written: string, candidates: readonly Candidate[]): Suggestions {
  const wanted = normalize(written);
  const ranked = candidates.flatMap(({ value, names = [] }) => {
    const texts = [value, ...names].map(normalize);
    if (texts.some((text) => text.startsWith(wanted))) return [{ value, rank: 0 }];
    return texts.some((text) => text.includes(wanted)) ? [{ value, rank: 1 }] : [];
  });
  ranked.sort((one, other) => one.rank - other.rank || (one.value < other.value ? -1 : 1));
  const values = [...new Set(ranked.map(({ value }) => value))];
  return {
    values: values.slice(0, MOST),
    total: values.length,
    hasMore: values.length > MOST,
  };
}

/** Entity ids, by id or name; not those that people hid. */
export const suggestEntities: Suggest = ({ mirror }, written) =>
  suggestions(
    written,
    mirror
      .entities()
      .filter(({ hidden }) => !hidden)
      .map(({ id, name }) => ({ value: id, names: [id.slice(id.indexOf('.') + 1), name] })),
  );

/** Names of areas, by name, alias or id. */
export const suggestAreas: Suggest = ({ mirror }, written) =>
  suggestions(
    written,
    Array.from(mirror.areas.values(), ({ id, name, aliases }) => ({
      value: name,
      names: [id, ...aliases],
    })),
  );

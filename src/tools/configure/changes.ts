import { z } from 'zod';
import { clip } from '../clip.ts';

/** Characters of one value in an answer; a schedule or a list of options may be far longer. */
const VALUE_BUDGET = 1_000;

/** One setting that is different now. */
export interface Change {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

export const changeList = z.array(
  z.strictObject({ field: z.string(), before: z.unknown(), after: z.unknown() }),
);

export const version = z.string().optional().describe('For restore_version');

/** The settings that differ between two views of the same thing. */
export function changesBetween(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Change[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return fields
    .filter((field) => !same(before[field], after[field]))
    .map((field) => ({
      field,
      before: shown(before[field]),
      after: shown(after[field]),
    }));
}

function shown(value: unknown): unknown {
  return clip(value ?? null, VALUE_BUDGET).value;
}

/** Whether two values are written alike. */
export function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}

/** `name: "Lamp" -> "Reading lamp"`, a line each. */
export function changeLines(changes: readonly Change[]): readonly string[] {
  return changes.map(
    ({ field, before, after }) => `${field}: ${JSON.stringify(before)} -> ${JSON.stringify(after)}`,
  );
}

/** Where the old state went, and how it comes back. */
export function keptLine(id: string): string {
  return `The old state is kept as version ${id}; restore_version brings it back.`;
}

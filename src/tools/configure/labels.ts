import type { Mirror } from '../../home/mirror.ts';
import { ToolError } from '../errors.ts';
import { placeNamed } from '../places.ts';
import { names } from './arguments.ts';

/** The arguments that change labels; the same for everything that carries them. */
export const labelArguments = {
  labels: names.optional().describe('Replaces all'),
  add_labels: names.optional(),
  remove_labels: names.optional(),
};

export interface LabelArguments {
  readonly labels?: readonly string[] | undefined;
  readonly add_labels?: readonly string[] | undefined;
  readonly remove_labels?: readonly string[] | undefined;
}

/**
 * The ids of the labels after the change, or nothing when no change was asked for. Labels are given
 * by id or name. Throws ToolError for one that does not exist.
 */
export function labelsAfter(
  mirror: Mirror,
  current: readonly string[],
  asked: LabelArguments,
): readonly string[] | undefined {
  const { labels, add_labels: added, remove_labels: removed } = asked;
  if (labels === undefined && added === undefined && removed === undefined) return undefined;
  if (labels !== undefined && (added !== undefined || removed !== undefined)) {
    throw new ToolError('Give either labels, or add_labels and remove_labels.');
  }
  const idOf = (label: string) =>
    current.includes(label) ? label : placeNamed(mirror, 'label', label);
  const gone = (removed ?? []).map(idOf);
  const base = (labels ?? current).map(idOf);
  return [...new Set([...base, ...(added ?? []).map(idOf)])].filter((id) => !gone.includes(id));
}

/** The same labels, in whatever order. */
export function sameLabels(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((label) => other.includes(label));
}

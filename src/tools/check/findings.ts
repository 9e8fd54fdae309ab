import type { HomeMessage } from '../../home/link.ts';
import type { Entity } from '../../home/model.ts';

/** How soon somebody should look at it, worst first. */
export const SEVERITIES = ['urgent', 'problem', 'notice'] as const;

/** What a finding is about, in the order they are told within one severity. */
export const KINDS = [
  'alert',
  'repair',
  'integration',
  'recorder',
  'backup',
  'unavailable',
  'automation',
  'battery',
  'update',
  'log',
] as const;

export type Severity = (typeof SEVERITIES)[number];
export type Kind = (typeof KINDS)[number];

/** One thing that needs attention, and what to do about it in one line. */
export interface Finding {
  readonly severity: Severity;
  readonly kind: Kind;
  readonly title: string;
  readonly fix: string;
  /** The entities it is about, all of them. */
  readonly entityIds?: readonly string[];
}

/** Asks the home something, for no longer than a check may take. */
export type Ask = <T>(message: HomeMessage) => Promise<T>;

/** Worst first; of one severity and kind in the order they were found. */
export function ranked(findings: readonly Finding[]): readonly Finding[] {
  const weight = ({ severity, kind }: Finding) =>
    SEVERITIES.indexOf(severity) * KINDS.length + KINDS.indexOf(kind);
  return [...findings].sort((one, other) => weight(one) - weight(other));
}

/** The first findings up to `most`, of each kind no more than `mostOfAKind`. */
export function firstOf(
  findings: readonly Finding[],
  most: number,
  mostOfAKind: number,
): readonly Finding[] {
  const taken = new Map<Kind, number>();
  return findings
    .filter(({ kind }) => {
      const before = taken.get(kind) ?? 0;
      taken.set(kind, before + 1);
      return before < mostOfAKind;
    })
    .slice(0, most);
}

/** Ids in a lasting order, so that two calls can be compared. */
export function idsOf(entities: readonly Entity[]): readonly string[] {
  return entities.map(({ id }) => id).sort();
}

/** Texts of devices and logs can be of any length and have any line in them. */
export function oneLine(text: string, most = 200): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= most ? line : `${line.slice(0, most - 1)}…`;
}

import type { NamedEvent } from '../../audit/export.ts';
import { type Known, personOf, sentenceOf } from './sentence.ts';

/** One event as the log shows it. */
export interface LogEntry {
  readonly at: number;
  readonly sentence: string;
  /** A word for how it went and how it looks; absent where the sentence says that it was done. */
  readonly badge?: { readonly text: string; readonly look: 'warning' | 'problem' };
  /** What else is known, each in its own words. */
  readonly notes: readonly string[];
}

const LOOKS = {
  failed: 'problem',
  error: 'problem',
  refused: 'warning',
  asked: 'warning',
} as const;

const CALLS = ['tool', 'resource', 'prompt'];

/** `usualDoor` is the issuer that goes without saying. */
export function entryOf(event: NamedEvent, known: Known, usualDoor: string): LogEntry {
  const { at, kind, outcome, detail = {}, issuer } = event;
  const { log, outcome: outcomes, said, failures } = known.words.activity;
  const isCall = CALLS.includes(kind);
  const badge = isCall && isOutcome(outcome) ? outcome : undefined;
  const person = personOf(event, known);
  const untold = isCall && (outcome !== 'done' || kind !== 'tool') && person !== undefined;
  const notes = [
    untold ? person : '',
    kind === 'sign_in' ? (failures.reason[outcome] ?? failures.otherReason) : '',
    isCall && isWay(detail.asked) && detail.said === 'yes' && detail.asked !== 'nobody'
      ? said.yes(detail.asked)
      : '',
    isCall && isWay(detail.asked) && detail.said === 'no' ? said.no(detail.asked) : '',
    typeof detail.source === 'string' ? failures.from(sourceOf(detail.source, known)) : '',
    typeof detail.route === 'string' ? `/${detail.route}` : '',
    typeof detail.ms === 'number' ? log.ms(detail.ms) : '',
    issuer !== undefined && issuer !== usualDoor ? log.door(issuer) : '',
    typeof detail.unwritten === 'number' ? log.unwritten(detail.unwritten) : '',
  ];
  return {
    at,
    sentence: sentenceOf(event, known),
    ...(badge !== undefined && { badge: { text: outcomes[badge], look: LOOKS[badge] } }),
    notes: notes.filter((note): note is string => note !== ''),
  };
}

/** Where something came from, in words where there is no address. */
export function sourceOf(source: string, { words }: Pick<Known, 'words'>): string {
  const { failures } = words.activity;
  if (source === 'unknown') return failures.somewhere;
  return source === 'others' ? failures.others : source;
}

function isOutcome(outcome: string): outcome is keyof typeof LOOKS {
  return Object.hasOwn(LOOKS, outcome);
}

function isWay(way: unknown): way is 'client' | 'phone' | 'nobody' {
  return way === 'client' || way === 'phone' || way === 'nobody';
}

import type { NamedEvent } from '../../audit/export.ts';
import { dayOf } from '../../tools/local-days.ts';
import { sourceOf } from './entry.ts';
import type { Known } from './sentence.ts';

/** What failed on one day for one reason. */
export interface FailureLine {
  readonly reason: string;
  readonly times: string;
  readonly from?: string;
}

export interface FailureDay {
  readonly day: string;
  readonly lines: readonly FailureLine[];
}

/** More would be a list of its own. */
const MOST_SOURCES = 3;

/** Failed sign-ins, passes and limits by day and reason, the newest day first. */
export function failureDays(
  events: readonly NamedEvent[],
  zone: string,
  known: Pick<Known, 'words' | 'language'>,
): readonly FailureDay[] {
  const dates = new Intl.DateTimeFormat(known.language, { dateStyle: 'full', timeZone: 'UTC' });
  const byDay = Map.groupBy(events, ({ at }) => dayOf(at, zone));
  return Array.from(byDay)
    .toSorted(([one], [other]) => other.localeCompare(one))
    .map(([day, ofDay]) => ({
      day: dates.format(Date.parse(day)),
      lines: Array.from(
        Map.groupBy(ofDay, ({ outcome }) => outcome),
        ([outcome, same]) => lineOf(outcome, same, known),
      ),
    }));
}

function lineOf(
  outcome: string,
  events: readonly NamedEvent[],
  known: Pick<Known, 'words' | 'language'>,
): FailureLine {
  const { failures } = known.words.activity;
  const count = events.reduce((sum, event) => sum + countOf(event), 0);
  const sources = new Set(
    events.flatMap(({ detail, clientName }) => {
      if (typeof detail?.source === 'string') return sourceOf(detail.source, known);
      return clientName === undefined ? [] : failures.through(clientName);
    }),
  );
  const shown = [...sources].slice(0, MOST_SOURCES);
  if (sources.size > shown.length) shown.push(failures.others);
  const list = new Intl.ListFormat(known.language).format(shown);
  const isAddress = events.some(({ detail }) => typeof detail?.source === 'string');
  return {
    reason: failures.reason[outcome] ?? failures.otherReason,
    times: failures.count(count),
    ...(shown.length > 0 && { from: isAddress ? failures.from(list) : list }),
  };
}

/** One event may stand for several: those that were counted, and those the log had no room for. */
function countOf({ detail }: NamedEvent): number {
  const { count, unwritten } = detail ?? {};
  return (typeof count === 'number' ? count : 1) + (typeof unwritten === 'number' ? unwritten : 0);
}

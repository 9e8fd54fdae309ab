import { DAY } from '../../core/clock.ts';
import type { Home } from '../../home/home.ts';
import { ToolError } from '../errors.ts';
import type { Range } from '../moments.ts';
import { type CalendarEvent, momentOf, readEvents } from './calendar-events.ts';

const NAMED = 5;

/** Which event is meant; the second for one occurrence of an event that repeats. */
export interface EventKey {
  readonly uid: string;
  readonly recurrenceId: string | undefined;
}

/**
 * Finds an event by its uid: first near now or near the day its occurrence is named after, then from
 * a year ago to two years ahead, because Home Assistant lists events by time only. Throws ToolError
 * when it is not there, and when it repeats and no occurrence was named.
 */
export async function findEvent(
  home: Home,
  calendar: string,
  key: EventKey,
  now: number,
): Promise<CalendarEvent> {
  const near = dayNamed(key.recurrenceId) ?? now;
  const spans: readonly Range[] = [
    { start: near - 7 * DAY, end: near + 31 * DAY },
    { start: now - 366 * DAY, end: now + 731 * DAY },
  ];
  for (const span of spans) {
    const events = await readEvents(home, calendar, span);
    const ofUid = events.filter(({ uid }) => uid === key.uid);
    const [first] = ofUid;
    if (first === undefined) continue;
    if (key.recurrenceId === undefined) {
      if (ofUid.length === 1 && !repeats(first)) return first;
      throw whichOne(ofUid);
    }
    const meant = ofUid.find(({ recurrence_id: id }) => id === key.recurrenceId);
    if (meant !== undefined) return meant;
  }
  const which = key.recurrenceId === undefined ? '' : ` and recurrence_id ${key.recurrenceId}`;
  throw new ToolError(
    `No event with uid ${key.uid}${which} in ${calendar} from a year ago to two years ahead. Look with get_calendar_events.`,
  );
}

export function repeats({ rrule, recurrence_id: id }: CalendarEvent): boolean {
  return rrule !== undefined || id !== undefined;
}

/** The time an event takes, to look for it there. */
export function spanOf({ start, end }: CalendarEvent, zone: string): Range {
  return { start: momentOf(start, zone), end: momentOf(end, zone) };
}

function whichOne(occurrences: readonly CalendarEvent[]): ToolError {
  const named = occurrences
    .flatMap(({ recurrence_id: id, start }) =>
      id === undefined ? [] : [`${id} (${start.slice(0, 10)})`],
    )
    .slice(0, NAMED);
  return new ToolError(
    named.length === 0
      ? 'That event repeats, and its calendar does not tell its occurrences apart: change it there.'
      : `That event repeats; say which recurrence_id, such as ${named.join(', ')}.`,
  );
}

/** `20261122T200000` and `20261122` begin with the day. */
function dayNamed(recurrenceId: string | undefined): number | undefined {
  const [, year, month, day] = /^(\d{4})-?(\d\d)-?(\d\d)/.exec(recurrenceId ?? '') ?? [];
  const at = Date.parse(`${year}-${month}-${day}T00:00:00Z`);
  return Number.isNaN(at) ? undefined : at;
}

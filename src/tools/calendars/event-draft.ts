import { DAY, HOUR } from '../../core/clock.ts';
import { ToolError } from '../errors.ts';
import { addDays } from '../local-days.ts';
import { localTime } from '../local-time.ts';
import { type RangeRules, readWhen, type When } from '../moments.ts';
import type { CalendarEvent } from './calendar-events.ts';

/** What is said of an event that is to be made or changed. */
export interface EventWish {
  readonly summary?: string | undefined;
  readonly start?: string | undefined;
  readonly end?: string | undefined;
  readonly description?: string | undefined;
  readonly location?: string | undefined;
  readonly rrule?: string | undefined;
}

/** An event as it is to be. Both ends are days or both are times; the end is not part of it. */
export interface EventDraft {
  readonly summary: string;
  readonly start: When;
  readonly end: When;
  readonly description: string | undefined;
  readonly location: string | undefined;
  readonly rrule: string | undefined;
}

/** A new event, an hour or a day long unless said. Throws ToolError for what is missing or senseless. */
export function newEvent(wish: EventWish, rules: RangeRules): EventDraft {
  const { summary, start: begins } = wish;
  if (summary === undefined || begins === undefined) {
    throw new ToolError('An event needs a summary and a start.');
  }
  const start = readWhen(begins, rules);
  const end = wish.end === undefined ? usualEnd(start) : readWhen(wish.end, rules);
  return sound({ ...texts(wish), summary, start, end });
}

/** An event with what was wished for changed; one that is moved keeps its length. Throws ToolError. */
export function updatedEvent(was: CalendarEvent, wish: EventWish, rules: RangeRules): EventDraft {
  const oldStart = readWhen(was.start, rules);
  const oldEnd = readWhen(was.end, rules);
  const start = wish.start === undefined ? oldStart : readWhen(wish.start, rules);
  const end = wish.end === undefined ? moved(oldStart, oldEnd, start) : readWhen(wish.end, rules);
  return sound({
    ...texts({ ...was, ...given(wish) }),
    summary: wish.summary ?? was.summary,
    start,
    end,
  });
}

/** The event as the commands of Home Assistant's calendars take it. */
export function wireEvent(draft: EventDraft): Record<string, string> {
  const { summary, start, end, description, location, rrule } = draft;
  return {
    summary,
    dtstart: wireTime(start),
    dtend: wireTime(end),
    ...(description !== undefined && { description }),
    ...(location !== undefined && { location }),
    ...(rrule !== undefined && { rrule }),
  };
}

/** The event as it should be shown once it is there. */
export function expectedEvent(draft: EventDraft, calendar: string, zone: string): CalendarEvent {
  const { summary, start, end, description, location, rrule } = draft;
  return {
    calendar,
    summary,
    start: shown(start, zone),
    end: shown(end, zone),
    all_day: start.kind === 'day',
    ...(location && { location }),
    ...(description && { description }),
    ...(rrule !== undefined && { rrule }),
  };
}

function usualEnd(start: When): When {
  return start.kind === 'day'
    ? { kind: 'day', day: addDays(start.day, 1) }
    : { kind: 'time', at: start.at + HOUR };
}

function moved(oldStart: When, oldEnd: When, start: When): When {
  if (oldStart.kind === 'day' && oldEnd.kind === 'day' && start.kind === 'day') {
    return { kind: 'day', day: addDays(start.day, daysFrom(oldStart.day, oldEnd.day)) };
  }
  if (oldStart.kind === 'time' && oldEnd.kind === 'time' && start.kind === 'time') {
    return { kind: 'time', at: start.at + oldEnd.at - oldStart.at };
  }
  return usualEnd(start);
}

function sound(draft: EventDraft): EventDraft {
  const { start, end } = draft;
  if (start.kind === 'day' && end.kind === 'day') {
    // "From the 22nd to the 22nd" can only mean that day, which Home Assistant takes for none.
    if (start.day === end.day) return { ...draft, end: usualEnd(start) };
    if (start.day < end.day) return draft;
  } else if (start.kind === 'time' && end.kind === 'time') {
    if (start.at < end.at) return draft;
  } else {
    throw new ToolError('Give start and end both as dates, for all day, or both as times.');
  }
  throw new ToolError('The event ends before it begins.');
}

function texts({ description, location, rrule }: EventWish) {
  return { description, location, rrule };
}

function given(wish: EventWish): EventWish {
  return Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined));
}

function daysFrom(day: string, other: string): number {
  return Math.round((Date.parse(other) - Date.parse(day)) / DAY);
}

/** In UTC, because Home Assistant refuses two ends with different offsets, as over a change of clocks. */
function wireTime(when: When): string {
  return when.kind === 'day' ? when.day : new Date(when.at).toISOString();
}

function shown(when: When, zone: string): string {
  return when.kind === 'day' ? when.day : localTime(when.at, zone);
}

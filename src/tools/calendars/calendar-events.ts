import { z } from 'zod';
import { HomeCommandError } from '../../home/errors.ts';
import type { Home } from '../../home/home.ts';
import { startOfDay } from '../local-days.ts';
import { localTime } from '../local-time.ts';
import type { Range } from '../moments.ts';

/** One event, or one occurrence of an event that repeats. */
export const calendarEvent = z.strictObject({
  calendar: z.string(),
  summary: z.string(),
  start: z.string(),
  /** Not part of it: for an all-day event the day after. */
  end: z.string(),
  all_day: z.boolean(),
  location: z.string().optional(),
  description: z.string().optional(),
  status: z.string().optional(),
  rrule: z.string().optional(),
  uid: z.string().optional(),
  recurrence_id: z.string().optional(),
});

export type CalendarEvent = z.output<typeof calendarEvent>;

const LARGEST_CALENDAR = 8 * 1_024 * 1_024;

/**
 * The events of one calendar that touch a span of time, in order, repeating ones expanded by Home
 * Assistant. Over REST, because the service that lists events leaves out their uids. Throws like
 * `Home.rest`.
 */
export async function readEvents(
  home: Home,
  calendar: string,
  { start, end }: Range,
): Promise<readonly CalendarEvent[]> {
  const { bytes } = await home.rest({
    method: 'GET',
    path: ['calendars', calendar],
    query: { start: new Date(start).toISOString(), end: new Date(end).toISOString() },
    largest: LARGEST_CALENDAR,
  });
  const zone = home.mirror.config.timeZone;
  const raw = listIn(bytes);
  return inOrder(
    raw.flatMap((one) => readEvent(one, calendar, zone) ?? []),
    zone,
  );
}

function listIn(bytes: Buffer): readonly unknown[] {
  try {
    const answer: unknown = JSON.parse(bytes.toString('utf8'));
    if (Array.isArray(answer)) return answer;
  } catch {
    // A proxy's page instead of an answer is told like any other answer that is no list.
  }
  throw new HomeCommandError('no_list', 'no list of events came back');
}

/** An event as the REST API has it; nothing when it has no times. */
export function readEvent(raw: unknown, calendar: string, zone: string): CalendarEvent | undefined {
  if (!isRecord(raw)) return undefined;
  const start = readTime(raw.start, zone);
  const end = readTime(raw.end, zone);
  if (start === undefined || end === undefined) return undefined;
  return {
    calendar,
    summary: text(raw.summary) ?? '',
    start,
    end,
    all_day: isDay(start),
    ...filled({
      location: text(raw.location),
      description: text(raw.description),
      status: text(raw.status),
      rrule: text(raw.rrule),
      uid: text(raw.uid),
      recurrence_id: text(raw.recurrence_id),
    }),
  };
}

/** By their starts; on one day those of the whole day first. */
export function inOrder(events: readonly CalendarEvent[], zone: string): readonly CalendarEvent[] {
  return events
    .map((event) => ({ event, at: momentOf(event.start, zone) }))
    .sort(
      (one, other) =>
        one.at - other.at ||
        Number(other.event.all_day) - Number(one.event.all_day) ||
        (one.event.summary < other.event.summary ? -1 : 1),
    )
    .map(({ event }) => event);
}

/** The moment of an event's start or end, a day's being its first. */
export function momentOf(time: string, zone: string): number {
  return isDay(time) ? startOfDay(time, zone) : Date.parse(time);
}

/** `2026-11-22 20:00 to 22:00: Dinner, at Calle Mayor 3 (calendar.family; uid 9f1)` */
export function eventLine(event: CalendarEvent): string {
  const { summary, start, end, all_day, location, rrule, uid, recurrence_id: id } = event;
  const begins = start.slice(0, 16).replace('T', ' ');
  const ends = end.startsWith(start.slice(0, 10))
    ? end.slice(11, 16)
    : end.slice(0, 16).replace('T', ' ');
  const when = all_day ? `${start} until ${end}, all day` : `${begins} to ${ends}`;
  const facts = [
    event.calendar,
    rrule === undefined ? undefined : 'repeats',
    uid === undefined ? undefined : `uid ${uid}`,
    id === undefined ? undefined : `recurrence_id ${id}`,
  ].filter((fact) => fact !== undefined);
  const place = location === undefined ? '' : `, at ${location}`;
  return `${when}: ${summary}${place} (${facts.join('; ')})`;
}

function readTime(raw: unknown, zone: string): string | undefined {
  if (!isRecord(raw)) return undefined;
  const day = text(raw.date);
  if (day !== undefined) return isDay(day) ? day : undefined;
  const at = Date.parse(text(raw.dateTime) ?? '');
  return Number.isNaN(at) ? undefined : localTime(at, zone);
}

function isDay(time: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(time);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function filled<T extends Record<string, string | undefined>>(fields: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Partial<T>;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

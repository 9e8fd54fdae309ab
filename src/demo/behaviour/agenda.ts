import { DAY, HOUR } from '../../core/clock.ts';
import { TIME_ZONE } from '../flat/flat.ts';
import { freshHexId } from '../ids.ts';
import { isoLocal, startOfDay, startOfHour } from '../statistics/time-zone.ts';
import { occurrences, ruleParts, withParts } from './recurrence.ts';

/** What an appointment says; times are milliseconds since the epoch. */
export interface AppointmentContent {
  readonly summary: string;
  readonly description: string | null;
  readonly location: string | null;
  readonly start: number;
  readonly end: number;
  readonly allDay: boolean;
  readonly rrule: string | null;
}

/** An appointment, or one occurrence of one that repeats. */
export interface Appointment extends AppointmentContent {
  readonly uid: string;
  readonly recurrenceId: string | null;
}

interface Entry extends Appointment {
  /** Occurrences that were deleted, or that stand as entries of their own. */
  readonly without: readonly string[];
}

/** Which appointment, which of its occurrences, and whether those that follow are meant too. */
export interface AppointmentKey {
  readonly uid: string;
  readonly recurrenceId: string | undefined;
  readonly andFuture: boolean;
}

/** A moment of an appointment as services show it: a date, or a local time with its offset. */
export function appointmentTime(at: number, allDay: boolean): string {
  const local = isoLocal(at, TIME_ZONE);
  return allDay ? local.slice(0, 10) : local;
}

/** The family calendar, with a few things around the day the home started. */
export class Agenda {
  #entries: readonly Entry[] = [];

  constructor(now: number) {
    const today = startOfDay(now, TIME_ZONE);
    const tomorrow = startOfDay(today + 1.5 * DAY, TIME_ZONE);
    const soon = startOfHour(now) + 2 * HOUR;
    const plain = { description: null, location: null, allDay: false, rrule: null };
    this.add({
      ...plain,
      summary: 'Dentist',
      location: 'Calle Mayor 3',
      start: soon,
      end: soon + HOUR,
    });
    this.add({
      ...plain,
      summary: 'Paper bins',
      allDay: true,
      start: tomorrow,
      end: startOfDay(tomorrow + 1.5 * DAY, TIME_ZONE),
    });
    this.add({
      ...plain,
      summary: 'Dinner with Ben',
      start: tomorrow + 20 * HOUR,
      end: tomorrow + 22 * HOUR,
    });
  }

  /** What touches that time, with every occurrence of what repeats. */
  between(start: number, end: number): readonly Appointment[] {
    return this.#entries
      .flatMap((entry) => expanded(entry, end))
      .filter((appointment) => appointment.end > start && appointment.start < end)
      .sort((one, other) => one.start - other.start);
  }

  add(content: AppointmentContent): void {
    const entry = { ...content, uid: freshHexId(), recurrenceId: null, without: [] };
    this.#entries = [...this.#entries, entry];
  }

  /** Removes it; false when it is not there. */
  remove(key: AppointmentKey): boolean {
    const found = this.#entries.filter((entry) => isMeant(entry, key));
    this.#entries = this.#entries.flatMap((entry) =>
      found.includes(entry) ? shortened(entry, key) : [entry],
    );
    return found.length > 0;
  }

  /** Changes it, keeping what is not said; false when it is not there. */
  replace(key: AppointmentKey, content: Partial<AppointmentContent>): boolean {
    const found = this.#entries.filter((entry) => isMeant(entry, key));
    this.#entries = this.#entries.flatMap((entry) =>
      found.includes(entry) ? [changed(entry, key, content), ...rest(entry, key)] : [entry],
    );
    return found.length > 0;
  }
}

/** How Home Assistant's local calendar names an occurrence: by its first start. */
function occurrenceId(at: number, allDay: boolean): string {
  const digits = isoLocal(at, TIME_ZONE).slice(0, 19).replace(/[-:]/g, '');
  return allDay ? digits.slice(0, 8) : digits;
}

function expanded(entry: Entry, until: number): readonly Appointment[] {
  if (entry.rrule === null) return [entry];
  return occurrences(entry.start, entry.rrule, until, TIME_ZONE)
    .map((start) => ({
      ...entry,
      start,
      end: start + entry.end - entry.start,
      recurrenceId: occurrenceId(start, entry.allDay),
    }))
    .filter(({ recurrenceId }) => !entry.without.includes(recurrenceId));
}

function isMeant(entry: Entry, { uid, recurrenceId }: AppointmentKey): boolean {
  if (entry.uid !== uid) return false;
  if (recurrenceId === undefined || entry.recurrenceId === recurrenceId) return true;
  return entry.rrule !== null && startOf(entry, recurrenceId) !== undefined;
}

function startOf(entry: Entry, recurrenceId: string): number | undefined {
  const far = entry.start + 3_650 * DAY;
  return expanded(entry, far).find((one) => one.recurrenceId === recurrenceId)?.start;
}

/** All of it is meant, also when it is everything from the first occurrence on. */
function isWhole(entry: Entry, { recurrenceId, andFuture }: AppointmentKey): boolean {
  if (recurrenceId === undefined || entry.rrule === null) return true;
  return andFuture && recurrenceId === occurrenceId(entry.start, entry.allDay);
}

/** What is left of it without those occurrences. */
function shortened(entry: Entry, key: AppointmentKey): readonly Entry[] {
  return isWhole(entry, key) ? [] : rest(entry, key);
}

function rest(entry: Entry, key: AppointmentKey): readonly Entry[] {
  const { recurrenceId } = key;
  if (isWhole(entry, key) || recurrenceId === undefined || entry.rrule === null) return [];
  if (!key.andFuture) return [{ ...entry, without: [...entry.without, recurrenceId] }];
  const last = (startOf(entry, recurrenceId) ?? entry.start) - DAY;
  const until = occurrenceId(last, entry.allDay);
  return [{ ...entry, rrule: withParts(entry.rrule, { COUNT: undefined, UNTIL: until }) }];
}

function changed(entry: Entry, key: AppointmentKey, content: Partial<AppointmentContent>): Entry {
  const whole = { ...entry, ...content };
  if (isWhole(entry, key) || key.recurrenceId === undefined) return whole;
  if (!key.andFuture) return { ...whole, recurrenceId: key.recurrenceId, rrule: null, without: [] };
  const start = content.start ?? entry.start;
  return {
    ...whole,
    start,
    // Home Assistant 2026.11 keeps the length, whatever end it is given.
    end: start + entry.end - entry.start,
    rrule: whole.rrule === null ? null : lessOften(entry, whole.rrule, start),
  };
}

/** A rule that counts starts after the occurrences that stay behind. */
function lessOften(entry: Entry, rrule: string, start: number): string {
  const count = Number(ruleParts(rrule).get('COUNT') ?? Number.NaN);
  if (Number.isNaN(count)) return rrule;
  const before = occurrences(entry.start, rrule, start - 1, TIME_ZONE).length;
  return withParts(rrule, { COUNT: String(count - before) });
}

import type { AppointmentContent, AppointmentKey } from '../behaviour/agenda.ts';
import { ruleParts } from '../behaviour/recurrence.ts';
import { CommandError, invalidFormat } from '../errors.ts';
import { TIME_ZONE } from '../flat/flat.ts';
import type { House } from '../house.ts';
import { pythonValue } from '../python.ts';
import { parseLocal } from '../statistics/time-zone.ts';
import { type Command, command } from '../websocket/command.ts';

type Fields = Readonly<Record<string, unknown>>;

const REQUIRED = ['dtstart', 'dtend', 'summary'];
const KNOWN = [...REQUIRED, 'description', 'location', 'rrule'];
const FREQUENCIES = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'];

function at(message: string, name: string, value: unknown): never {
  throw invalidFormat(`${message} at '${name}'. Got ${pythonValue(value)}`);
}

function isDate(value: unknown): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(String(value));
}

function checkRule(rrule: string): void {
  const invalid = (reason: string) => at(reason, 'event.rrule', rrule);
  if (!rrule.includes('=')) {
    invalid(`Invalid rrule '${rrule}': not enough values to unpack (expected 2, got 1)`);
  }
  const freq = ruleParts(rrule).get('FREQ') ?? '';
  if (!FREQUENCIES.includes(freq)) invalid(`Invalid frequency for rule: ${rrule}`);
}

/** Reads an event as `calendar/event/create` and `update` take one; only what it says. */
function readEvent(event: Fields): AppointmentContent {
  const extra = Object.keys(event).find((name) => !KNOWN.includes(name));
  if (extra !== undefined) at('not a valid option', `event.${extra}`, event[extra]);
  const missing = REQUIRED.find((name) => event[name] === undefined);
  if (missing !== undefined) at('required key not provided', `event.${missing}`, undefined);
  const { dtstart, dtend, summary, description, location, rrule } = event;
  const allDay = isDate(dtstart);
  if (allDay !== isDate(dtend)) {
    at("Expected all values to be the same type: ('dtstart', 'dtend')", 'event', event);
  }
  const start = parseLocal(String(dtstart), TIME_ZONE);
  const end = parseLocal(String(dtend), TIME_ZONE);
  if (Number.isNaN(start)) at(`Invalid datetime specified: ${dtstart}`, 'event.dtstart', dtstart);
  if (Number.isNaN(end)) at(`Invalid datetime specified: ${dtend}`, 'event.dtend', dtend);
  if (end <= start) {
    at(`Expected minimum event duration of 0:00:01 (${dtstart}, ${dtend})`, 'event', event);
  }
  if (rrule !== undefined) checkRule(String(rrule));
  return {
    summary: String(summary),
    start,
    end,
    allDay,
    description: description === undefined ? null : String(description),
    location: location === undefined ? null : String(location),
    rrule: rrule === undefined ? null : String(rrule),
  };
}

/** What is not said stays as it was. */
function said(event: Fields): Partial<AppointmentContent> {
  return Object.fromEntries(Object.entries(readEvent(event)).filter(([, value]) => value !== null));
}

function requireCalendar(house: House, id: string): void {
  if (id.startsWith('calendar.') && house.states.get(id) !== undefined) return;
  throw new CommandError('not_found', 'Entity not found');
}

function keyOf(values: {
  readonly uid: string;
  readonly recurrence_id: unknown;
  readonly recurrence_range: string | undefined;
}): AppointmentKey {
  const { uid, recurrence_id: id, recurrence_range: range } = values;
  return {
    uid,
    recurrenceId: typeof id === 'string' && id !== '' ? id : undefined,
    andFuture: range === 'THISANDFUTURE',
  };
}

function orFailed(done: boolean, message: string): null {
  if (!done) throw new CommandError('failed', message);
  return null;
}

const KEY = {
  entity_id: 'string',
  uid: 'string',
  recurrence_id: 'any?',
  recurrence_range: 'string?',
} as const;

export const CALENDAR_COMMANDS: readonly Command[] = [
  command(
    'calendar/event/create',
    { entity_id: 'string', event: 'object' },
    ({ entity_id: id, event }, { house }) => {
      const content = readEvent(event);
      requireCalendar(house, id);
      house.agenda.add(content);
      return null;
    },
  ),

  command('calendar/event/update', { ...KEY, event: 'object' }, (values, { house }) => {
    const content = said(values.event);
    requireCalendar(house, values.entity_id);
    const done = house.agenda.replace(keyOf(values), content);
    return orFailed(done, 'An error occurred while updating the event');
  }),

  command('calendar/event/delete', KEY, (values, { house }) => {
    requireCalendar(house, values.entity_id);
    const done = house.agenda.remove(keyOf(values));
    return orFailed(done, 'An error occurred while deleting the event');
  }),
];

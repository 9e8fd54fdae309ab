import { invalidFormat } from '../errors.ts';
import { CALENDAR } from '../flat/features.ts';
import { TIME_ZONE } from '../flat/flat.ts';
import { parseLocal } from '../statistics/time-zone.ts';
import { type Appointment, appointmentTime } from './agenda.ts';
import { type Service, type ServiceCall, textIn } from './service.ts';

const UNITS_MS: Readonly<Record<string, number>> = {
  days: 86_400_000,
  hours: 3_600_000,
  minutes: 60_000,
  seconds: 1000,
};

/** A duration as the services take one: `{hours: 24}` or `24:00:00`. */
function durationMs(value: unknown): number {
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).reduce(
      (sum, [unit, count]) => sum + Number(count) * (UNITS_MS[unit] ?? 0),
      0,
    );
  }
  const [hours = 0, minutes = 0, secs = 0] = String(value).split(':').map(Number);
  return ((hours * 60 + minutes) * 60 + secs) * 1000;
}

function shown(appointment: Appointment): Record<string, unknown> {
  const { start, end, allDay, summary, description, location } = appointment;
  return {
    start: appointmentTime(start, allDay),
    end: appointmentTime(end, allDay),
    summary,
    ...(description === null ? {} : { description }),
    ...(location === null ? {} : { location }),
  };
}

function getEvents(call: ServiceCall): Record<string, unknown> {
  const from = textIn(call.data, 'start_date_time');
  const until = textIn(call.data, 'end_date_time');
  const { duration } = call.data;
  if ((until === undefined) === (duration === undefined)) {
    throw invalidFormat("exactly one of ['end_date_time', 'duration'] is required");
  }
  const start = from === undefined ? call.house.clock() : parseLocal(from, TIME_ZONE);
  const end = until === undefined ? start + durationMs(duration) : parseLocal(until, TIME_ZONE);
  const events = call.house.agenda.between(start, end).map(shown);
  return Object.fromEntries(call.entities.map(({ entityId }) => [entityId, { events }]));
}

function createEvent(call: ServiceCall): void {
  const date = textIn(call.data, 'start_date');
  const start = date ?? textIn(call.data, 'start_date_time');
  const end = textIn(call.data, date === undefined ? 'end_date_time' : 'end_date');
  if (start === undefined || end === undefined) {
    throw invalidFormat("exactly one of ['start_date', 'start_date_time', 'in'] is required");
  }
  call.house.agenda.add({
    summary: textIn(call.data, 'summary') ?? '',
    description: textIn(call.data, 'description') ?? null,
    location: textIn(call.data, 'location') ?? null,
    start: parseLocal(start, TIME_ZONE),
    end: parseLocal(end, TIME_ZONE),
    allDay: date !== undefined,
    rrule: null,
  });
}

const TEXT = { selector: { text: {} } } as const;
const MOMENT = { example: '2026-11-22 20:00:00', selector: { datetime: {} } } as const;
const DATE = { example: '2026-11-22', selector: { date: {} } } as const;

export const CALENDAR_SERVICES: readonly Service[] = [
  {
    domain: 'calendar',
    name: 'get_events',
    fields: {
      start_date_time: MOMENT,
      end_date_time: MOMENT,
      duration: { selector: { duration: {} } },
    },
    entities: 'own',
    response: 'only',
    run: getEvents,
  },
  {
    domain: 'calendar',
    name: 'create_event',
    fields: {
      summary: { required: true, example: 'Visit', selector: { text: {} } },
      description: TEXT,
      start_date_time: MOMENT,
      end_date_time: MOMENT,
      start_date: DATE,
      end_date: DATE,
      location: TEXT,
    },
    entities: 'own',
    needs: CALENDAR.create,
    run: createEvent,
  },
];

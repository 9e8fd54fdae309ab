import { type Appointment, appointmentTime } from '../behaviour/agenda.ts';
import { TIME_ZONE } from '../flat/flat.ts';
import { parseLocal } from '../statistics/time-zone.ts';
import { type SignedExchange, sendJson, sendPlain } from './answer.ts';
import { type AnyView, signedView } from './router.ts';

function shown(appointment: Appointment): Record<string, unknown> {
  const moment = (at: number) =>
    appointment.allDay
      ? { date: appointmentTime(at, true) }
      : { dateTime: appointmentTime(at, false) };
  return {
    start: moment(appointment.start),
    end: moment(appointment.end),
    summary: appointment.summary,
    description: appointment.description,
    location: appointment.location,
    uid: appointment.uid,
    recurrence_id: appointment.recurrenceId,
    rrule: appointment.rrule,
    status: null,
  };
}

function sendEvents(exchange: SignedExchange): void {
  const { searchParams } = exchange.url;
  const start = parseLocal(searchParams.get('start') ?? '', TIME_ZONE);
  const end = parseLocal(searchParams.get('end') ?? '', TIME_ZONE);
  if (Number.isNaN(start) || Number.isNaN(end) || start > end) {
    sendPlain(exchange, 400);
    return;
  }
  sendJson(exchange, 200, exchange.house.agenda.between(start, end).map(shown));
}

export const CALENDAR_VIEWS: readonly AnyView[] = [
  signedView('GET', '/api/calendars', (exchange) =>
    sendJson(exchange, 200, [{ name: 'Family', entity_id: 'calendar.family' }]),
  ),

  signedView('GET', '/api/calendars/:id', (exchange, { id }) => {
    if (id === 'calendar.family') sendEvents(exchange);
    else sendPlain(exchange, 400);
  }),
];

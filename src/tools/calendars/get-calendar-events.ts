import { z } from 'zod';
import { isHomeCommandError } from '../../home/errors.ts';
import type { Home } from '../../home/home.ts';
import { HOME_READ } from '../../policy/scopes.ts';
import { chosenEntities } from '../chosen-entities.ts';
import { ToolError } from '../errors.ts';
import { localTime } from '../local-time.ts';
import { moment, type Range, readSpan } from '../moments.ts';
import { entityId, listOf } from '../names.ts';
import { defineTool, result } from '../tool.ts';
import { brief, withinBudget } from '../within-budget.ts';
import {
  type CalendarEvent,
  calendarEvent,
  eventLine,
  inOrder,
  readEvents,
} from './calendar-events.ts';

const MOST_CALENDARS = 30;
const DAYS = 7;
const MOST_DAYS = 366;
const MOST_EVENTS = 60;
const BUDGET = 12_000;

const input = z.strictObject({
  entity_ids: z.array(entityId).min(1).max(MOST_CALENDARS).optional().describe('Default all'),
  start: moment.optional().describe('ISO date or time, tomorrow, +2d; default now'),
  end: moment.optional().describe('Default 7 days later; a date includes that day'),
});

const output = z.strictObject({
  start: z.string(),
  end: z.string(),
  events: z.array(calendarEvent).describe('An all-day end is the day after'),
  left_out: z.int().describe('More than listed'),
  unread: z.array(z.string()).describe('Calendars that failed'),
});

export const getCalendarEvents = defineTool({
  name: 'get_calendar_events',
  title: 'Get calendar events',
  description: 'Lists what is on in calendars, by default in the next 7 days.',
  scope: HOME_READ,
  reach: 'entities',
  annotations: {
    readOnlyHint: true,
    destructiveHint: false,
    idempotentHint: true,
    openWorldHint: false,
  },
  input,
  output,
  async run(asked, { home, now }) {
    const zone = home.mirror.config.timeZone;
    const span = readSpan(asked.start, asked.end, { zone, now, days: DAYS, mostDays: MOST_DAYS });
    const calendars = chosenEntities(home.mirror, ['calendar'], listOf(asked.entity_ids));
    const read = await Promise.all(
      calendars.slice(0, MOST_CALENDARS).map(({ id }) => eventsOrReason(home, id, span)),
    );
    const unread = [
      ...read.flatMap(({ reason }) => reason ?? []),
      ...calendars.slice(MOST_CALENDARS).map(({ id }) => `${id}: name it to read it`),
    ];
    if (unread.length === calendars.length) throw new ToolError(unread.join('\n'));
    const all = inOrder(
      read.flatMap(({ events }) => events),
      zone,
    ).map(brief);
    const { kept, left } = withinBudget(all, MOST_EVENTS, BUDGET);
    const range = { start: localTime(span.start, zone), end: localTime(span.end, zone) };
    const lines = [
      `${all.length === 0 ? 'Nothing is on' : `${all.length} on`} from ${range.start} to ${range.end}`,
      ...kept.map(eventLine),
      ...(left > 0 ? [`and ${left} more; ask for less time or fewer calendars`] : []),
      ...unread,
    ];
    return result({ ...range, events: [...kept], left_out: left, unread }, lines.join('\n'));
  },
});

/** One calendar that is broken must not hide what is on in the others. */
async function eventsOrReason(
  home: Home,
  id: string,
  span: Range,
): Promise<{ readonly events: readonly CalendarEvent[]; readonly reason?: string }> {
  try {
    return { events: await readEvents(home, id, span) };
  } catch (thrown) {
    if (!isHomeCommandError(thrown)) throw thrown;
    return { events: [], reason: `${id} could not be read: ${thrown.homeMessage}` };
  }
}

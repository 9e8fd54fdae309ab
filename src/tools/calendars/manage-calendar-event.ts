import { z } from 'zod';
import type { Home } from '../../home/home.ts';
import type { Entity } from '../../home/model.ts';
import { HOME_CONTROL } from '../../policy/scopes.ts';
import { chosenEntity, supports } from '../chosen-entities.ts';
import { ToolError } from '../errors.ts';
import { evenIfSlow } from '../even-if-slow.ts';
import { moment } from '../moments.ts';
import { entityId } from '../names.ts';
import { defineTool, result } from '../tool.ts';
import { type CalendarEvent, calendarEvent, eventLine, readEvents } from './calendar-events.ts';
import {
  type EventDraft,
  expectedEvent,
  newEvent,
  updatedEvent,
  wireEvent,
} from './event-draft.ts';
import { findEvent, repeats, spanOf } from './find-event.ts';

/** The bits of a calendar's `supported_features`. */
const FEATURE = { create: 1, delete: 2, update: 4 } as const;

const input = z.strictObject({
  action: z.enum(['create', 'update', 'delete']),
  entity_id: entityId.describe('Such as calendar.family'),
  uid: z.string().max(1_000).optional().describe('From get_calendar_events'),
  recurrence_id: z.string().max(100).optional().describe('If it repeats'),
  recurrence_range: z.enum(['this', 'this_and_future']).optional().describe('Default this'),
  summary: z.string().trim().min(1).max(500).optional(),
  start: moment.optional().describe('Local time; a date for all day'),
  end: moment.optional().describe('All day: the day after it'),
  description: z.string().max(5_000).optional(),
  location: z.string().max(500).optional(),
  rrule: z.string().max(300).optional().describe('Such as FREQ=WEEKLY;COUNT=4'),
});

const output = z.strictObject({
  event: calendarEvent.describe('As it is now; as it was when deleted'),
  seen: z.boolean().describe('False: not shown there yet'),
});

export type EventChange = z.output<typeof input>;

export const manageCalendarEvent = defineTool({
  name: 'manage_calendar_event',
  title: 'Manage calendar event',
  description:
    'Creates, updates or deletes an event. A deleted one is answered in full, to create it again.',
  scope: HOME_CONTROL,
  reach: 'entities',
  annotations: {
    readOnlyHint: false,
    destructiveHint: true,
    idempotentHint: false,
    openWorldHint: false,
  },
  input,
  output,
  async run(change, { home, now }) {
    const { action } = change;
    const calendar = chosenEntity(home.mirror, ['calendar'], change.entity_id);
    requireAble(calendar, change);
    const { event, seen, kept } = await CHANGES[action](home, change, now);
    const lines = [
      `${DONE[action]}: ${eventLine(event)}`,
      ...(action === 'delete' && event.rrule?.includes('COUNT') === true
        ? ['Its COUNT also counts the occurrences before this one.']
        : []),
      ...(kept === undefined ? [] : [`The calendar kept another end than ${kept}.`]),
      ...(seen
        ? []
        : [
            'The calendar does not show it yet; look with get_calendar_events before repeating it.',
          ]),
    ];
    return result({ event, seen }, lines.join('\n'));
  },
});

const DONE = { create: 'Created', update: 'Updated', delete: 'Deleted' } as const;

interface Outcome {
  readonly event: CalendarEvent;
  readonly seen: boolean;
  /** The end that was asked for, when the calendar has another. */
  readonly kept?: string;
}

type Change = (home: Home, change: EventChange, now: number) => Promise<Outcome>;

const create: Change = async (home, change, now) => {
  const zone = home.mirror.config.timeZone;
  const draft = newEvent(change, { zone, now });
  const expected = expectedEvent(draft, change.entity_id, zone);
  const before = await readEvents(home, change.entity_id, spanOf(expected, zone));
  await send(home, change, draft);
  return lookUp(home, expected, (one) => !before.some((old) => isSame(old, one)));
};

const update: Change = async (home, change, now) => {
  const zone = home.mirror.config.timeZone;
  const was = await wanted(home, change, now);
  const alone = change.recurrence_range !== 'this_and_future' && repeats(was);
  if (alone && change.rrule !== undefined) {
    throw new ToolError('One occurrence has no rrule of its own; use this_and_future.');
  }
  const whole = updatedEvent(was, change, { zone, now });
  // With a rule, one occurrence would become a second series.
  const draft = alone ? { ...whole, rrule: undefined } : whole;
  await send(home, change, draft);
  const expected = { ...expectedEvent(draft, change.entity_id, zone), ...keyOf(was) };
  return lookUp(home, expected, ({ uid }) => uid === was.uid);
};

const remove: Change = async (home, change, now) => {
  const was = await wanted(home, change, now);
  await send(home, change, undefined);
  const left = await readEvents(home, was.calendar, spanOf(was, home.mirror.config.timeZone));
  const { rrule, ...one } = was;
  // What would make the whole series again is not what was deleted.
  const event = change.recurrence_range === 'this_and_future' ? was : one;
  return { event, seen: !left.some((found) => isSame(found, was)) };
};

const CHANGES = { create, update, delete: remove } as const;

function wanted(home: Home, change: EventChange, now: number): Promise<CalendarEvent> {
  const { entity_id: calendar, uid, recurrence_id: recurrenceId } = change;
  if (uid === undefined) throw new ToolError('Say which uid; get_calendar_events lists them.');
  return findEvent(home, calendar, { uid, recurrenceId }, now);
}

function send(home: Home, change: EventChange, draft: EventDraft | undefined): Promise<void> {
  const { action, entity_id, uid, recurrence_id } = change;
  return evenIfSlow(
    home.command({
      type: `calendar/event/${action}`,
      entity_id,
      ...(uid !== undefined && { uid }),
      ...(recurrence_id !== undefined && { recurrence_id }),
      ...(change.recurrence_range === 'this_and_future' && {
        recurrence_range: 'THISANDFUTURE',
      }),
      ...(draft !== undefined && { event: wireEvent(draft) }),
    }),
  );
}

/** The event as the calendar shows it now, or as it should be. */
async function lookUp(
  home: Home,
  expected: CalendarEvent,
  isMeant: (event: CalendarEvent) => boolean,
): Promise<Outcome> {
  const zone = home.mirror.config.timeZone;
  const shown = await readEvents(home, expected.calendar, spanOf(expected, zone));
  const event = shown.find(
    (one) => one.summary === expected.summary && one.start === expected.start && isMeant(one),
  );
  if (event === undefined) return { event: expected, seen: false };
  return { event, seen: true, ...(event.end !== expected.end && { kept: expected.end }) };
}

function isSame(one: CalendarEvent, other: CalendarEvent): boolean {
  return (
    one.uid === other.uid &&
    one.recurrence_id === other.recurrence_id &&
    one.start === other.start &&
    one.summary === other.summary
  );
}

function keyOf({ uid, recurrence_id }: CalendarEvent) {
  return {
    ...(uid !== undefined && { uid }),
    ...(recurrence_id !== undefined && { recurrence_id }),
  };
}

const KEYS = ['uid', 'recurrence_id', 'recurrence_range'] as const;
const CONTENT = ['summary', 'start', 'end', 'description', 'location', 'rrule'] as const;

/** Checks that the calendar can do that, and that nothing is said that would be ignored. */
function requireAble(calendar: Entity, change: EventChange): void {
  const { action } = change;
  if (!supports(calendar, FEATURE[action])) {
    throw new ToolError(`Home Assistant cannot ${action} events in ${calendar.id}.`);
  }
  const ignored = action === 'create' ? KEYS : action === 'delete' ? CONTENT : [];
  const idle = ignored.find((name) => change[name] !== undefined);
  if (idle !== undefined) throw new ToolError(`${action} takes no ${idle}.`);
  if (action === 'update' && CONTENT.every((name) => change[name] === undefined)) {
    throw new ToolError(`Say what to update: ${CONTENT.join(', ')}.`);
  }
}

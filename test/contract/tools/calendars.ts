import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getCalendarEvents } from '../../../src/tools/calendars/get-calendar-events.ts';
import { manageCalendarEvent } from '../../../src/tools/calendars/manage-calendar-event.ts';
import { addDays, dayOf } from '../../../src/tools/local-days.ts';
import { answered, refusal } from './answers.ts';
import type { Family } from './stage.ts';

const FAMILY = 'calendar.family';

/** The day Europe's clocks are set ahead. */
function lastSundayOfMarch(year: number): string {
  const last = `${year}-03-31`;
  return addDays(last, -new Date(last).getUTCDay());
}

/** Calendars as somebody who is no administrator reads and changes them. */
export const calendars: Family = (stage) => {
  const inDays = (days: number) =>
    addDays(dayOf(Date.now(), stage().ben.mirror.config.timeZone), days);
  const change = async (args: object) =>
    answered(
      manageCalendarEvent,
      await stage().use(manageCalendarEvent, { entity_id: FAMILY, ...args }),
    );
  const refused = async (args: object) =>
    refusal(await stage().use(manageCalendarEvent, { entity_id: FAMILY, ...args }));
  const events = async (summary: string, person = stage().ben) => {
    const args = { entity_ids: [FAMILY], end: '+90d' };
    const answer = await stage().use(getCalendarEvents, args, person);
    return answered(getCalendarEvents, answer).events.filter((one) => one.summary === summary);
  };

  test('what is on is read from every calendar, in order', async () => {
    const { event } = await change({ action: 'create', summary: 'Later', start: inDays(3) });
    const answer = await stage().use(getCalendarEvents, {});
    const { events: all, start, end } = answered(getCalendarEvents, answer);
    // A whole day begins with its midnight in the home, not in UTC.
    const midnight = `T00:00:00${start.slice(-6)}`;
    const begins = all.map((one) => Date.parse(one.all_day ? one.start + midnight : one.start));
    assert.deepEqual(
      begins,
      begins.toSorted((one, other) => one - other),
    );
    assert.ok(all.some(({ all_day: allDay }) => !allDay));
    assert.ok(all.some(({ uid }) => uid === event.uid));
    assert.equal(Date.parse(end) - Date.parse(start), 7 * 86_400_000);
    for (const one of all) if (!one.all_day) assert.match(one.start, /T\d\d:\d\d:\d\d[+-]\d\d:00$/);
    await change({ action: 'delete', uid: event.uid });
  });

  test('an event is created, and everybody sees it', async () => {
    const start = `${inDays(4)}T18:00`;
    const { event, seen } = await change({
      action: 'create',
      summary: 'Parents evening',
      start,
      location: 'School',
      description: 'Bring the form',
    });
    assert.equal(seen, true);
    assert.equal(event.start.slice(0, 16), start);
    assert.equal(event.end.slice(11, 16), '19:00');
    assert.ok(event.uid);
    assert.deepEqual(await events('Parents evening', stage().ada), [event]);
    await change({ action: 'delete', uid: event.uid });
  });

  test('an updated event keeps its length and what was not said', async () => {
    const { event: made } = await change({
      action: 'create',
      summary: 'Vet',
      start: `${inDays(5)}T09:00`,
      end: `${inDays(5)}T09:20`,
      location: 'Clinic',
      description: 'Fasting',
    });
    const { event, seen } = await change({
      action: 'update',
      uid: made.uid,
      start: `${inDays(6)}T10:00`,
      location: '',
    });
    assert.equal(seen, true);
    assert.equal(event.end.slice(0, 16), `${inDays(6)}T10:20`);
    assert.equal(event.description, 'Fasting');
    assert.equal(event.location, undefined);
    assert.deepEqual(await events('Vet'), [event]);
    await change({ action: 'delete', uid: event.uid });
  });

  test('a deleted event can be created again from the answer', async () => {
    const said = { summary: 'Holiday', description: 'Beach', location: 'Cádiz' };
    const { event: made } = await change({
      action: 'create',
      ...said,
      start: inDays(10),
      end: inDays(13),
    });
    const { event: gone, seen } = await change({ action: 'delete', uid: made.uid });
    assert.equal(seen, true);
    assert.deepEqual(gone, made);
    assert.deepEqual(await events('Holiday'), []);
    const { start, end, summary, description, location } = gone;
    const again = { action: 'create', start, end, summary, description, location };
    const { event: back } = await change(again);
    assert.deepEqual({ ...back, uid: made.uid }, made);
    await change({ action: 'delete', uid: back.uid });
  });

  test('an event may begin in winter and end in summer', async () => {
    const sunday = lastSundayOfMarch(new Date().getUTCFullYear() + 1);
    const [start, end] = [`${addDays(sunday, -1)}T10:00`, `${addDays(sunday, 1)}T10:00`];
    const { event, seen } = await change({ action: 'create', summary: 'Clocks', start, end });
    assert.equal(seen, true);
    assert.deepEqual([event.start, event.end], [`${start}:00+01:00`, `${end}:00+02:00`]);
    await change({ action: 'delete', uid: event.uid });
  });

  test('one occurrence is changed, one deleted, and then all that follow', async () => {
    const { event } = await change({
      action: 'create',
      summary: 'Piano',
      start: `${inDays(7)}T17:00`,
      rrule: 'FREQ=WEEKLY;COUNT=5',
    });
    const { uid } = event;
    const series = await events('Piano');
    assert.equal(series.length, 5);
    const [, second, third, fourth] = series.map(({ recurrence_id: id }) => id);

    assert.match(
      await refused({ action: 'delete', uid }),
      /repeats; say which recurrence_id, such as \d{8}/,
    );
    assert.match(
      await refused({ action: 'update', uid, recurrence_id: second, rrule: 'FREQ=DAILY' }),
      /this_and_future/,
    );

    const start = `${inDays(14)}T19:00`;
    const moved = await change({ action: 'update', uid, recurrence_id: second, start });
    assert.equal(moved.seen, true);
    assert.equal(moved.event.rrule, undefined);
    const single = await change({ action: 'delete', uid, recurrence_id: third });
    assert.equal(single.event.rrule, undefined);
    assert.deepEqual(
      (await events('Piano')).map((one) => one.start.slice(0, 16)),
      [`${inDays(7)}T17:00`, start, `${inDays(28)}T17:00`, `${inDays(35)}T17:00`],
    );

    const rest = { uid, recurrence_id: fourth, recurrence_range: 'this_and_future' };
    const renamed = await change({ action: 'update', ...rest, summary: 'Cello' });
    assert.equal(renamed.seen, true);
    assert.equal((await events('Piano')).length, 2);
    const cello = await events('Cello');
    assert.equal(cello.length, 2);
    for (const one of [cello[0], ...(await events('Piano'))].reverse()) {
      const { seen } = await change({
        action: 'delete',
        uid: one?.uid,
        recurrence_id: one?.recurrence_id,
        recurrence_range: 'this_and_future',
      });
      assert.equal(seen, true);
    }
    assert.deepEqual([...(await events('Piano')), ...(await events('Cello'))], []);
  });

  test('what cannot be done is refused with what to do instead', async () => {
    const lunch = { action: 'create', summary: 'Lunch', start: inDays(1) };
    assert.match(await refused({ ...lunch, entity_id: 'calendar.famly' }), /calendar\.family\?/);
    assert.match(await refused({ ...lunch, entity_id: 'todo.shopping' }), /is no calendar/);
    assert.match(await refused({ ...lunch, uid: 'x' }), /create takes no uid/);
    assert.match(await refused({ ...lunch, end: `${inDays(1)}T10:00` }), /both as dates/);
    assert.match(await refused({ ...lunch, end: inDays(0) }), /ends before it begins/);
    assert.match(await refused({ ...lunch, rrule: 'every day' }), /refused: Invalid rrule/);
    assert.match(
      await refused({ action: 'create', summary: 'Lunch' }),
      /needs a summary and a start/,
    );
    assert.match(await refused({ action: 'delete' }), /get_calendar_events/);
    assert.match(await refused({ action: 'delete', uid: 'nothing' }), /No event with uid nothing/);
    assert.match(await refused({ action: 'update', uid: 'nothing' }), /Say what to update/);
    assert.deepEqual(await events('Lunch'), []);
  });
};

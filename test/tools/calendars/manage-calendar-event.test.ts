import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commandTimeout } from '../../../src/home/errors.ts';
import type { HomeMessage } from '../../../src/home/link.ts';
import { manageCalendarEvent } from '../../../src/tools/calendars/manage-calendar-event.ts';
import { contextOf } from '../../support/tool-context.ts';
import { NOW, smallHome } from '../small-home.ts';

const at = (dateTime: string) => ({ dateTime });
const PIANO = {
  summary: 'Piano',
  start: at('2026-11-23T17:00:00+01:00'),
  end: at('2026-11-23T18:00:00+01:00'),
  uid: 'u1',
  rrule: 'FREQ=WEEKLY',
  recurrence_id: '20261123T170000',
};
const LUNCH = {
  summary: 'Lunch',
  start: at('2026-11-22T13:00:00+01:00'),
  end: at('2026-11-22T14:00:00+01:00'),
  uid: 'u2',
};

type Raw = typeof LUNCH;

/** A calendar that shows `after` once something was changed. */
async function change(
  args: object,
  { before = [LUNCH, PIANO], after = before, features = 7, slow = false } = {} as {
    before?: readonly Raw[];
    after?: readonly Raw[];
    features?: number;
    slow?: boolean;
  },
) {
  const attributes = { supported_features: features };
  const home = smallHome([{ id: 'calendar.family', attributes }]);
  const sent: HomeMessage[] = [];
  const spans: number[][] = [];
  home.rest = async ({ query }) => {
    const range = [query?.start, query?.end].map((time) => Date.parse(time ?? ''));
    spans.push(range);
    const [start = 0, end = 0] = range;
    const events = (sent.length > 0 ? after : before).filter(
      (one) => Date.parse(one.end.dateTime) > start && Date.parse(one.start.dateTime) < end,
    );
    return { status: 200, type: 'application/json', bytes: Buffer.from(JSON.stringify(events)) };
  };
  home.command = async (message) => {
    sent.push(message);
    if (slow) throw commandTimeout(message.type, 30_000);
    return null as never;
  };
  const answer = await manageCalendarEvent.call(
    { entity_id: 'calendar.family', ...args },
    contextOf(home, NOW),
  );
  const done =
    answer.isError === true
      ? undefined
      : manageCalendarEvent.output.parse(answer.structuredContent);
  return { sent, spans, done, text: answer.content[0].text };
}

const create = { action: 'create', summary: 'Lunch', start: '2026-11-22T13:00' };

test('an event that is created is told from one that was there', async () => {
  const second = { ...LUNCH, uid: 'u3' };
  const { sent, done } = await change(create, { after: [LUNCH, second] });
  assert.deepEqual(sent, [
    {
      type: 'calendar/event/create',
      entity_id: 'calendar.family',
      event: {
        summary: 'Lunch',
        dtstart: '2026-11-22T12:00:00.000Z',
        dtend: '2026-11-22T13:00:00.000Z',
      },
    },
  ]);
  assert.equal(done?.event.uid, 'u3');
  assert.equal(done.seen, true);
  const unseen = await change(create);
  assert.equal(unseen.done?.seen, false);
  assert.equal(unseen.done.event.uid, undefined);
  assert.match(unseen.text, /before repeating it/);
});

test('a home that is slow is looked at, not asked again', async () => {
  const { sent, done } = await change(create, { before: [], after: [LUNCH], slow: true });
  assert.equal(sent.length, 1);
  assert.equal(done?.seen, true);
});

test('one occurrence is changed without the rule, those that follow with it', async () => {
  const key = { action: 'update', uid: 'u1', recurrence_id: '20261123T170000', summary: 'Cello' };
  const one = await change(key);
  const event = {
    summary: 'Cello',
    dtstart: '2026-11-23T16:00:00.000Z',
    dtend: '2026-11-23T17:00:00.000Z',
  };
  const sent = {
    type: 'calendar/event/update',
    entity_id: 'calendar.family',
    uid: 'u1',
    recurrence_id: '20261123T170000',
  };
  assert.deepEqual(one.sent, [{ ...sent, event }]);
  const all = await change({ ...key, recurrence_range: 'this_and_future' });
  const rule = { ...event, rrule: 'FREQ=WEEKLY' };
  assert.deepEqual(all.sent, [{ ...sent, recurrence_range: 'THISANDFUTURE', event: rule }]);
});

test('an end that the calendar did not take is told', async () => {
  const args = { action: 'update', uid: 'u2', end: '2026-11-22T16:00' };
  const { done, text } = await change(args);
  assert.equal(done?.event.end, '2026-11-22T14:00:00+01:00');
  assert.match(text, /kept another end than 2026-11-22T16:00:00\+01:00/);
});

test('a deleted occurrence is answered without the rule of its series', async () => {
  const key = { action: 'delete', uid: 'u1', recurrence_id: '20261123T170000' };
  const one = await change(key, { after: [LUNCH] });
  assert.equal(one.done?.seen, true);
  assert.equal(one.done.event.rrule, undefined);
  const rest = { ...key, recurrence_range: 'this_and_future' };
  assert.equal((await change(rest, { after: [] })).done?.event.rrule, 'FREQ=WEEKLY');
  assert.equal((await change(key)).done?.seen, false);
});

test('an event is looked for near its day, and then from a year ago to two years ahead', async () => {
  const far = { ...LUNCH, start: at('2028-06-01T10:00:00Z'), end: at('2028-06-01T11:00:00Z') };
  const { done, spans } = await change(
    { action: 'delete', uid: 'u2' },
    { before: [far], after: [] },
  );
  assert.equal(done?.event.start, '2028-06-01T12:00:00+02:00');
  assert.equal(spans.length, 3);
  const named = { action: 'delete', uid: 'u1', recurrence_id: '20281123' };
  const [near] = (await change(named)).spans;
  assert.ok((near?.[0] ?? 0) < Date.UTC(2028, 10, 23) && (near?.[1] ?? 0) > Date.UTC(2028, 10, 24));
});

test('a rule that counts is told to count from its first occurrence', async () => {
  const key = { action: 'delete', uid: 'u1', recurrence_id: '20261123T170000' };
  const before = [{ ...PIANO, rrule: 'FREQ=WEEKLY;COUNT=9' }];
  const range = { recurrence_range: 'this_and_future' };
  assert.match((await change({ ...key, ...range }, { before })).text, /COUNT also counts/);
  assert.doesNotMatch((await change(key, { before })).text, /COUNT/);
});

test('events of one uid that nothing tells apart are left alone', async () => {
  const next = {
    ...LUNCH,
    start: at('2026-11-29T13:00:00+01:00'),
    end: at('2026-11-29T14:00:00+01:00'),
  };
  const { sent, text } = await change({ action: 'delete', uid: 'u2' }, { before: [LUNCH, next] });
  assert.match(text, /does not tell its occurrences apart/);
  assert.deepEqual(sent, []);
});

test('what would be ignored or cannot be is refused before anything is sent', async () => {
  for (const [args, message, features] of [
    [create, /cannot create events in calendar\.family/, 6],
    [create, /cannot create events/, 0],
    [{ action: 'update', uid: 'u2', summary: 'x' }, /cannot update events/, 3],
    [{ action: 'delete', uid: 'u2' }, /cannot delete events/, 5],
    [{ ...create, recurrence_range: 'this' }, /create takes no recurrence_range/, 7],
    [{ action: 'delete', uid: 'u2', summary: 'Lunch' }, /delete takes no summary/, 7],
    [
      { action: 'delete', uid: 'u1' },
      /say which recurrence_id, such as 20261123T170000 \(2026-11-23\)/,
      7,
    ],
    [{ action: 'delete' }, /Say which uid/, 7],
    [{ action: 'delete', uid: 'u9' }, /No event with uid u9/, 7],
    [{ action: 'update', uid: 'u2' }, /Say what to update/, 7],
  ] as const) {
    const { sent, text } = await change(args, { features });
    assert.match(text, message);
    assert.deepEqual(sent, []);
  }
});

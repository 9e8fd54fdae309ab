import assert from 'node:assert/strict';
import { test } from 'node:test';
import { occurrences, withParts } from '../../src/demo/behaviour/recurrence.ts';
import { ask, connect, homeFor, refusal } from './support.ts';

const ZONE = 'Europe/Madrid';
const START = Date.parse('2026-10-19T17:00:00+02:00');

function days(rrule: string, until = '2030-01-01'): string[] {
  return occurrences(START, rrule, Date.parse(until), ZONE).map((at) =>
    new Date(at).toISOString().slice(0, 13),
  );
}

test('what repeats stays at its time when the clocks change', () => {
  assert.deepEqual(days('FREQ=WEEKLY;COUNT=3'), [
    '2026-10-19T15',
    '2026-10-26T16',
    '2026-11-02T16',
  ]);
  assert.deepEqual(days('FREQ=DAILY;INTERVAL=3;UNTIL=20261025T170000'), [
    '2026-10-19T15',
    '2026-10-22T15',
    '2026-10-25T16',
  ]);
  assert.deepEqual(days('FREQ=WEEKLY;BYDAY=MO,WE;INTERVAL=2', '2026-11-05'), [
    '2026-10-19T15',
    '2026-10-21T15',
    '2026-11-02T16',
    '2026-11-04T16',
  ]);
  assert.deepEqual(days('FREQ=MONTHLY;COUNT=2'), ['2026-10-19T15', '2026-11-19T16']);
  assert.deepEqual(days('FREQ=YEARLY;COUNT=2'), ['2026-10-19T15', '2027-10-19T15']);
});

test('a rule is written with other parts', () => {
  const changed = withParts('FREQ=WEEKLY;COUNT=4', { COUNT: undefined, UNTIL: '20261201' });
  assert.equal(changed, 'FREQ=WEEKLY;UNTIL=20261201');
});

test('an event that is none is refused in the exact words', async (t) => {
  const home = await homeFor(t);
  const ben = await connect(t, home, 'Ben');
  const event = { summary: 'x', dtstart: '2026-11-22', dtend: '2026-11-23' };
  const create = (more: object, id = 'calendar.family') =>
    refusal(ben, 'calendar/event/create', { entity_id: id, event: { ...event, ...more } });
  for (const [wrong, message] of [
    [{ dtend: undefined }, "required key not provided at 'event.dtend'. Got None"],
    [{ nonsense: 'x' }, "not a valid option at 'event.nonsense'. Got 'x'"],
    [
      { dtend: '2026-11-22' },
      "Expected minimum event duration of 0:00:01 (2026-11-22, 2026-11-22) at 'event'. Got {'summary': 'x', 'dtstart': '2026-11-22', 'dtend': '2026-11-22'}",
    ],
    [
      { rrule: 'nonsense' },
      "Invalid rrule 'nonsense': not enough values to unpack (expected 2, got 1) at 'event.rrule'. Got 'nonsense'",
    ],
  ] as const) {
    assert.deepEqual(await create(wrong), { code: 'invalid_format', message });
  }
  assert.deepEqual(await create({}, 'calendar.nope'), {
    code: 'not_found',
    message: 'Entity not found',
  });
  const nothing = { entity_id: 'calendar.family', uid: 'x' };
  assert.deepEqual(await refusal(ben, 'calendar/event/delete', nothing), {
    code: 'failed',
    message: 'An error occurred while deleting the event',
  });
  assert.deepEqual(await refusal(ben, 'calendar/event/update', { ...nothing, event }), {
    code: 'failed',
    message: 'An error occurred while updating the event',
  });
  assert.equal(
    await ask(ben, 'calendar/event/create', { entity_id: 'calendar.family', event }),
    null,
  );
});

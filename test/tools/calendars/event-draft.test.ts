import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type EventWish,
  newEvent,
  updatedEvent,
  wireEvent,
} from '../../../src/tools/calendars/event-draft.ts';
import { NOW } from '../small-home.ts';

const rules = { zone: 'Europe/Madrid', now: NOW };
const made = (wish: EventWish) => wireEvent(newEvent({ summary: 'Lunch', ...wish }, rules));

const was = {
  calendar: 'calendar.family',
  summary: 'Lunch',
  start: '2026-11-22T13:00:00+01:00',
  end: '2026-11-22T14:30:00+01:00',
  all_day: false,
  location: 'Home',
  rrule: 'FREQ=DAILY',
};
const updated = (wish: EventWish, event = was) => wireEvent(updatedEvent(event, wish, rules));

test('an event lasts an hour or a day unless said', () => {
  assert.deepEqual(made({ start: '2026-11-22T13:00' }), {
    summary: 'Lunch',
    dtstart: '2026-11-22T12:00:00.000Z',
    dtend: '2026-11-22T13:00:00.000Z',
  });
  assert.equal(made({ start: '2026-12-31' }).dtend, '2027-01-01');
  assert.equal(made({ start: '2026-12-24', end: '2026-12-27' }).dtend, '2026-12-27');
  assert.equal(made({ start: '2026-12-24', end: '2026-12-24' }).dtend, '2026-12-25');
});

test('both ends are in UTC, also across a change of clocks', () => {
  const { dtstart, dtend } = made({ start: '2027-03-27T10:00', end: '2027-03-29T10:00' });
  assert.deepEqual([dtstart, dtend], ['2027-03-27T09:00:00.000Z', '2027-03-29T08:00:00.000Z']);
});

test('what makes no event is refused', () => {
  assert.throws(() => newEvent({ start: 'tomorrow' }, rules), /needs a summary and a start/);
  assert.throws(() => made({}), /needs a summary and a start/);
  assert.throws(() => made({ start: '2026-11-22', end: '2026-11-22T13:00' }), /both as dates/);
  assert.throws(() => made({ start: '2026-11-22', end: '2026-11-21' }), /ends before/);
  assert.throws(() => made({ start: '2026-11-22T13:00', end: '2026-11-22T13:00' }), /ends before/);
});

test('a moved event keeps its length, and everything that was not said', () => {
  assert.deepEqual(updated({ start: '2026-11-23T09:00' }), {
    summary: 'Lunch',
    dtstart: '2026-11-23T08:00:00.000Z',
    dtend: '2026-11-23T09:30:00.000Z',
    location: 'Home',
    rrule: 'FREQ=DAILY',
  });
  const days = { ...was, start: '2026-11-22', end: '2026-11-25', all_day: true };
  assert.equal(updated({ start: '2026-12-30' }, days).dtend, '2027-01-02');
  assert.equal(updated({ summary: 'Brunch' }).dtend, '2026-11-22T13:30:00.000Z');
});

test('an event that was for all day gets a time, and the other way round', () => {
  assert.equal(updated({ start: '2026-11-23' }).dtend, '2026-11-24');
  const day = { ...was, start: '2026-11-22', end: '2026-11-25', all_day: true };
  assert.equal(updated({ start: '2026-11-23T09:00' }, day).dtend, '2026-11-23T09:00:00.000Z');
});

test('empty texts take away what there was', () => {
  assert.equal(updated({ location: '' }).location, '');
  assert.equal(updated({ description: 'Soup' }).description, 'Soup');
});

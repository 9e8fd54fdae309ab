import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HomeCommandError } from '../../../src/home/errors.ts';
import { getCalendarEvents } from '../../../src/tools/calendars/get-calendar-events.ts';
import { contextOf } from '../../support/tool-context.ts';
import { NOW, smallHome, type Thing } from '../small-home.ts';

const FAMILY: Thing = { id: 'calendar.family' };
const BINS: Thing = { id: 'calendar.bins' };

type Answers = Readonly<Record<string, unknown>>;

async function ask(things: readonly Thing[], answers: Answers, args: object = {}) {
  const home = smallHome(things);
  const asked: (Readonly<Record<string, string>> | undefined)[] = [];
  home.rest = async ({ path, query }) => {
    asked.push({ id: path[1] ?? '', ...query });
    const answer = answers[path[1] ?? ''];
    if (answer === undefined) throw new HomeCommandError('http_500', 'the server is away');
    return { status: 200, type: 'application/json', bytes: Buffer.from(JSON.stringify(answer)) };
  };
  const answer = await getCalendarEvents.call(args, contextOf(home, NOW));
  const found =
    answer.isError === true ? undefined : getCalendarEvents.output.parse(answer.structuredContent);
  return { found, asked, text: answer.content[0].text };
}

const at = (dateTime: string) => ({ dateTime });
const event = (summary: string, start: object, end: object, more: object = {}) => ({
  summary,
  start,
  end,
  description: null,
  location: null,
  uid: null,
  recurrence_id: null,
  rrule: null,
  status: null,
  ...more,
});

const lunch = event('Lunch', at('2026-11-22T12:00:00.123Z'), at('2026-11-22T13:00:00Z'), {
  uid: 'u1',
  rrule: 'FREQ=DAILY',
  recurrence_id: '20261122T130000',
});
const bins = event('Bins', { date: '2026-11-22' }, { date: '2026-11-23' });
const early = event('Early', at('2026-11-22T00:00:00+01:00'), at('2026-11-22T00:30:00+01:00'));

test('events of all calendars come in order, in local time', async () => {
  const { found, asked, text } = await ask([FAMILY, BINS, { id: 'calendar.old', hidden: true }], {
    'calendar.family': [lunch, early],
    'calendar.bins': [bins],
  });
  assert.deepEqual(
    found?.events.map(({ summary, start }) => [summary, start]),
    [
      ['Bins', '2026-11-22'],
      ['Early', '2026-11-22T00:00:00+01:00'],
      ['Lunch', '2026-11-22T13:00:00+01:00'],
    ],
  );
  assert.deepEqual(found?.events[2], {
    calendar: 'calendar.family',
    summary: 'Lunch',
    start: '2026-11-22T13:00:00+01:00',
    end: '2026-11-22T14:00:00+01:00',
    all_day: false,
    rrule: 'FREQ=DAILY',
    uid: 'u1',
    recurrence_id: '20261122T130000',
  });
  const range = { start: '2026-11-21T08:30:00.000Z', end: '2026-11-28T08:30:00.000Z' };
  assert.deepEqual(asked, [
    { id: 'calendar.family', ...range },
    { id: 'calendar.bins', ...range },
  ]);
  assert.match(text, /^2026-11-22 13:00 to 14:00: Lunch \(calendar\.family; repeats; uid u1; /m);
  assert.match(text, /^2026-11-22 until 2026-11-23, all day: Bins \(calendar\.bins\)$/m);
});

test('a calendar that fails hides nothing of the others', async () => {
  const { found, text } = await ask([FAMILY, BINS], { 'calendar.family': [lunch] });
  assert.equal(found?.events.length, 1);
  assert.deepEqual(found.unread, ['calendar.bins could not be read: the server is away']);
  assert.match(text, /calendar\.bins could not be read/);
  const alone = await ask([BINS], {});
  assert.equal(alone.found, undefined);
  assert.match(alone.text, /the server is away/);
  const page = await ask([BINS], { 'calendar.bins': { message: 'hello' } });
  assert.match(page.text, /no list of events/);
});

test('a full calendar is cut, and says how much is missing', async () => {
  const many = Array.from({ length: 400 }, () => ({ ...lunch, description: 'x'.repeat(2_000) }));
  const { found, text } = await ask([FAMILY], { 'calendar.family': many });
  assert.ok(found !== undefined && found.events.length > 10);
  assert.equal(found.events.length + found.left_out, 400);
  assert.ok(JSON.stringify(found).length < 14_000);
  assert.match(text, new RegExp(`and ${found.left_out} more`));
});

test('a calendar is named by its id', async () => {
  const { asked } = await ask([FAMILY, BINS], { 'calendar.bins': [] }, { entity_ids: [BINS.id] });
  assert.deepEqual(
    asked.map((one) => one?.id),
    ['calendar.bins'],
  );
  const typo = await ask([FAMILY], {}, { entity_ids: ['calendar.famly'] });
  assert.match(typo.text, /mean calendar\.family/);
  assert.deepEqual(typo.asked, []);
});

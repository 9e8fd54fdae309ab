import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getTodoItems } from '../../../src/tools/todo/get-todo-items.ts';
import { contextOf } from '../../support/tool-context.ts';
import { NOW, smallHome, type Thing } from '../small-home.ts';

const SHOPPING: Thing = { id: 'todo.shopping', name: 'Shopping', state: '2' };
const CHORES: Thing = { id: 'todo.chores', name: 'Chores', state: '1' };

const shopping = [
  { summary: 'Milk', uid: '1', status: 'needs_action', due: '2026-12-01' },
  { summary: 'Eggs', uid: '2', status: 'completed', completed: '2026-11-21T08:00:00+00:00' },
  { summary: 'Call', uid: '3', status: 'needs_action', due: '2026-11-22T10:00:00+00:00' },
];

async function ask(things: readonly Thing[], response: object, args: object = {}) {
  const home = smallHome(things);
  home.onCall = () => response;
  const answer = await getTodoItems.call(args, contextOf(home, NOW));
  const found =
    answer.isError === true ? undefined : getTodoItems.output.parse(answer.structuredContent);
  return { home, found, text: answer.content[0].text };
}

test('what is open is read from every list at once', async () => {
  const { home, found, text } = await ask([SHOPPING, CHORES, { id: 'todo.old', hidden: true }], {
    'todo.shopping': { items: shopping },
    'todo.chores': { items: [] },
    'todo.secret': { items: shopping },
  });
  assert.deepEqual(home.calls[0]?.call.target, { entity_id: ['todo.shopping', 'todo.chores'] });
  assert.deepEqual(found, {
    lists: [
      {
        entity_id: 'todo.shopping',
        name: 'Shopping',
        items: [
          { summary: 'Milk', status: 'needs_action', due: '2026-12-01', uid: '1' },
          { summary: 'Call', status: 'needs_action', due: '2026-11-22T11:00:00+01:00', uid: '3' },
        ],
      },
      { entity_id: 'todo.chores', name: 'Chores', items: [] },
    ],
    total: 2,
    left_out: 0,
    unread: [],
  });
  assert.match(text, /^- Call, due 2026-11-22 11:00$/m);
  assert.match(text, /Chores": nothing here/);
});

test('what is done, or everything, is read when asked for', async () => {
  const response = { 'todo.shopping': { items: shopping } };
  const done = await ask([SHOPPING], response, { status: 'completed' });
  assert.equal(done.found?.lists[0]?.items[0]?.completed, '2026-11-21T09:00:00+01:00');
  assert.equal(done.found.total, 1);
  assert.equal((await ask([SHOPPING], response, { status: 'all' })).found?.total, 3);
});

test('a long list is cut, and the rest is had by offset', async () => {
  const items = Array.from({ length: 250 }, (_, index) => ({
    summary: `Item ${index} ${'x'.repeat(400)}`,
    uid: `${index}`,
    status: 'needs_action',
  }));
  const read = (offset: number) => ask([SHOPPING], { 'todo.shopping': { items } }, { offset });
  const { found: first, text } = await read(0);
  const count = first?.lists[0]?.items.length ?? 0;
  assert.ok(count > 10 && count < 100);
  assert.equal(count + (first?.left_out ?? 0), 250);
  assert.match(text, new RegExp(`use offset ${count}`));
  assert.equal((await read(count)).found?.lists[0]?.items[0]?.uid, String(count));
  assert.equal((await read(249)).found?.left_out, 0);
});

test('a list that is away is said to be', async () => {
  const away: Thing = { ...CHORES, state: 'unavailable' };
  const { home, found } = await ask([SHOPPING, away], { 'todo.shopping': { items: [] } });
  assert.deepEqual(home.calls[0]?.call.target, { entity_id: ['todo.shopping'] });
  assert.deepEqual(found?.unread, ['todo.chores']);
  const alone = await ask([away], {});
  assert.equal(alone.text, 'todo.chores: unavailable right now.');
  assert.deepEqual(alone.home.calls, []);
});

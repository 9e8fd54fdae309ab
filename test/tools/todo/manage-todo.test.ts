import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commandTimeout } from '../../../src/home/errors.ts';
import { manageTodo } from '../../../src/tools/todo/manage-todo.ts';
import { contextOf } from '../../support/tool-context.ts';
import { NOW, smallHome } from '../small-home.ts';

interface Item {
  readonly summary: string;
  readonly uid?: string;
  readonly status: string;
}

const MILK: Item = { summary: 'Milk', uid: '1', status: 'needs_action' };
const ALL = 127;

/** A list that shows `after` once something was changed. */
async function change(
  args: object,
  { before = [MILK], after = before, features = ALL, slow = false } = {} as {
    before?: readonly Item[];
    after?: readonly Item[];
    features?: number;
    slow?: boolean;
  },
) {
  const attributes = { supported_features: features };
  const home = smallHome([{ id: 'todo.shopping', state: '1', attributes }]);
  let items = before;
  home.onCall = ({ service }) => {
    if (service === 'get_items') return { 'todo.shopping': { items } };
    items = after;
    if (slow) throw commandTimeout('call_service', 30_000);
    return null;
  };
  const answer = await manageTodo.call(
    { entity_id: 'todo.shopping', ...args },
    contextOf(home, NOW),
  );
  const changes = home.calls.filter(({ call }) => call.service !== 'get_items');
  const done =
    answer.isError === true ? undefined : manageTodo.output.parse(answer.structuredContent);
  return { changes, done, text: answer.content[0].text };
}

test('an item is named to Home Assistant by its uid', async () => {
  const { changes, done } = await change(
    { action: 'complete', item: 'Milk' },
    { after: [{ ...MILK, status: 'completed' }] },
  );
  assert.deepEqual(changes[0]?.call, {
    domain: 'todo',
    service: 'update_item',
    data: { item: '1', status: 'completed' },
    target: { entity_id: ['todo.shopping'] },
  });
  assert.deepEqual(changes[0]?.options?.waitFor, ['todo.shopping']);
  assert.equal(done?.open, 0);
});

test('a change that leaves the count alone waits for no state', async () => {
  const { changes } = await change({ action: 'update', item: 'Milk', rename: 'Oat milk' });
  assert.deepEqual(changes[0]?.call.data, { item: '1', rename: 'Oat milk' });
  assert.deepEqual(changes[0]?.options?.waitFor, []);
});

test('a list that does not show the change yet is not believed', async () => {
  for (const [args, after] of [
    [{ action: 'add', item: 'Eggs' }, [MILK]],
    [{ action: 'add', item: 'Milk' }, [MILK]],
    [{ action: 'remove', item: 'Milk' }, [MILK]],
    [{ action: 'complete', item: 'Milk' }, [MILK]],
    [{ action: 'update', item: 'Milk', rename: 'Oat milk' }, [MILK]],
    [{ action: 'update', item: 'Milk', rename: 'Oat milk' }, []],
  ] as const) {
    const { done, text } = await change(args, { after });
    assert.equal(done?.seen, false, JSON.stringify(args));
    assert.match(text, /before repeating it/);
  }
});

test('a list that drops what is completed has completed it', async () => {
  const { done } = await change({ action: 'complete', item: 'Milk' }, { after: [] });
  assert.equal(done?.seen, true);
  assert.equal(done?.item.status, 'completed');
});

test('a home that is slow is looked at, not asked again', async () => {
  const eggs = { summary: 'Eggs', uid: '2', status: 'needs_action' };
  const args = { action: 'add', item: 'Eggs' };
  const { changes, done } = await change(args, { after: [MILK, eggs], slow: true });
  assert.equal(changes.length, 1);
  assert.deepEqual(done, { item: eggs, open: 2, seen: true });
});

test('what is completed already is left alone', async () => {
  const before = [{ ...MILK, status: 'completed' }];
  const { changes, done } = await change({ action: 'complete', item: '1' }, { before });
  assert.deepEqual(changes, []);
  assert.equal(done?.item.status, 'completed');
});

test('of two of one name the open one can be completed, and neither removed', async () => {
  const before = [MILK, { ...MILK, uid: '2', status: 'completed' }];
  const { changes } = await change({ action: 'complete', item: 'Milk' }, { before });
  assert.equal(changes[0]?.call.data?.item, '1');
  const { text } = await change({ action: 'remove', item: 'Milk' }, { before });
  assert.match(text, /There are 2 of that name; use the uid: 1 \(Milk\), 2 \(done: Milk\)/);
});

test('a list is asked only for what it can do', async () => {
  for (const [features, args, message] of [
    [6, { action: 'add', item: 'Eggs' }, /cannot add items/],
    [5, { action: 'remove', item: 'Milk' }, /cannot remove items/],
    [3, { action: 'complete', item: 'Milk' }, /cannot complete items/],
    [7, { action: 'add', item: 'Eggs', due: 'tomorrow' }, /have no due date/],
    [7, { action: 'add', item: 'Eggs', description: 'x' }, /have no description/],
    [23, { action: 'add', item: 'Eggs', due: '2026-11-22T10:00' }, /give due as a date/],
    [39, { action: 'add', item: 'Eggs', due: '2026-11-22' }, /needs a time as well/],
    [ALL, { action: 'add', item: 'Eggs', rename: 'x' }, /add takes no rename/],
    [ALL, { action: 'remove', item: 'Milk', status: 'completed' }, /remove takes no status/],
    [ALL, { action: 'update', item: 'Milk' }, /Say what to update/],
  ] as const) {
    const { changes, text } = await change(args, { features });
    assert.match(text, message);
    assert.deepEqual(changes, []);
  }
});

test('due and description are sent as the list takes them', async () => {
  for (const [features, more, data] of [
    [ALL, { due: 'tomorrow' }, { due_date: '2026-11-22' }],
    [ALL, { due: '2026-11-22T10:00' }, { due_datetime: '2026-11-22T10:00:00+01:00' }],
    [ALL, { due: '', description: '' }, { due_date: null, description: null }],
    [39, { due: '' }, { due_datetime: null }],
  ] as const) {
    const { changes } = await change({ action: 'update', item: 'Milk', ...more }, { features });
    assert.deepEqual(changes[0]?.call.data, { item: '1', ...data });
  }
  const { changes } = await change({ action: 'add', item: 'Eggs', due: '', description: '' });
  assert.deepEqual(changes[0]?.call.data, { item: 'Eggs' });
});

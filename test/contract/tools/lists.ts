import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, dayOf } from '../../../src/tools/local-days.ts';
import { getTodoItems } from '../../../src/tools/todo/get-todo-items.ts';
import { manageTodo } from '../../../src/tools/todo/manage-todo.ts';
import { answered, refusal } from './answers.ts';
import type { Family } from './stage.ts';

const LIST = 'todo.shopping';

/** To-do lists as somebody who is no administrator reads and changes them. */
export const lists: Family = (stage) => {
  const inDays = (days: number) =>
    addDays(dayOf(Date.now(), stage().ben.mirror.config.timeZone), days);
  const change = async (action: string, item: string | undefined, more: object = {}) => {
    const args = { action, entity_id: LIST, item, ...more };
    return answered(manageTodo, await stage().use(manageTodo, args));
  };
  const refused = async (args: object) =>
    refusal(await stage().use(manageTodo, { entity_id: LIST, ...args }));
  const items = async (status: string, person = stage().ben) => {
    const answer = await stage().use(getTodoItems, { status }, person);
    const found = answered(getTodoItems, answer).lists.find(({ entity_id: id }) => id === LIST);
    assert.ok(found);
    return found.items;
  };

  test('an item is added, and everybody sees it', async () => {
    const before = Number(stage().ben.mirror.entity(LIST)?.state.state);
    const { item, open, seen } = await change('add', 'Bread', {
      due: inDays(2),
      description: 'Rye',
    });
    assert.equal(seen, true);
    assert.deepEqual(item, {
      summary: 'Bread',
      status: 'needs_action',
      due: inDays(2),
      description: 'Rye',
      uid: item.uid,
    });
    assert.ok(item.uid);
    assert.equal(open, before + 1);
    assert.equal(stage().ben.mirror.entity(LIST)?.state.state, String(before + 1));
    assert.ok((await items('needs_action', stage().ada)).some(({ uid }) => uid === item.uid));
    await change('remove', item.uid);
  });

  test('an item is changed, completed, opened again and removed', async () => {
    await change('add', 'Flour', { due: `${inDays(1)}T18:00`, description: 'White' });
    const renamed = await change('update', 'Flour', { rename: 'Spelt flour', due: '' });
    const { item } = renamed;
    assert.equal(renamed.seen, true);
    assert.deepEqual(
      [item.summary, item.due, item.description],
      ['Spelt flour', undefined, 'White'],
    );

    const timed = await change('update', item.uid, { due: `${inDays(1)}T07:30`, description: '' });
    assert.equal(timed.item.due?.slice(0, 16), `${inDays(1)}T07:30`);
    assert.equal(timed.item.description, undefined);

    const done = await change('complete', 'Spelt flour');
    assert.equal(done.item.status, 'completed');
    assert.ok(Math.abs(Date.parse(done.item.completed ?? '') - Date.now()) < 60_000);
    assert.ok(!(await items('needs_action')).some(({ uid }) => uid === item.uid));
    assert.ok((await items('completed')).some(({ uid }) => uid === item.uid));
    assert.deepEqual(await change('complete', 'Spelt flour'), done);

    const opened = await change('update', 'Spelt flour', { status: 'needs_action' });
    assert.equal(opened.item.status, 'needs_action');
    assert.equal(opened.open, done.open + 1);

    const removed = await change('remove', 'Spelt flour');
    assert.equal(removed.seen, true);
    assert.deepEqual(removed.item, opened.item);
    assert.ok(!(await items('all')).some(({ uid }) => uid === item.uid));
  });

  test('of two items with one name none is taken by chance', async () => {
    const { item: first } = await change('add', 'Eggs');
    const { item: second } = await change('add', 'Eggs');
    assert.notEqual(first.uid, second.uid);
    const message = await refused({ action: 'remove', item: 'Eggs' });
    assert.ok(first.uid && message.includes(first.uid));
    assert.ok(second.uid && message.includes(second.uid));
    await change('complete', first.uid);
    const { item } = await change('complete', 'Eggs');
    assert.equal(item.uid, second.uid);
    for (const { uid } of [first, second]) await change('remove', uid);
  });

  test('what cannot be done is refused with what to do instead', async () => {
    await change('add', 'Butter');
    assert.match(await refused({ action: 'complete', item: 'Buter' }), /mean Butter\?/);
    assert.match(await refused({ action: 'update', item: 'Butter' }), /Say what to update/);
    assert.match(await refused({ action: 'complete', item: 'Butter', due: '+1d' }), /use update/);
    assert.match(await refused({ action: 'add', item: 'Jam', due: 'someday' }), /is no time/);
    assert.match(await refused({ action: 'add', item: 'Jam', entity_id: FAR }), /todo\.shopping\?/);
    assert.match(await refused({ action: 'add', item: ' ' }), /arguments do not fit/);
    assert.ok(!(await items('all')).some(({ summary }) => summary === 'Jam'));
    await change('remove', 'Butter');
  });
};

const FAR = 'todo.shoping';

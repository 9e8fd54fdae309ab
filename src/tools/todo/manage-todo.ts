import { z } from 'zod';
import type { Home } from '../../home/home.ts';
import type { Entity } from '../../home/model.ts';
import { HOME_CONTROL } from '../../policy/scopes.ts';
import { chosenEntity } from '../chosen-entities.ts';
import { ToolError } from '../errors.ts';
import { evenIfSlow } from '../even-if-slow.ts';
import { moment } from '../moments.ts';
import { entityId } from '../names.ts';
import { defineTool, result } from '../tool.ts';
import { requireAble, serviceDetails } from './todo-details.ts';
import { findItem } from './todo-find.ts';
import { itemLine, readItems, type TodoItem, todoItem } from './todo-items.ts';

const input = z.strictObject({
  action: z.enum(['add', 'update', 'remove', 'complete']),
  entity_id: entityId.describe('Such as todo.shopping'),
  item: z.string().trim().min(1).max(500).describe('Its summary, exactly; or its uid'),
  rename: z.string().trim().min(1).max(500).optional().describe('update: a new summary'),
  status: z.enum(['needs_action', 'completed']).optional().describe('update'),
  due: moment.optional().describe('add, update: ISO date or local time; "" removes it'),
  description: z.string().max(5_000).optional().describe('add, update; "" removes it'),
});

const output = z.strictObject({
  item: todoItem.describe('As it is now; as it was when removed'),
  open: z.int().describe('Open items now'),
  seen: z.boolean().describe('False: not shown there yet'),
});

export type TodoChange = z.output<typeof input>;

export const manageTodo = defineTool({
  name: 'manage_todo',
  title: 'Manage to-do list',
  description:
    'Adds, changes, completes or removes one item of a to-do or shopping list. A removed one is answered in full, to add it again.',
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
    const list = chosenEntity(home.mirror, ['todo'], change.entity_id);
    requireAble(list, change);
    const details = serviceDetails(list, change, { zone: home.mirror.config.timeZone, now });
    const before = await itemsOf(home, list);
    const found = change.action === 'add' ? undefined : findItem(before, change);
    const isDone = change.action === 'complete' && found?.status === 'completed';
    if (!isDone) await carryOut(home, list, change, found, details);
    const after = isDone ? before : await itemsOf(home, list);
    const { item, seen } = outcome(change, before, found, after);
    const open = after.filter(({ status }) => status === 'needs_action').length;
    const lines = [
      `${isDone ? 'It was completed already' : DONE[change.action]}: ${itemLine(item)}`,
      `${list.id} "${list.name}" has ${open} open`,
      ...(seen
        ? []
        : ['The list does not show it yet; look with get_todo_items before repeating it.']),
    ];
    return result({ item, open, seen }, lines.join('\n'));
  },
});

const DONE = { add: 'Added', update: 'Changed', remove: 'Removed', complete: 'Completed' } as const;

const SERVICE = {
  add: 'add_item',
  update: 'update_item',
  remove: 'remove_item',
  complete: 'update_item',
} as const;

async function itemsOf(home: Home, list: Entity): Promise<readonly TodoItem[]> {
  if (list.state.state === 'unavailable') {
    throw new ToolError(`${list.id} is unavailable right now.`);
  }
  return (await readItems(home, [list.id])).get(list.id) ?? [];
}

async function carryOut(
  home: Home,
  list: Entity,
  change: TodoChange,
  found: TodoItem | undefined,
  details: Readonly<Record<string, string | null>>,
): Promise<void> {
  const { action, rename } = change;
  const status = action === 'complete' ? 'completed' : change.status;
  // A list's state is how many are open: waiting for it when that stays the same waits for nothing.
  const opens = action === 'add' ? 1 : found?.status === 'needs_action' ? -1 : 0;
  const recounts =
    action === 'update' ? status !== undefined && status !== found?.status : opens !== 0;
  const call = home.callService(
    {
      domain: 'todo',
      service: SERVICE[action],
      data: {
        item: found?.uid ?? found?.summary ?? change.item,
        ...(rename !== undefined && { rename }),
        ...(status !== undefined && { status }),
        ...details,
      },
      target: { entity_id: [list.id] },
    },
    { waitFor: recounts ? [list.id] : [] },
  );
  await evenIfSlow(call);
}

/** The item as the list shows it afterwards, or as it should be. */
function outcome(
  change: TodoChange,
  before: readonly TodoItem[],
  found: TodoItem | undefined,
  after: readonly TodoItem[],
): { readonly item: TodoItem; readonly seen: boolean } {
  if (found === undefined) {
    const isNew = (one: TodoItem) =>
      one.summary === change.item &&
      !before.some(({ uid }) => uid !== undefined && uid === one.uid);
    const added = after.findLast(isNew);
    return {
      item: added ?? { summary: change.item, status: 'needs_action' },
      seen: added !== undefined && after.length > before.length,
    };
  }
  const summary = change.rename ?? found.summary;
  const now = after.find(({ uid, summary: name }) =>
    found.uid === undefined ? name === summary : uid === found.uid,
  );
  if (change.action === 'remove') return { item: found, seen: now === undefined };
  const status = change.action === 'complete' ? 'completed' : (change.status ?? found.status);
  // Some lists drop what is completed.
  if (now === undefined) {
    return { item: { ...found, summary, status }, seen: status === 'completed' };
  }
  return { item: now, seen: now.summary === summary && now.status === status };
}

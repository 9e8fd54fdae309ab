import { z } from 'zod';
import { HOME_READ } from '../../policy/scopes.ts';
import { chosenEntities } from '../chosen-entities.ts';
import { ToolError } from '../errors.ts';
import { entityId, listOf } from '../names.ts';
import { defineTool, result } from '../tool.ts';
import { brief, withinBudget } from '../within-budget.ts';
import { itemLine, readItems, todoItem } from './todo-items.ts';

const MOST_LISTS = 30;
const MOST_ITEMS = 100;
const BUDGET = 12_000;

const input = z.strictObject({
  entity_ids: z.array(entityId).min(1).max(MOST_LISTS).optional().describe('Default all'),
  status: z.enum(['needs_action', 'completed', 'all']).default('needs_action'),
  offset: z.int().min(0).max(100_000).default(0).describe('Items to skip'),
});

const output = z.strictObject({
  lists: z.array(
    z.strictObject({ entity_id: z.string(), name: z.string(), items: z.array(todoItem) }),
  ),
  total: z.int().describe('Items of that status'),
  left_out: z.int().describe('How many follow; use offset'),
  unread: z.array(z.string()).describe('Lists that are unavailable'),
});

export const getTodoItems = defineTool({
  name: 'get_todo_items',
  title: 'Get to-do items',
  description: 'Reads to-do and shopping lists, by default what is still open.',
  scope: HOME_READ,
  reach: 'entities',
  annotations: {
    readOnlyHint: true,
    destructiveHint: false,
    idempotentHint: true,
    openWorldHint: false,
  },
  input,
  output,
  async run({ entity_ids, status, offset }, { home }) {
    const lists = chosenEntities(home.mirror, ['todo'], listOf(entity_ids));
    const awake = lists.filter(({ state }) => state.state !== 'unavailable').map(({ id }) => id);
    if (awake.length === 0) {
      throw new ToolError(`${lists.map(({ id }) => id).join(', ')}: unavailable right now.`);
    }
    const read = await readItems(home, awake);
    const all = lists.flatMap(({ id }) =>
      (read.get(id) ?? [])
        .filter((item) => status === 'all' || item.status === status)
        .map((item) => ({ id, item: brief(item) })),
    );
    const { kept, left } = withinBudget(all.slice(offset), MOST_ITEMS, BUDGET);
    const shown = lists
      .filter(({ id }) => read.has(id))
      .map(({ id, name }) => ({
        entity_id: id,
        name,
        items: kept.filter((one) => one.id === id).map(({ item }) => item),
      }));
    const unread = lists.filter(({ id }) => !read.has(id)).map(({ id }) => id);
    const lines = [
      ...shown.flatMap((list) => [
        `${list.entity_id} "${list.name}"${list.items.length === 0 ? ': nothing here' : ''}`,
        ...list.items.map((item) => `- ${itemLine(item)}`),
      ]),
      ...(left > 0 ? [`${left} more; use offset ${offset + kept.length}`] : []),
      ...unread.map((id) => `${id} is unavailable`),
    ];
    return result({ lists: shown, total: all.length, left_out: left, unread }, lines.join('\n'));
  },
});

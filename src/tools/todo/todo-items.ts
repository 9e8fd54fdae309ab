import { z } from 'zod';
import type { Home } from '../../home/home.ts';
import { localTime } from '../local-time.ts';

/** One item of a to-do list. */
export const todoItem = z.strictObject({
  summary: z.string(),
  /** `needs_action` or `completed` */
  status: z.string(),
  /** A date, or a local time. */
  due: z.string().optional(),
  description: z.string().optional(),
  completed: z.string().optional(),
  uid: z.string().optional(),
});

export type TodoItem = z.output<typeof todoItem>;

/**
 * The items of to-do lists, by entity id; a list that is not available is missing. Throws like
 * `Home.callService`, also when none of them is there.
 */
export async function readItems(
  home: Home,
  lists: readonly string[],
): Promise<ReadonlyMap<string, readonly TodoItem[]>> {
  const { response } = await home.callService({
    domain: 'todo',
    service: 'get_items',
    data: { status: ['needs_action', 'completed'] },
    target: { entity_id: lists },
    returnResponse: true,
  });
  const zone = home.mirror.config.timeZone;
  return new Map(
    Object.entries(record(response))
      .filter(([id]) => lists.includes(id))
      .map(([id, list]) => {
        const { items } = record(list);
        return [id, Array.isArray(items) ? items.map((item) => readItem(item, zone)) : []];
      }),
  );
}

/** An item as Home Assistant has it, with its times in the home's zone. */
export function readItem(raw: unknown, zone: string): TodoItem {
  const { summary, status, due, description, completed, uid } = record(raw);
  return {
    summary: typeof summary === 'string' ? summary : '',
    status: status === 'completed' ? 'completed' : 'needs_action',
    ...(isText(due) && { due: inZone(due, zone) }),
    ...(isText(description) && { description }),
    ...(isText(completed) && { completed: inZone(completed, zone) }),
    ...(isText(uid) && { uid }),
  };
}

/** `Milk, due 2026-12-01`, and whether it is done. */
export function itemLine({ summary, status, due }: TodoItem): string {
  const when = due === undefined ? '' : `, due ${due.slice(0, 16).replace('T', ' ')}`;
  return `${status === 'completed' ? 'done: ' : ''}${summary}${when}`;
}

function inZone(time: string, zone: string): string {
  const at = time.includes('T') ? Date.parse(time) : Number.NaN;
  return Number.isNaN(at) ? time : localTime(at, zone);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

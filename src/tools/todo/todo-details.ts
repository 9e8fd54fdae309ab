import type { Entity } from '../../home/model.ts';
import { supports } from '../chosen-entities.ts';
import { ToolError } from '../errors.ts';
import { localTime } from '../local-time.ts';
import { type RangeRules, readWhen } from '../moments.ts';

/** The bits of a to-do list's `supported_features`. */
const FEATURE = { add: 1, remove: 2, update: 4, complete: 4 } as const;
const DUE_DATE = 16;
const DUE_TIME = 32;
const DESCRIPTION = 64;

const TAKEN: Readonly<Record<keyof typeof FEATURE, readonly string[]>> = {
  add: ['due', 'description'],
  update: ['rename', 'status', 'due', 'description'],
  remove: [],
  complete: [],
};

/** What is asked of an item, as far as it matters whether the list can do it. */
export interface ItemDetails {
  readonly action: keyof typeof FEATURE;
  readonly rename?: string | undefined;
  readonly status?: string | undefined;
  readonly due?: string | undefined;
  readonly description?: string | undefined;
}

/** Checks that the list can do that, and that nothing is said that would be ignored. Throws ToolError. */
export function requireAble(list: Entity, change: ItemDetails): void {
  const { action, rename, status, due, description } = change;
  if (!supports(list, FEATURE[action])) throw new ToolError(`${list.id} cannot ${action} items.`);
  const given = Object.entries({ rename, status, due, description })
    .filter(([, value]) => value !== undefined)
    .map(([name]) => name);
  const idle = given.find((name) => !TAKEN[action].includes(name));
  if (idle !== undefined) throw new ToolError(`${action} takes no ${idle}; use update.`);
  if (action === 'update' && given.length === 0) {
    throw new ToolError('Say what to update: rename, status, due or description.');
  }
  if (description !== undefined && !supports(list, DESCRIPTION)) {
    throw new ToolError(`The items of ${list.id} have no description.`);
  }
}

/** Due and description as the to-do services take them. Throws ToolError for what the list cannot keep. */
export function serviceDetails(
  list: Entity,
  { action, due, description }: ItemDetails,
  rules: RangeRules,
): Readonly<Record<string, string | null>> {
  return {
    ...(due !== undefined && dueOf(list, action, due, rules)),
    ...(description !== undefined &&
      (description !== '' || action === 'update') && { description: description || null }),
  };
}

function dueOf(
  list: Entity,
  action: string,
  due: string,
  rules: RangeRules,
): Record<string, string | null> {
  const days = supports(list, DUE_DATE);
  const times = supports(list, DUE_TIME);
  if (!days && !times) throw new ToolError(`The items of ${list.id} have no due date.`);
  if (due.trim() === '') {
    if (action === 'add') return {};
    return days ? { due_date: null } : { due_datetime: null };
  }
  const when = readWhen(due, rules);
  if (when.kind === 'day') {
    if (days) return { due_date: when.day };
    throw new ToolError(`${list.id} needs a time as well, such as ${when.day}T18:00.`);
  }
  if (times) return { due_datetime: localTime(when.at, rules.zone) };
  throw new ToolError(`${list.id} keeps days without times; give due as a date.`);
}

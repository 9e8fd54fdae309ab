import { invalidFormat, serviceValidation } from '../errors.ts';
import { TODO } from '../flat/features.ts';
import { TIME_ZONE } from '../flat/flat.ts';
import { isoLocal, parseLocal } from '../statistics/time-zone.ts';
import { isoTime } from '../wire.ts';
import { type Service, type ServiceCall, textIn, textsIn } from './service.ts';
import type { TodoItem } from './shopping-list.ts';

const STATUS = ['needs_action', 'completed'] as const;

function findItem(call: ServiceCall, name: string): TodoItem {
  const item = call.house.shopping.find(name);
  if (item !== undefined) return item;
  throw serviceValidation(`Unable to find to-do list item: ${name}`, {
    domain: 'todo',
    key: 'item_not_found',
    placeholders: { item: name },
  });
}

/** The state of a list is how many items are open. */
function recount(call: ServiceCall): void {
  for (const { entityId } of call.entities) {
    call.change(entityId, String(call.house.shopping.open()));
  }
}

type Details = Pick<TodoItem, 'due' | 'description'>;

/** What was said of due and description: null takes it away, and nothing keeps what there is. */
function details({ data }: ServiceCall, known: Details): Details {
  const due = [data.due_date, data.due_datetime].find((value) => value !== undefined);
  const description = data.description === undefined ? known.description : data.description;
  const text = due === undefined ? known.due : due === null ? null : dueText(String(due));
  return {
    ...(typeof text === 'string' && { due: text }),
    ...(typeof description === 'string' && { description }),
  };
}

function dueText(due: string): string {
  return due.length === 10 ? due : isoLocal(parseLocal(due, TIME_ZONE), TIME_ZONE);
}

function getItems(call: ServiceCall): Record<string, unknown> {
  const wanted = textsIn(call.data, 'status');
  const items = call.house.shopping
    .all()
    .filter(({ status }) => wanted.length === 0 || wanted.includes(status));
  return Object.fromEntries(call.entities.map(({ entityId }) => [entityId, { items }]));
}

function nameOf(call: ServiceCall): string {
  const name = (textIn(call.data, 'item') ?? '').trim();
  if (name === '') throw invalidFormat("value must not be empty at 'item'");
  return name;
}

function checkDue({ data }: ServiceCall): void {
  if (data.due_date === undefined || data.due_datetime === undefined) return;
  throw invalidFormat("at most one of ['due_date', 'due_datetime'] is allowed at 'due_date'");
}

function addItem(call: ServiceCall): void {
  checkDue(call);
  call.house.shopping.add({ summary: nameOf(call), ...details(call, {}) });
  recount(call);
}

function updateItem(call: ServiceCall): void {
  checkDue(call);
  const { uid, completed, ...item } = findItem(call, nameOf(call));
  const status = STATUS.find((known) => known === call.data.status) ?? item.status;
  const done = status === 'completed' ? (completed ?? isoTime(call.house.clock())) : undefined;
  call.house.shopping.replace({
    uid,
    summary: textIn(call.data, 'rename') ?? item.summary,
    status,
    ...details(call, item),
    ...(done !== undefined && { completed: done }),
  });
  recount(call);
}

const ITEM = { required: true, example: 'Olive oil', selector: { text: {} } } as const;
const DETAILS = {
  due_date: { example: '2026-11-17', selector: { date: {} } },
  due_datetime: { example: '2026-11-17 13:30:00', selector: { datetime: {} } },
  description: { example: 'The good one', selector: { text: {} } },
} as const;

const CLEARED = Object.keys(DETAILS);

function todoService(
  name: string,
  needs: number,
  fields: Service['fields'],
  run: Service['run'],
  oneOf?: readonly string[],
): Service {
  return {
    domain: 'todo',
    name,
    fields,
    entities: 'own',
    needs,
    clears: CLEARED,
    run,
    ...(oneOf && { oneOf }),
  };
}

export const TODO_SERVICES: readonly Service[] = [
  {
    domain: 'todo',
    name: 'get_items',
    fields: {
      status: {
        default: 'needs_action',
        selector: { select: { options: STATUS, multiple: true } },
      },
    },
    entities: 'own',
    response: 'only',
    run: getItems,
  },
  todoService('add_item', TODO.create, { item: ITEM, ...DETAILS }, addItem),
  todoService(
    'update_item',
    TODO.update,
    {
      item: ITEM,
      rename: { selector: { text: {} } },
      status: { selector: { select: { options: STATUS } } },
      ...DETAILS,
    },
    updateItem,
    ['rename', 'status', 'due_date', 'due_datetime', 'description'],
  ),
  todoService('remove_item', TODO.delete, { item: ITEM }, (call) => {
    const names = textsIn(call.data, 'item');
    call.house.shopping.remove(names.map((name) => findItem(call, name).uid));
    recount(call);
  }),
  todoService('remove_completed_items', TODO.delete, {}, (call) => {
    const done = call.house.shopping.all().filter(({ status }) => status === 'completed');
    call.house.shopping.remove(done.map(({ uid }) => uid));
    recount(call);
  }),
];

import { serviceValidation } from '../errors.ts';
import { TODO } from '../flat/features.ts';
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

function details(call: ServiceCall): { due?: string; description?: string } {
  const due = textIn(call.data, 'due_date');
  const description = textIn(call.data, 'description');
  return {
    ...(due === undefined ? {} : { due }),
    ...(description === undefined ? {} : { description }),
  };
}

function getItems(call: ServiceCall): Record<string, unknown> {
  const asked = textsIn(call.data, 'status');
  const wanted = asked.length === 0 ? ['needs_action'] : asked;
  const items = call.house.shopping.all().filter(({ status }) => wanted.includes(status));
  return Object.fromEntries(call.entities.map(({ entityId }) => [entityId, { items }]));
}

function updateItem(call: ServiceCall): void {
  const item = findItem(call, textIn(call.data, 'item') ?? '');
  const status = STATUS.find((known) => known === call.data.status) ?? item.status;
  const summary = textIn(call.data, 'rename') ?? item.summary;
  call.house.shopping.replace({ ...item, ...details(call), summary, status });
  recount(call);
}

const ITEM = { required: true, example: 'Olive oil', selector: { text: {} } } as const;
const DETAILS = {
  due_date: { example: '2026-11-17', selector: { date: {} } },
  description: { example: 'The good one', selector: { text: {} } },
} as const;

function todoService(
  name: string,
  needs: number,
  fields: Service['fields'],
  run: Service['run'],
): Service {
  return { domain: 'todo', name, fields, entities: 'own', needs, run };
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
  todoService('add_item', TODO.create, { item: ITEM, ...DETAILS }, (call) => {
    call.house.shopping.add({ summary: textIn(call.data, 'item') ?? '', ...details(call) });
    recount(call);
  }),
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

import { ToolError, unknownThing } from '../errors.ts';
import { suggest } from '../suggest.ts';
import { itemLine, type TodoItem } from './todo-items.ts';

const NAMED = 5;

/**
 * The item of that uid or that exact summary. Home Assistant itself takes the first of several with
 * one summary; here that is an error which names their uids, except that only an open one can be
 * meant to be completed. Throws ToolError.
 */
export function findItem(
  items: readonly TodoItem[],
  { action, item: wanted }: { readonly action: string; readonly item: string },
): TodoItem {
  const byUid = items.find(({ uid }) => uid === wanted);
  if (byUid !== undefined) return byUid;
  const named = items.filter(({ summary }) => summary === wanted);
  const open = named.filter(({ status }) => status === 'needs_action');
  const meant = action === 'complete' && open.length > 0 ? open : named;
  const [only] = meant;
  if (only === undefined) {
    const near = suggest(
      wanted,
      items.map(({ summary }) => ({ id: summary })),
    );
    throw unknownThing('item', wanted, near);
  }
  if (meant.length === 1) return only;
  const uids = meant.slice(0, NAMED).map((one) => `${one.uid ?? 'no uid'} (${itemLine(one)})`);
  throw new ToolError(`There are ${meant.length} of that name; use the uid: ${uids.join(', ')}.`);
}

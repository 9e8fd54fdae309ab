import { z } from 'zod';
import type { Restore } from '../archive.ts';
import { ToolError } from '../errors.ts';
import { createHelper, entryOfHelper, helperItems, replaceHelper } from './helper-items.ts';
import { HELPER_DOMAINS } from './helper-kinds.ts';
import { Losses } from './losses.ts';
import { bringBackSettings, keptEntity } from './restore-entity.ts';

const keptHelper = z.object({
  domain: z.enum(HELPER_DOMAINS),
  item: z.looseObject({ id: z.string(), name: z.string() }),
  entry: keptEntity,
});

/**
 * Puts a helper's settings back. One that was deleted is made anew, under its old entity id if that
 * is free, with its area, labels and exposure; its value starts over. What cannot come back is named
 * in a ToolError at the end.
 */
export const restoreHelper: Restore = async (home, thing, content, keep) => {
  const { domain, item, entry } = keptHelper.parse(content);
  const current = (await helperItems(home, domain)).find(({ id }) => id === item.id);
  if (current !== undefined) {
    await keep({ domain, item: current, entry: await entryOfHelper(home, domain, item.id) });
    await replaceHelper(home, domain, item);
    return;
  }
  const losses = new Losses();
  const { id: _id, ...settings } = item;
  // Home Assistant makes the id of the name, and earlier versions know the helper by its id.
  const made = await createHelper(home, domain, { ...settings, name: item.id });
  await replaceHelper(home, domain, { ...item, id: made.id });
  const fresh = await entryOfHelper(home, domain, made.id);
  if (fresh === undefined) throw new ToolError(`${thing} was made anew but has no entity yet.`);
  await bringBackSettings(home, fresh.entity_id, entry, losses);
  losses.report(thing);
};

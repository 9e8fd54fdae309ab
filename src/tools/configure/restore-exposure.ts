import { z } from 'zod';
import type { Restore } from '../archive.ts';
import { expose, exposedEntities } from './exposure.ts';

const keptExposure = z.record(z.string(), z.boolean());

/** Exposes and hides entities as they were; those that are gone are passed over. */
export const restoreExposure: Restore = async (home, _thing, content, keep) => {
  const old = Object.entries(keptExposure.parse(content));
  const now = await exposedEntities(home);
  await keep(Object.fromEntries(old.map(([id]) => [id, now.has(id)])));
  for (const exposed of [true, false]) {
    const ids = old
      .filter(([id, was]) => was === exposed && home.mirror.entity(id) !== undefined)
      .map(([id]) => id);
    if (ids.length > 0) await expose(home, ids, exposed);
  }
};

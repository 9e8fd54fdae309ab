import { z } from 'zod';
import type { Restore } from '../archive.ts';
import { ToolError } from '../errors.ts';
import { deviceEntries } from './entries.ts';
import { sameLabels } from './labels.ts';
import { Losses } from './losses.ts';
import { restorableArea, restorableLabels } from './restore-entity.ts';

const textOrNull = z.string().nullable();

const keptDevice = z.looseObject({
  id: z.string(),
  name_by_user: textOrNull,
  area_id: textOrNull,
  labels: z.array(z.string()),
  disabled_by: textOrNull,
});

/** Puts a device's settings back; what no longer exists is named in a ToolError at the end. */
export const restoreDevice: Restore = async (home, thing, content, keep) => {
  const old = keptDevice.parse(content);
  const current = (await deviceEntries(home)).find(({ id }) => id === old.id);
  if (current === undefined) throw new ToolError(`The device ${thing} no longer exists.`);
  const losses = new Losses();
  const area = await restorableArea(home, old.area_id, losses);
  const labels = await restorableLabels(home, old.labels, losses);
  const changes = {
    ...(current.name_by_user !== old.name_by_user && { name_by_user: old.name_by_user }),
    ...(current.area_id !== area && { area_id: area }),
    ...(!sameLabels(current.labels, labels) && { labels }),
    ...((old.disabled_by === null) !== (current.disabled_by === null) && {
      disabled_by: old.disabled_by === null ? null : 'user',
    }),
  };
  if (Object.keys(changes).length > 0) {
    await keep(current);
    await home.command({ type: 'config/device_registry/update', device_id: old.id, ...changes });
  }
  losses.report(`The device ${thing}`);
};

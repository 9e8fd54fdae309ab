import type { Commander } from '../../home/link.ts';

type ItemType = 'area' | 'device' | 'entity' | 'floor' | 'label';

const USERS = ['automation', 'script', 'scene', 'group'] as const;

/** The most that are named; a thing that more use is as good as used by everything. */
const MOST = 50;

/**
 * The automations, scripts, scenes and groups that use something, by entity id. Home Assistant looks
 * neither into dashboards nor into templates.
 */
export async function usedBy(
  home: Commander,
  type: ItemType,
  id: string,
): Promise<readonly string[]> {
  const found = await home.command<Readonly<Record<string, readonly string[]>>>({
    type: 'search/related',
    item_type: type,
    item_id: id,
  });
  return USERS.flatMap((kind) => found[kind] ?? [])
    .filter((user) => user !== id)
    .slice(0, MOST);
}

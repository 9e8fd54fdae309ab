import { domainOf } from './flat/entity.ts';
import type { House } from './house.ts';

/** Domains Home Assistant exposes to its own assistant unless told otherwise. */
const EXPOSED_DOMAINS: ReadonlySet<string> = new Set([
  'climate',
  'cover',
  'light',
  'media_player',
  'scene',
  'script',
  'switch',
  'todo',
  'vacuum',
]);

/** Whether Home Assistant's own assistant may see it: as somebody said, or else by what it is. */
export function isExposed(house: House, entityId: string): boolean {
  const said = house.exposure.get(entityId);
  if (said !== undefined) return said;
  const entity = house.entities.get(entityId);
  if (entity === undefined || entity.hidden === true || entity.category !== undefined) return false;
  return EXPOSED_DOMAINS.has(domainOf(entityId));
}

/** The ids of everything it may see. */
export function exposedIds(house: House): readonly string[] {
  const known = new Set([...house.entities.all().map(({ id }) => id), ...house.exposure.keys()]);
  return [...known].filter((id) => isExposed(house, id));
}

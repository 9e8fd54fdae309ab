import type { Mirror } from '../home/mirror.ts';
import type { Entity } from '../home/model.ts';
import { ToolError, unknownThing } from './errors.ts';
import { nearEntities } from './unknown-entity.ts';

const NAMED = 10;

/**
 * The entities of these domains that were asked for, or all that nobody hid when none was. Throws
 * ToolError when one does not exist or is something else, and when there are none.
 */
export function chosenEntities(
  mirror: Mirror,
  domains: readonly string[],
  ids: readonly string[],
): readonly Entity[] {
  if (ids.length > 0) return ids.map((id) => requireEntity(mirror, domains, id));
  const all = mirror.entities().filter((one) => domains.includes(one.domain) && !one.hidden);
  if (all.length === 0) throw new ToolError(`There is no ${domains.join(' or ')} entity.`);
  return all;
}

/** The one that was asked for, or the only one there is. Throws ToolError, naming them, for several. */
export function chosenEntity(
  mirror: Mirror,
  domains: readonly string[],
  id: string | undefined,
): Entity {
  if (id !== undefined) return requireEntity(mirror, domains, id);
  const [only, ...others] = chosenEntities(mirror, domains, []);
  if (only !== undefined && others.length === 0) return only;
  const ids = [only, ...others].flatMap((entity) => entity?.id ?? []);
  const more = ids.length > NAMED ? ` and ${ids.length - NAMED} more` : '';
  throw new ToolError(`Say which entity_id: ${ids.slice(0, NAMED).join(', ')}${more}.`);
}

/** Whether an entity has all these bits of Home Assistant's `supported_features`. */
export function supports({ state }: Entity, bits: number): boolean {
  const { supported_features: features } = state.attributes;
  return typeof features === 'number' && (features & bits) === bits;
}

function requireEntity(mirror: Mirror, domains: readonly string[], id: string): Entity {
  const entity = mirror.entity(id);
  if (entity === undefined) throw unknownThing('entity', id, nearEntities(mirror, id));
  if (domains.includes(entity.domain)) return entity;
  throw new ToolError(`${id} is no ${domains.join(' or ')} entity.`);
}

import type { Mirror } from '../home/mirror.ts';
import { didYouMean, unknownThing } from './errors.ts';
import { nearEntities } from './unknown-entity.ts';

/**
 * Sorts ids into those this person has and sentences about the others. Throws ToolError when there
 * is none of them.
 */
export function knownEntities(
  mirror: Mirror,
  asked: readonly string[],
): { readonly ids: readonly string[]; readonly unknown: string[] } {
  const all = [...new Set(asked)];
  const ids = all.filter((id) => mirror.entity(id) !== undefined);
  const others = all.filter((id) => mirror.entity(id) === undefined);
  const [first] = others;
  if (ids.length === 0 && first !== undefined) {
    throw unknownThing('entity', first, nearEntities(mirror, first));
  }
  return {
    ids,
    unknown: others.map((id) => `No entity ${id}.${didYouMean(nearEntities(mirror, id))}`),
  };
}

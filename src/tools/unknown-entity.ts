import type { Mirror } from '../home/mirror.ts';
import { suggest } from './suggest.ts';

/** The ids of visible entities near one that does not exist; of its own domain when there are any. */
export function nearEntities(mirror: Mirror, id: string): readonly string[] {
  const [domain = '', object = ''] = id.split('.');
  const candidates = mirror
    .entities()
    .filter((entity) => !entity.hidden)
    .map((entity) => ({
      id: entity.id,
      names: [entity.id.slice(entity.domain.length + 1), entity.name, ...entity.aliases],
      domain: entity.domain,
    }));
  const sameDomain = candidates.filter((candidate) => candidate.domain === domain);
  const near = suggest(object, sameDomain);
  return near.length > 0 ? near : suggest(object, candidates);
}

import type { Mirror } from '../../home/mirror.ts';
import type { Words } from '../../words/words.ts';

/** What of a home its ids are looked up in. */
export type ThingNames = Pick<Mirror, 'entity' | 'service' | 'areas' | 'floors' | 'labels'>;

/** What a call was about, as far as the log tells. */
export interface Things {
  /** In names where the home knows them, else as they were written down. */
  readonly names: readonly string[];
  /** Which of several things the tool did, or which service it called. */
  readonly action?: string;
}

/** Reads what `audit/targets.ts` wrote: `light.turn_on, light.kitchen, area:garden, +3`. */
export function thingsOf(on: string, home: ThingNames | undefined, words: Words): Things {
  const names: string[] = [];
  let action: string | undefined;
  for (const part of on.split(', ').filter((one) => one !== '')) {
    const [domain = '', name = ''] = part.split('.');
    if (part.startsWith('action:')) action = part.slice('action:'.length);
    else if (part.startsWith('+')) {
      names.push(words.activity.log.more(Number(part.slice(1)) || 0));
    } else if (home?.entity(part) === undefined && home?.service(domain, name) !== undefined) {
      action ??= name;
    } else names.push(nameOf(part, home, words));
  }
  return action === undefined ? { names } : { names, action };
}

function nameOf(part: string, home: ThingNames | undefined, { activity }: Words): string {
  const entity = home?.entity(part);
  if (entity !== undefined) return entity.name;
  const [, kind, id = ''] = /^(area|floor|label):(.+)$/.exec(part) ?? [];
  if (kind === undefined) return part;
  const places = { area: home?.areas, floor: home?.floors, label: home?.labels };
  const place = places[kind as keyof typeof places]?.get(id);
  return place === undefined ? part : activity.log.area(place.name);
}

import type { Mirror } from '../../home/mirror.ts';
import type { Entity } from '../../home/model.ts';
import { shown } from '../../policy/sensitive.ts';

/** The things of one area: the first names, and how many follow. */
export interface AreaGroup {
  /** Empty for what is in no area. */
  readonly area: string;
  readonly count: number;
  readonly names: readonly string[];
  readonly more: number;
}

export interface Grouped {
  readonly groups: readonly AreaGroup[];
  /** Areas that are left out. */
  readonly more: number;
}

const MOST_AREAS = 40;
const MOST_NAMES = 12;

/** Things by area in the order of names, as many as somebody can look through. */
export function byArea(things: readonly Entity[], { areas }: Pick<Mirror, 'areas'>): Grouped {
  const found = new Map<string, Entity[]>();
  for (const thing of things) {
    const area = areas.get(thing.areaId ?? '')?.name ?? '';
    const list = found.get(area);
    if (list === undefined) found.set(area, [thing]);
    else list.push(thing);
  }
  const sorted = [...found].sort(([one], [other]) => inOrder(one, other));
  return {
    groups: sorted.slice(0, MOST_AREAS).map(([area, list]) => groupOf(area, list)),
    more: Math.max(0, sorted.length - MOST_AREAS),
  };
}

function groupOf(area: string, list: readonly Entity[]): AreaGroup {
  const names = list.map(({ name }) => shown(name)).sort((a, b) => a.localeCompare(b));
  return {
    area: shown(area),
    count: list.length,
    names: names.slice(0, MOST_NAMES),
    more: Math.max(0, names.length - MOST_NAMES),
  };
}

/** What is in no area comes last. */
function inOrder(one: string, other: string): number {
  if (one === '' || other === '') return one === '' ? 1 : -1;
  return one.localeCompare(other);
}

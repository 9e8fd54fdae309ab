import { z } from 'zod';
import type { Mirror } from '../../home/mirror.ts';
import type { Entity } from '../../home/model.ts';
import { HOME_READ } from '../../policy/scopes.ts';
import { entitySummary, summarize, summaryLine } from '../entity-summary.ts';
import { didYouMean } from '../errors.ts';
import { listOf, oneOrMany, slug } from '../names.ts';
import { placeNamed } from '../places.ts';
import { suggest } from '../suggest.ts';
import { defineTool, result } from '../tool.ts';
import { normalize } from '../words.ts';
import { rank } from './ranking.ts';

const shortText = z.string().min(1).max(200);

const input = z.strictObject({
  text: shortText.optional().describe('Words of name, alias, id or area'),
  domain: oneOrMany(slug, 20).optional().describe('Such as light'),
  area: shortText.optional().describe('Id or name'),
  floor: shortText.optional().describe('Id or name'),
  label: shortText.optional().describe('Id or name'),
  device_class: slug.optional().describe('Such as door'),
  state: oneOrMany(shortText, 20).optional(),
  limit: z.int().min(1).max(100).default(20),
});

const output = z.strictObject({
  total: z.int(),
  entities: z.array(entitySummary),
  left_out: z.int(),
  hidden: z.int().describe('Hidden matches, not in total'),
});

export type EntityQuery = z.output<typeof input>;

export const findEntities = defineTool({
  name: 'find_entities',
  title: 'Find entities',
  description:
    'Finds entities by name, domain, area, floor, label, device class or state, best first. Use it to learn entity ids.',
  scope: HOME_READ,
  reach: 'entities',
  annotations: {
    readOnlyHint: true,
    destructiveHint: false,
    idempotentHint: true,
    openWorldHint: false,
  },
  input,
  output,
  async run(query, { home: { mirror } }) {
    const { found, hidden } = search(mirror, query);
    const entities = found.slice(0, query.limit).map((entity) => summarize(entity, mirror));
    const leftOut = found.length - entities.length;
    const lines = [
      heading(found.length, leftOut, hidden),
      ...entities.map(summaryLine),
      ...(found.length === 0 && query.text !== undefined ? [nearest(mirror, query.text)] : []),
    ];
    return result(
      { total: found.length, entities, left_out: leftOut, hidden },
      lines.filter((line) => line !== '').join('\n'),
    );
  },
});

/** Every match, best first, and how many more are hidden. Throws ToolError for unknown places. */
export function search(
  mirror: Mirror,
  query: EntityQuery,
): { readonly found: readonly Entity[]; readonly hidden: number } {
  const matches = filters(mirror, query);
  const text = query.text;
  const scored: { entity: Entity; score: number }[] = [];
  let hidden = 0;
  for (const entity of mirror.entities()) {
    if (!matches.every((match) => match(entity))) continue;
    const area = entity.areaId === undefined ? undefined : mirror.areas.get(entity.areaId);
    const score = text === undefined ? 1 : rank(text, entity, area);
    if (score === 0) continue;
    if (entity.hidden && text !== entity.id) hidden += 1;
    else scored.push({ entity, score });
  }
  return { found: scored.sort(better).map(({ entity }) => entity), hidden };
}

function filters(mirror: Mirror, query: EntityQuery): ((entity: Entity) => boolean)[] {
  const { area, floor, label, device_class: deviceClass } = query;
  const domains = listOf(query.domain);
  const states = listOf(query.state);
  const all: ((entity: Entity) => boolean)[] = [];
  if (domains.length > 0) all.push((entity) => domains.includes(entity.domain));
  if (states.length > 0) all.push((entity) => states.includes(entity.state.state));
  if (deviceClass !== undefined) {
    all.push((entity) => entity.state.attributes.device_class === deviceClass);
  }
  if (area !== undefined) all.push(oneOf(mirror.inArea(placeNamed(mirror, 'area', area))));
  if (floor !== undefined) all.push(oneOf(mirror.onFloor(placeNamed(mirror, 'floor', floor))));
  if (label !== undefined) all.push(oneOf(mirror.withLabel(placeNamed(mirror, 'label', label))));
  return all;
}

function oneOf(entities: readonly Entity[]): (entity: Entity) => boolean {
  const ids = new Set(entities.map((entity) => entity.id));
  return (entity) => ids.has(entity.id);
}

/** Settings and diagnostics come after what people use; equals by id, so that answers repeat. */
function better(
  one: { readonly entity: Entity; readonly score: number },
  other: { readonly entity: Entity; readonly score: number },
): number {
  const aside = (entity: Entity) => (entity.category === undefined ? 0 : 1);
  return (
    other.score - one.score ||
    aside(one.entity) - aside(other.entity) ||
    (one.entity.id < other.entity.id ? -1 : 1)
  );
}

function heading(total: number, leftOut: number, hidden: number): string {
  const found =
    total === 0 ? 'Nothing matches.' : `${total} ${total === 1 ? 'entity' : 'entities'}`;
  const more = leftOut === 0 ? '' : `, the best ${total - leftOut} listed; narrow the search`;
  const unseen = hidden === 0 ? '' : ` (${hidden} more hidden in Home Assistant)`;
  return `${found}${more}${unseen}`;
}

/** Entities with a word in their names that is nearly one of the text's. */
function nearest(mirror: Mirror, text: string): string {
  const candidates = mirror
    .entities()
    .filter((entity) => !entity.hidden)
    .map((entity) => {
      const names = [entity.name, ...entity.aliases];
      return { id: entity.id, names: [...names, ...names.flatMap(wordsOf)] };
    });
  const near = [text, ...wordsOf(text)].flatMap((wanted) => suggest(wanted, candidates));
  return didYouMean([...new Set(near)].slice(0, 3)).trim();
}

/** The words that say something; shorter ones are near to anything. */
function wordsOf(text: string): string[] {
  return normalize(text)
    .split(' ')
    .filter((word) => word.length > 3);
}

import type { Area, Entity } from '../../home/model.ts';
import { normalize } from '../words.ts';

/** How a text was found in a field; the numbers only order. */
const EXACT = 4;
const PREFIX = 3;
const WORD = 2;
const SUBSTRING = 1;
const NONE = 0;

/** Among equal finds, the field decides; a room is the weakest hint at one of its things. */
const FIELD_WEIGHTS = { name: 3, id: 2, area: 1, kind: 0 } as const;
const FIELDS = Object.keys(FIELD_WEIGHTS).length;

/**
 * How well an entity fits a search text: 0 for not at all. The whole text in one field beats its
 * words spread over several ("kitchen light" finds the light called Kitchen and the light in it).
 */
export function rank(text: string, entity: Entity, area: Area | undefined): number {
  const query = normalize(text);
  const { fields, joined } = searchable(entity, area);
  // Most entities have nothing of the text, and a big home has thousands of them.
  const words = query.split(' ');
  if (!words.every((word) => joined.includes(singular(word)))) return 0;
  const whole = best(query, fields);
  if (whole > 0) return whole + (EXACT + 1) * FIELDS;
  return words.length < 2
    ? best(singular(query), fields)
    : Math.min(...words.map((word) => best(word, fields) || best(singular(word), fields)));
}

type Field = readonly [text: string, weight: number];

interface Searchable {
  readonly area: Area | undefined;
  readonly fields: readonly Field[];
  readonly joined: string;
}

/** Worked out once for as long as the mirror has the entity as it is. */
const known = new WeakMap<Entity, Searchable>();

function searchable(entity: Entity, area: Area | undefined): Searchable {
  const before = known.get(entity);
  if (before !== undefined && before.area === area) return before;
  const fields = fieldsOf(entity, area);
  const made = { area, fields, joined: fields.map(([text]) => text).join('\n') };
  known.set(entity, made);
  return made;
}

function fieldsOf(entity: Entity, area: Area | undefined): readonly Field[] {
  const objectId = entity.id.slice(entity.domain.length + 1);
  const deviceClass = entity.state.attributes.device_class;
  const areaNames = area === undefined ? [] : [area.name, ...area.aliases];
  const weigh = (texts: readonly string[], weight: number): Field[] =>
    texts.map((text) => [normalize(text), weight]);
  return [
    ...weigh([entity.name, ...entity.aliases], FIELD_WEIGHTS.name),
    ...weigh([entity.id, objectId], FIELD_WEIGHTS.id),
    ...weigh(areaNames, FIELD_WEIGHTS.area),
    ...weigh(
      typeof deviceClass === 'string' ? [entity.domain, deviceClass] : [entity.domain],
      FIELD_WEIGHTS.kind,
    ),
  ];
}

function best(query: string, fields: readonly Field[]): number {
  if (query === '') return 0;
  return Math.max(
    ...fields.map(([text, weight]) => {
      const found = find(query, text);
      return found === NONE ? 0 : found * FIELDS + weight;
    }),
  );
}

function find(query: string, text: string): number {
  const index = text.indexOf(query);
  if (index < 0) return NONE;
  if (text === query) return EXACT;
  if (index === 0) return PREFIX;
  return ` ${text} `.includes(` ${query} `) ? WORD : SUBSTRING;
}

/** "lights" is how people ask for `light`. */
function singular(word: string): string {
  return word.length > 3 && word.endsWith('s') ? word.slice(0, -1) : word;
}

import { z } from 'zod';
import type { Mirror } from '../../home/mirror.ts';
import type { Entity } from '../../home/model.ts';
import { HOME_READ } from '../../policy/scopes.ts';
import { clip } from '../clip.ts';
import { entitySummary, summarize, summaryLine } from '../entity-summary.ts';
import { didYouMean, unknownThing } from '../errors.ts';
import { localTime } from '../local-time.ts';
import { entityId, listOf, oneOrMany } from '../names.ts';
import { defineTool, result } from '../tool.ts';
import { nearEntities } from '../unknown-entity.ts';

const MOST_ENTITIES = 50;

/** Characters of attributes in one answer, shared by its entities. */
const ATTRIBUTE_BUDGET = 24_000;
const ATTRIBUTES_PER_ENTITY = 4_000;

/** Shown elsewhere in the answer, only for a screen, or a secret: camera tokens open a picture. */
const LEFT_OUT_ATTRIBUTES: ReadonlySet<string> = new Set([
  'access_token',
  'attribution',
  'device_class',
  'editable',
  'entity_picture',
  'entity_picture_local',
  'friendly_name',
  'icon',
  'restored',
  'supported_features',
  'unit_of_measurement',
]);

const input = z.strictObject({
  entity_id: oneOrMany(entityId, MOST_ENTITIES).describe('One entity id, or a list of up to 50'),
});

const entityState = entitySummary.extend({
  last_changed: z.string().describe("ISO 8601 in the home's time zone"),
  attributes: z.looseObject({}),
});

const output = z.strictObject({
  entities: z.array(entityState),
  unknown: z
    .array(z.strictObject({ entity_id: z.string(), did_you_mean: z.array(z.string()) }))
    .describe('Ids that do not exist'),
  truncated: z.boolean().describe('Whether attributes were cut'),
});

export const getState = defineTool({
  name: 'get_state',
  title: 'Get state',
  description: 'Reads the state and attributes of one or several entities by id.',
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
  async run(asked, { home: { mirror } }) {
    const ids = listOf(asked.entity_id);
    const found = ids.flatMap((id) => mirror.entity(id) ?? []);
    const unknown = ids
      .filter((id) => mirror.entity(id) === undefined)
      .map((id) => ({ entity_id: id, did_you_mean: [...nearEntities(mirror, id)] }));
    const [first] = unknown;
    if (found.length === 0 && first !== undefined) {
      throw unknownThing('entity', first.entity_id, first.did_you_mean);
    }
    const budget = Math.min(ATTRIBUTES_PER_ENTITY, Math.floor(ATTRIBUTE_BUDGET / found.length));
    const described = found.map((entity) => describe(entity, mirror, budget));
    const truncated = described.some(({ clipped }) => clipped);
    const lines = [
      ...described.map(({ state }) => `${summaryLine(state)}, since ${state.last_changed}`),
      ...unknown.map((one) => `No entity ${one.entity_id}.${didYouMean(one.did_you_mean)}`),
      ...(truncated ? ['Some attributes were cut.'] : []),
    ];
    return result(
      { entities: described.map(({ state }) => state), unknown, truncated },
      lines.join('\n'),
    );
  },
});

function describe(
  entity: Entity,
  mirror: Mirror,
  budget: number,
): { readonly state: z.output<typeof entityState>; readonly clipped: boolean } {
  const { value, clipped } = clip(visibleAttributes(entity.state.attributes), budget);
  return {
    clipped,
    state: {
      ...summarize(entity, mirror),
      last_changed: localTime(entity.state.lastChanged, mirror.config.timeZone),
      attributes: value as Record<string, unknown>,
    },
  };
}

/** The attributes that say something and that nothing else in the answer says already. */
export function visibleAttributes(
  attributes: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(attributes).filter(
      ([name, value]) => !LEFT_OUT_ATTRIBUTES.has(name) && value !== null,
    ),
  );
}

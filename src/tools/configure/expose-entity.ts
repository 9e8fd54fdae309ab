import { z } from 'zod';
import type { Home } from '../../home/home.ts';
import { HOME_CONFIGURE } from '../../policy/scopes.ts';
import { ToolError, unknownThing } from '../errors.ts';
import { entityId, listOf, oneOrMany, slug } from '../names.ts';
import { defineTool, result } from '../tool.ts';
import { nearEntities } from '../unknown-entity.ts';
import { keptLine, version } from './changes.ts';
import { ASSISTANT, expose, exposedEntities } from './exposure.ts';

const MOST_ENTITIES = 100;
const MOST_LISTED = 200;

const input = z.strictObject({
  entity_id: oneOrMany(entityId, MOST_ENTITIES).optional(),
  exposed: z.boolean().optional().describe('True shows them to Assist, false hides them'),
  domain: slug.optional().describe('Without entity_id: list only these, such as light'),
});

const output = z.strictObject({
  changed: z.array(z.string()).describe('Shown or hidden by this call'),
  exposed: z.array(z.string()).describe('Of those asked for, what Assist can see now'),
  left_out: z.int().describe('How many more there are than listed'),
  version,
});

export const exposeEntity = defineTool({
  name: 'expose_entity',
  title: 'Expose entities to Assist',
  description:
    "Shows entities to Home Assistant's own voice assistant (Assist) or hides them from it. Without entity_id lists what it can see. It changes nothing for you.",
  scope: HOME_CONFIGURE,
  reach: 'entities',
  annotations: {
    readOnlyHint: false,
    destructiveHint: false,
    idempotentHint: true,
    openWorldHint: false,
  },
  input,
  output,
  async run(asked, { home, archive }) {
    const ids = listOf(asked.entity_id);
    const before = await exposedEntities(home);
    if (ids.length === 0) {
      if (asked.exposed !== undefined) throw new ToolError('Say which entities: entity_id.');
      return listed(home, before, asked.domain);
    }
    const { exposed } = asked;
    if (asked.domain !== undefined) throw new ToolError('Give either entity_id or domain.');
    if (exposed === undefined) throw new ToolError('Say exposed: true or false.');
    for (const id of ids) {
      // Home Assistant would take ids of entities that do not exist.
      if (home.mirror.entity(id) === undefined) {
        throw unknownThing('entity', id, nearEntities(home.mirror, id));
      }
    }
    const changed = ids.filter((id) => before.has(id) !== exposed);
    const answer = { changed, exposed: exposed ? [...ids] : [], left_out: 0 };
    const state = exposed ? 'exposed to Assist' : 'hidden from Assist';
    if (changed.length === 0) return result(answer, `Nothing to change: all are ${state} already.`);
    const old = Object.fromEntries(changed.map((id) => [id, before.has(id)]));
    const kept = await archive.keep('exposure', ASSISTANT, old);
    await expose(home, changed, exposed);
    return result(
      { ...answer, version: kept },
      `Now ${state}, not before: ${changed.join(', ')}.\n${keptLine(kept)}`,
    );
  },
});

function listed(home: Home, exposed: ReadonlySet<string>, domain: string | undefined) {
  const all = home.mirror
    .entities()
    .filter((entity) => exposed.has(entity.id))
    .filter((entity) => domain === undefined || entity.domain === domain)
    .map(({ id }) => id)
    .sort();
  const shown = all.slice(0, MOST_LISTED);
  const leftOut = all.length - shown.length;
  return result(
    { changed: [], exposed: shown, left_out: leftOut },
    [
      `Assist can see ${all.length} entities${domain === undefined ? '' : ` of ${domain}`}.`,
      ...(shown.length > 0 ? [shown.join(', ')] : []),
      ...(leftOut > 0 ? [`${leftOut} more are left out; ask for one domain.`] : []),
    ].join('\n'),
  );
}

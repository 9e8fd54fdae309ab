import { HOME_READ } from '../../policy/scopes.ts';
import { ENTITY_ID } from '../../tools/names.ts';
import { getState } from '../../tools/reading/get-state.ts';
import { READS_ENTITIES } from '../offers.ts';
import { suggestEntities } from '../suggestions.ts';
import type { Resource } from './resource.ts';

const PREFIX = 'latchkey://entity/';

/** One entity, as `get_state` answers it. */
export const entityResource: Resource = {
  name: 'entity',
  title: 'Entity',
  description: 'State and attributes of one entity, as get_state answers them.',
  mimeType: 'application/json',
  uri: `${PREFIX}{entity_id}`,
  template: true,
  scope: HOME_READ,
  ...READS_ENTITIES,
  match(uri) {
    const id = uri.slice(PREFIX.length);
    return uri.startsWith(PREFIX) && id.length <= 255 && ENTITY_ID.test(id)
      ? { entity_id: id }
      : undefined;
  },
  async read({ entity_id: id = '' }, context) {
    if (context.home.mirror.entity(id) === undefined) return undefined;
    const { structured } = await getState.run({ entity_id: id }, context);
    return JSON.stringify(structured.entities[0], undefined, 1);
  },
  suggest: { entity_id: suggestEntities },
};

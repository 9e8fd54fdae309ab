import { CommandError, invalidFormat } from '../errors.ts';
import { exposedIds, isExposed } from '../exposure.ts';
import { pythonValue } from '../python.ts';
import { type Command, command } from '../websocket/command.ts';

const ASSISTANTS = ['cloud.alexa', 'cloud.google_assistant', 'conversation'];

/** What Home Assistant's own assistant may see; it takes ids of entities that do not exist. */
export const EXPOSURE_COMMANDS: readonly Command[] = [
  command(
    'homeassistant/expose_entity/list',
    {},
    (_, { house }) => ({
      exposed_entities: Object.fromEntries(
        exposedIds(house).map((id) => [id, { conversation: true }]),
      ),
    }),
    'administrators',
  ),

  command(
    'homeassistant/expose_entity',
    { assistants: 'strings', entity_ids: 'strings', should_expose: 'boolean' },
    ({ assistants, entity_ids: ids, should_expose: exposed }, { house }) => {
      const stranger = assistants.findIndex((assistant) => !ASSISTANTS.includes(assistant));
      if (stranger >= 0) {
        const got = pythonValue(assistants[stranger]);
        throw invalidFormat(
          `value must be one of ${pythonValue(ASSISTANTS)} at 'assistants[${stranger}]'. Got ${got}`,
        );
      }
      if (ids.some((id) => !id.includes('.'))) {
        throw new CommandError('unknown_error', 'Unknown error');
      }
      const changed = ids.filter((id) => isExposed(house, id) !== exposed);
      if (assistants.includes('conversation')) {
        for (const id of changed) house.exposure.set(id, exposed);
      }
      return { changed_entity_ids: changed };
    },
    'administrators',
  ),
];

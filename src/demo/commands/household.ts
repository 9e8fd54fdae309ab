import { CommandError } from '../errors.ts';
import { DEVICES } from '../flat/devices.ts';
import { configEntryId } from '../flat/flat.ts';
import { entryOf } from '../integrations.ts';
import { type Command, command } from '../websocket/command.ts';

export const HOUSEHOLD_COMMANDS: readonly Command[] = [
  command('todo/item/list', { entity_id: 'string' }, ({ entity_id: id }, { house }) => {
    if (id !== 'todo.shopping') throw new CommandError('not_found', 'Entity not found');
    return { items: house.shopping.all() };
  }),

  command('person/list', {}, (_, { house }) => ({
    storage: house.accounts.people.map((person) => ({
      id: person.username,
      name: person.name,
      user_id: person.id,
      device_trackers: person.username === 'ada' ? ['device_tracker.ada_phone'] : [],
      picture: null,
    })),
    config: [],
  })),

  command('zone/list', {}, () => []),

  command(
    'config_entries/get',
    { domain: 'string?', type_filter: 'any?' },
    ({ domain }, { house }) => {
      const ids = new Map<string, string>(
        Object.values(DEVICES).map(({ integration }) => [integration, configEntryId(integration)]),
      );
      for (const [name, { added }] of house.integrations) if (added) ids.set(name, entryOf(name));
      return [...ids]
        .filter(([integration]) => domain === undefined || domain === integration)
        .map(([integration, id]) => ({
          entry_id: id,
          domain: integration,
          title: integration,
          source: 'user',
          state: 'loaded',
          supports_options: false,
          supports_remove_device: false,
          supports_unload: true,
          supports_reconfigure: false,
          pref_disable_new_entities: false,
          pref_disable_polling: false,
          disabled_by: null,
          reason: null,
        }));
    },
  ),

  command('manifest/get', { integration: 'string' }, ({ integration }, { house }) => {
    const known = house.integrations.get(integration);
    if (known === undefined) throw new CommandError('not_found', 'Integration not found');
    return { domain: integration, name: integration, version: known.version, is_built_in: false };
  }),
];

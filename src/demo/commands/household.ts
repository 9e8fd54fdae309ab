import { CommandError } from '../errors.ts';
import { DEVICES } from '../flat/devices.ts';
import { configEntryId } from '../flat/flat.ts';
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

  command('config_entries/get', { domain: 'string?', type_filter: 'any?' }, ({ domain }) => {
    const integrations = new Set(Object.values(DEVICES).map(({ integration }) => integration));
    return [...integrations]
      .filter((integration) => domain === undefined || domain === integration)
      .map((integration) => ({
        entry_id: configEntryId(integration),
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
  }),
];

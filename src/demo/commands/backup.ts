import { LOCAL_AGENT } from '../backups.ts';
import { type Command, command } from '../websocket/command.ts';

/** Nobody has set automatic backups up in the demo home. */
const CONFIG = {
  agents: {},
  automatic_backups_configured: false,
  create_backup: {
    agent_ids: [],
    include_addons: null,
    include_all_addons: false,
    include_database: true,
    include_folders: null,
    name: null,
    password: null,
  },
  last_attempted_automatic_backup: null,
  last_completed_automatic_backup: null,
  last_completed_automatic_backup_size: null,
  retention: { copies: null, days: null },
  schedule: { days: [], recurrence: 'never', time: null },
  next_automatic_backup: null,
  next_automatic_backup_additional: false,
};

export const BACKUP_COMMANDS: readonly Command[] = [
  command('backup/info', {}, (_, { house }) => house.backups.info(), 'administrators'),

  command('backup/config/info', {}, () => ({ config: CONFIG }), 'administrators'),

  command(
    'backup/agents/info',
    {},
    () => ({ agents: [{ agent_id: LOCAL_AGENT, name: 'local' }] }),
    'administrators',
  ),

  command(
    'backup/generate',
    {
      agent_ids: 'strings',
      include_addons: 'strings?',
      include_all_addons: 'boolean?',
      include_database: 'boolean?',
      include_folders: 'strings?',
      include_homeassistant: 'boolean?',
      name: 'any?',
      password: 'any?',
    },
    (values, { house }) => ({
      backup_job_id: house.backups.begin({
        agentIds: values.agent_ids,
        name: typeof values.name === 'string' ? values.name : undefined,
        database: values.include_database ?? true,
        more:
          values.include_all_addons === true ||
          values.include_addons !== undefined ||
          values.include_folders !== undefined,
        password: typeof values.password === 'string' ? values.password : undefined,
      }),
    }),
    'administrators',
  ),
];

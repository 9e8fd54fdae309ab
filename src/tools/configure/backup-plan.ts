import type { Commander } from '../../home/link.ts';
import { ToolError } from '../errors.ts';

/** The fields of `backup/generate` besides its name. */
export interface BackupPlan {
  readonly agent_ids: readonly string[];
  readonly include_homeassistant: boolean;
  readonly include_database: boolean;
  readonly include_all_addons: boolean;
  readonly include_addons?: readonly string[];
  readonly include_folders?: readonly string[];
  readonly password?: string;
}

/** What `backup/config/info` says a backup should be. */
interface ConfiguredBackup {
  readonly agent_ids: readonly string[];
  readonly include_database: boolean;
  readonly include_all_addons: boolean;
  readonly include_addons: readonly string[] | null;
  readonly include_folders: readonly string[] | null;
  readonly password: string | null;
}

/** Where Home Assistant keeps backups itself: with the Supervisor, and without. */
const OWN_DISK = ['hassio.local', 'backup.local'];

/**
 * What to put into a backup and where, as the household set it up for automatic backups, encryption
 * included; otherwise everything Home Assistant has, on its own disk. It is made as one by hand, not
 * with `generate_with_automatic_settings`: each of those may push out an older automatic backup, so
 * that asking often would leave none from before.
 */
export async function planBackup(home: Commander): Promise<BackupPlan> {
  const [{ config }, { agents }] = await Promise.all([
    home.command<{ config: { create_backup: ConfiguredBackup } }>({ type: 'backup/config/info' }),
    home.command<{ agents: { agent_id: string }[] }>({ type: 'backup/agents/info' }),
  ]);
  const present = agents.map(({ agent_id }) => agent_id);
  const { include_addons, include_folders, password, ...wanted } = config.create_backup;
  const places = wanted.agent_ids.filter((id) => present.includes(id));
  if (places.length > 0) {
    return {
      agent_ids: places,
      include_homeassistant: true,
      include_database: wanted.include_database,
      include_all_addons: wanted.include_all_addons,
      ...(include_addons && !wanted.include_all_addons && { include_addons }),
      ...(include_folders && { include_folders }),
      ...(password && { password }),
    };
  }
  const own = OWN_DISK.find((id) => present.includes(id)) ?? present[0];
  if (own === undefined) throw new ToolError('This home has no place to keep backups.');
  return {
    agent_ids: [own],
    include_homeassistant: true,
    include_database: true,
    // Only the Supervisor knows add-ons; elsewhere asking for them is an error.
    include_all_addons: own.startsWith('hassio.'),
  };
}

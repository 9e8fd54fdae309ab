import { createHash } from 'node:crypto';
import { DAY } from '../core/clock.ts';
import { homeAssistantError } from './errors.ts';
import { HA_VERSION } from './house.ts';
import type { Timers } from './timers.ts';
import { isoTime } from './wire.ts';

/** Home Assistant's own disk, as it is called without a Supervisor. */
export const LOCAL_AGENT = 'backup.local';

const MAKING_MS = 200;
const SIZE = 1_482_752;

export interface BackupOrder {
  readonly agentIds: readonly string[];
  readonly name: string | undefined;
  readonly database: boolean;
  /** Add-ons or folders, which only a Supervisor has. */
  readonly more: boolean;
  readonly password: string | undefined;
}

/** The backups of the home; making one takes a moment, and one is made at a time. */
export class Backups {
  readonly #now: () => number;
  readonly #timers: Timers;
  #backups: readonly Record<string, unknown>[];
  #busy = false;
  #lastEvent: Record<string, unknown> | null = null;

  constructor(now: () => number, timers: Timers) {
    this.#now = now;
    this.#timers = timers;
    const name = `Automatic backup ${HA_VERSION}`;
    this.#backups = [describe('5f2c81aa', now() - 2 * DAY, { name, automatic: true })];
  }

  info(): Record<string, unknown> {
    const [first] = this.#backups;
    return {
      agent_errors: {},
      agent_error_translations: {},
      backups: this.#backups,
      last_attempted_automatic_backup: first?.date ?? null,
      last_completed_automatic_backup: first?.date ?? null,
      last_action_event: this.#lastEvent,
      next_automatic_backup: null,
      next_automatic_backup_additional: false,
      state: this.#busy ? 'create_backup' : 'idle',
    };
  }

  /** Begins a backup and returns the id of the job, which is the backup's too. */
  begin(order: BackupOrder): string {
    if (this.#busy) throw homeAssistantError('Backup manager busy: create_backup');
    try {
      check(order);
    } catch (thrown) {
      this.#tell('failed', 'backup_manager_error');
      throw thrown;
    }
    const at = this.#now();
    const id = createHash('sha1').update(`${at} ${order.name}`).digest('hex').slice(0, 8);
    this.#busy = true;
    this.#tell('in_progress', null);
    this.#timers.after(MAKING_MS, () => {
      const name = order.name?.trim() || `Custom backup ${HA_VERSION}`;
      const made = describe(id, at, {
        name,
        database: order.database,
        protected: order.password !== undefined,
      });
      this.#backups = [...this.#backups, made];
      this.#busy = false;
      this.#tell('completed', null);
    });
    return id;
  }

  #tell(state: string, reason: string | null): void {
    this.#lastEvent = { manager_state: 'create_backup', reason, stage: null, state };
  }
}

function check({ agentIds, more }: BackupOrder): void {
  if (!agentIds.includes(LOCAL_AGENT)) {
    const list = agentIds.map((id) => `'${id}'`).join(', ');
    throw homeAssistantError(`At least one available backup agent must be selected, got [${list}]`);
  }
  if (more) throw homeAssistantError('Addons and folders are not supported by core backup');
}

function describe(
  id: string,
  at: number,
  more: { name: string; automatic?: boolean; database?: boolean; protected?: boolean },
): Record<string, unknown> {
  const automatic = more.automatic ?? false;
  return {
    addons: [],
    backup_id: id,
    date: isoTime(at),
    database_included: more.database ?? true,
    extra_metadata: { instance_id: 'demo', with_automatic_settings: automatic },
    folders: [],
    homeassistant_included: true,
    homeassistant_version: HA_VERSION,
    name: more.name,
    agents: { [LOCAL_AGENT]: { protected: more.protected ?? false, size: SIZE } },
    failed_addons: [],
    failed_agent_ids: [],
    failed_folders: [],
    with_automatic_settings: automatic,
  };
}

import { z } from 'zod';
import { SECOND } from '../../core/clock.ts';
import type { Commander } from '../../home/link.ts';
import { HOME_CONFIGURE } from '../../policy/scopes.ts';
import { ToolError } from '../errors.ts';
import { dayOf } from '../local-days.ts';
import { defineTool, result } from '../tool.ts';
import { planBackup } from './backup-plan.ts';

/** Clients give up on a call after a minute; a big home takes longer for a backup. */
const BOUND_MS = 45 * SECOND;
const FIRST_LOOK_MS = 250;
const LONGEST_PAUSE_MS = 4 * SECOND;
const MEGABYTE = 1_000_000;

const input = z.strictObject({
  name: z.string().trim().min(1).max(100).optional().describe('Such as "Before the update"'),
});

const output = z.strictObject({
  finished: z.boolean().describe('False while Home Assistant still works on it'),
  job_id: z.string(),
  backup_id: z.string().optional(),
  name: z.string().optional(),
  date: z.string().optional(),
  size_mb: z.number().optional(),
  places: z.array(z.string()).describe('Backup agents that have it, or should'),
  encrypted: z.boolean(),
  missing: z.array(z.string()).describe('What failed or was left out'),
});

/** What `backup/info` tells of one backup. */
interface Backup {
  readonly backup_id: string;
  readonly name: string;
  readonly date: string;
  readonly agents: Readonly<Record<string, { readonly protected: boolean; readonly size: number }>>;
  readonly database_included: boolean;
  readonly failed_agent_ids?: readonly string[];
  readonly failed_addons?: readonly { readonly name?: string }[];
  readonly failed_folders?: readonly string[];
}

interface BackupInfo {
  readonly state: string;
  readonly backups: readonly Backup[];
  readonly last_action_event: {
    readonly manager_state?: string;
    readonly state?: string;
    readonly reason?: string | null;
  } | null;
}

export const createBackup = defineTool({
  name: 'create_backup',
  title: 'Create a backup',
  description:
    'Makes a full backup of Home Assistant where the automatic backups are kept, encrypted like them, or else on its own disk. Older backups stay. Use it before risky changes.',
  scope: HOME_CONFIGURE,
  reach: 'everything',
  annotations: {
    readOnlyHint: false,
    destructiveHint: false,
    idempotentHint: false,
    openWorldHint: true,
  },
  input,
  output,
  async run({ name }, { home, now }) {
    const before = await backupInfo(home);
    if (before.state !== 'idle') {
      throw new ToolError(
        `Home Assistant is busy with backups (${before.state.replaceAll('_', ' ')}). Try again when it is done.`,
      );
    }
    const plan = await planBackup(home);
    const { backup_job_id: jobId } = await home.command<{ backup_job_id: string }>({
      type: 'backup/generate',
      ...plan,
      name: name ?? `Backup by assistant ${dayOf(now, home.mirror.config.timeZone)}`,
    });
    const known = new Set(before.backups.map(({ backup_id }) => backup_id));
    const after = await untilIdle(home);
    const made = after?.backups.find(({ backup_id }) => !known.has(backup_id));
    const planned = {
      job_id: jobId,
      places: [...plan.agent_ids],
      encrypted: plan.password !== undefined,
      missing: [],
    };
    if (after === undefined) {
      return result(
        { finished: false, ...planned },
        `The backup is still being made (job ${jobId}). It will be listed under Settings, System, Backups; sensor.backup_backup_manager_state is idle when it is done.`,
      );
    }
    if (made === undefined) throw failed(after);
    const described = { finished: true, ...planned, ...describe(made) };
    return result(described, backupText(described));
  },
});

function backupInfo(home: Commander): Promise<BackupInfo> {
  return home.command<BackupInfo>({ type: 'backup/info' });
}

/** Looks again and again until the backup is done; nothing when it takes longer than the bound. */
async function untilIdle(home: Commander): Promise<BackupInfo | undefined> {
  let pause = FIRST_LOOK_MS;
  for (let waited = 0; waited < BOUND_MS; waited += pause) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    const info = await backupInfo(home);
    if (info.state !== 'create_backup') return info;
    pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
  }
  return undefined;
}

function failed({ last_action_event: event }: BackupInfo): ToolError {
  const reason = event?.reason?.replaceAll('_', ' ') ?? 'no reason given';
  return new ToolError(`The backup failed: ${reason}. The log of Home Assistant says more.`);
}

function describe(backup: Backup) {
  const copies = Object.entries(backup.agents);
  const size = Math.max(0, ...copies.map(([, { size }]) => size));
  return {
    backup_id: backup.backup_id,
    name: backup.name,
    date: backup.date,
    size_mb: Math.round((size / MEGABYTE) * 100) / 100,
    places: copies.map(([agent]) => agent),
    encrypted: copies.length > 0 && copies.every(([, copy]) => copy.protected),
    missing: [
      ...(backup.failed_agent_ids ?? []).map((agent) => `the copy on ${agent}`),
      ...(backup.failed_addons ?? []).map((addon) => `add-on ${addon.name ?? 'without a name'}`),
      ...(backup.failed_folders ?? []).map((folder) => `folder ${folder}`),
      ...(backup.database_included ? [] : ['history (left out by the backup settings)']),
    ],
  };
}

function backupText(made: z.output<typeof output>): string {
  const lock = made.encrypted ? ', encrypted' : ', not encrypted';
  return [
    `Made the backup "${made.name}" (${made.backup_id}), ${made.size_mb} MB${lock}, on ${made.places.join(', ')}.`,
    ...(made.missing.length > 0 ? [`Missing: ${made.missing.join(', ')}.`] : []),
  ].join('\n');
}

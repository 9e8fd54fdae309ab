import { DAY, SECOND } from '../../core/clock.ts';
import { isLatchkeyError } from '../../core/errors.ts';
import { isHomeCommandError } from '../../home/errors.ts';
import type { Home } from '../../home/home.ts';
import type { HomeMessage } from '../../home/link.ts';
import type { Mirror } from '../../home/mirror.ts';
import { localTime } from '../local-time.ts';
import { type Finding, type Kind, oneLine } from './findings.ts';
import { logFindings } from './log-findings.ts';
import { repairFindings } from './repair-findings.ts';

/** A place of backups far away must not keep the answer waiting. */
const PART_TIMEOUT_MS = 10 * SECOND;
const OLD_BACKUP_MS = 14 * DAY;

/** Everything here is asked of the home as a whole, and shown to administrators only. */
export interface HomeFindings {
  readonly findings: readonly Finding[];
  /** What was not looked at, with the reason. */
  readonly notChecked: readonly string[];
}

export interface HomeFindingsOptions {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly administrator: boolean;
  /** Looks for this kind alone. */
  readonly only: Kind | undefined;
}

type Ask = <T>(message: HomeMessage) => Promise<T>;

interface Part {
  readonly kind: Kind;
  readonly name: string;
  look(): Promise<readonly Finding[]>;
}

/**
 * What needs attention beyond the entities: repairs, integrations, failed automations, backups, the
 * recorder and the log. Home Assistant shows these to administrators, so nothing at all is asked for
 * anybody else.
 */
export async function homeFindings(
  home: Home,
  { now, administrator, only }: HomeFindingsOptions,
): Promise<HomeFindings> {
  const ask: Ask = (message) => home.command(message, { timeoutMs: PART_TIMEOUT_MS });
  const { mirror } = home;
  const { language, timeZone } = mirror.config;
  const all: readonly Part[] = [
    { kind: 'repair', name: 'repairs', look: () => repairFindings(ask, language) },
    { kind: 'integration', name: 'integrations', look: () => integrationFindings(ask) },
    { kind: 'automation', name: 'automation runs', look: () => failedAutomations(ask, mirror) },
    { kind: 'backup', name: 'backups', look: () => backupFindings(ask, timeZone, now) },
    { kind: 'recorder', name: 'recorder', look: () => recorderFindings(ask) },
    { kind: 'log', name: 'log', look: () => logFindings(ask, timeZone) },
  ];
  const parts = all.filter(({ kind }) => only === undefined || only === kind);
  if (!administrator && parts.length > 0) {
    const names = parts.map(({ name }) => name).join(', ');
    return { findings: [], notChecked: [`${names} (for administrators only)`] };
  }
  const looked = await Promise.all(parts.map(tryPart));
  return {
    findings: looked.flatMap(({ findings }) => findings),
    notChecked: looked.flatMap(({ notChecked }) => notChecked),
  };
}

/** One part that this home does not have, or that is slow, does not spoil the others. */
async function tryPart({ name, look }: Part): Promise<HomeFindings> {
  try {
    return { findings: await look(), notChecked: [] };
  } catch (thrown) {
    if (!isHomeCommandError(thrown) && !isLatchkeyError(thrown, 'home_timeout')) throw thrown;
    const reason = isHomeCommandError(thrown, 'unknown_command')
      ? 'this home does not have it'
      : oneLine(thrown.message, 100);
    return { findings: [], notChecked: [`${name} (${reason})`] };
  }
}

/** The states of a config entry that somebody has to do something about. */
const BROKEN: Readonly<Record<string, string>> = {
  setup_error: 'could not be set up',
  setup_retry: 'could not be set up and is tried again',
  migration_error: 'could not be migrated to this version',
  failed_unload: 'could not be unloaded',
};

async function integrationFindings(ask: Ask): Promise<readonly Finding[]> {
  const entries = await ask<
    { domain: string; title: string; state: string; reason: string | null }[]
  >({ type: 'config_entries/get' });
  return entries.flatMap(({ domain, title, state, reason }): readonly Finding[] => {
    const broken = BROKEN[state];
    if (broken === undefined) return [];
    const why = reason ? `: ${reason}` : '';
    return [
      {
        severity: 'problem',
        kind: 'integration',
        title: oneLine(`${domain} (${title}) ${broken}${why}`),
        fix: 'Check that its device or service answers, then reload the integration.',
      },
    ];
  });
}

interface Trace {
  readonly item_id: string;
  readonly script_execution: string | null;
  readonly error?: string;
  readonly not_triggered?: boolean;
  readonly timestamp: { readonly start: string };
}

async function failedAutomations(ask: Ask, mirror: Mirror): Promise<readonly Finding[]> {
  const traces = await ask<Trace[]>({ type: 'trace/list', domain: 'automation' });
  const last = new Map<string, Trace>();
  for (const trace of traces) {
    if (trace.not_triggered === true) continue;
    const known = last.get(trace.item_id);
    if (known === undefined || startOf(known) <= startOf(trace)) last.set(trace.item_id, trace);
  }
  return mirror.entities().flatMap((entity): readonly Finding[] => {
    if (entity.domain !== 'automation') return [];
    const trace = last.get(String(entity.state.attributes.id));
    if (trace === undefined || trace.script_execution !== 'error') return [];
    const at = localTime(startOf(trace), mirror.config.timeZone);
    return [
      {
        severity: 'problem',
        kind: 'automation',
        title: oneLine(`${entity.name} failed at ${at}: ${trace.error ?? 'no reason given'}`),
        fix: 'Correct the step that failed, then run the automation once.',
        entityIds: [entity.id],
      },
    ];
  });
}

function startOf(trace: Trace): number {
  return Date.parse(trace.timestamp.start);
}

interface BackupInfo {
  readonly backups: readonly { readonly date: string }[];
  readonly last_attempted_automatic_backup: string | null;
  readonly last_completed_automatic_backup: string | null;
}

async function backupFindings(
  ask: Ask,
  timeZone: string,
  now: number,
): Promise<readonly Finding[]> {
  const info = await ask<BackupInfo>({ type: 'backup/info' });
  const attempted = Date.parse(info.last_attempted_automatic_backup ?? '');
  const completed = Date.parse(info.last_completed_automatic_backup ?? '');
  const failed = attempted > (Number.isNaN(completed) ? 0 : completed);
  const newest = Math.max(...info.backups.map(({ date }) => Date.parse(date)));
  const about = { severity: 'problem', kind: 'backup' } as const;
  return [
    ...(failed
      ? [
          {
            ...about,
            title: `The automatic backup of ${localTime(attempted, timeZone)} did not succeed`,
            fix: 'Check the backup settings, or make one with create_backup.',
          },
        ]
      : []),
    ...(info.backups.length === 0
      ? [{ ...about, title: 'There is no backup', fix: 'Make one with create_backup.' }]
      : []),
    ...(now - newest > OLD_BACKUP_MS && Number.isFinite(newest)
      ? [
          {
            ...about,
            title: `The newest backup is of ${localTime(newest, timeZone)}`,
            fix: 'Make one with create_backup, and set up automatic backups.',
          },
        ]
      : []),
  ];
}

async function recorderFindings(ask: Ask): Promise<readonly Finding[]> {
  const info = await ask<{ recording: boolean; thread_running: boolean }>({
    type: 'recorder/info',
  });
  if (info.recording && info.thread_running) return [];
  return [
    {
      severity: 'problem',
      kind: 'recorder',
      title: 'History is not being recorded',
      fix: 'Look for recorder in the log; the disk may be full or the database damaged.',
    },
  ];
}

import { SECOND } from '../../core/clock.ts';
import { isLatchkeyError } from '../../core/errors.ts';
import { isHomeCommandError } from '../../home/errors.ts';
import type { Home } from '../../home/home.ts';
import { failedAutomations } from './automation-runs.ts';
import { backupFindings } from './backup-findings.ts';
import { type Ask, type Finding, type Kind, oneLine } from './findings.ts';
import { logFindings } from './log-findings.ts';
import { repairFindings } from './repair-findings.ts';

/** A place of backups far away must not keep the answer waiting. */
const PART_TIMEOUT_MS = 10 * SECOND;

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
  const notTold = !administrator
    ? 'for administrators only'
    : home.limited
      ? 'beyond what may be seen here'
      : undefined;
  if (notTold !== undefined && parts.length > 0) {
    const names = parts.map(({ name }) => name).join(', ');
    return { findings: [], notChecked: [`${names} (${notTold})`] };
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

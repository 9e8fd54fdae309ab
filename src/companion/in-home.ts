import { isLatchkeyError } from '../core/errors.ts';
import { isHomeCommandError } from '../home/errors.ts';
import type { Home } from '../home/home.ts';

const DOMAIN = 'latchkey';

/** What Home Assistant itself knows of the companion. */
export interface CompanionInHome {
  /** The version it read when it started; undefined when it found none. */
  readonly version: string | undefined;
  /** Its entries under Settings, Devices & services: none, or one. */
  readonly entries: readonly string[];
  /** Whether one of them is open, so that requests come through. */
  readonly open: boolean;
}

interface Entry {
  readonly entry_id: string;
  readonly state: string;
}

/** Asks Home Assistant, as an administrator, which companion it runs. Throws like `Home.command`. */
export async function companionInHome(home: Pick<Home, 'command'>): Promise<CompanionInHome> {
  const entries = await home.command<readonly Entry[]>({
    type: 'config_entries/get',
    domain: DOMAIN,
  });
  return {
    version: await versionRead(home),
    entries: entries.map(({ entry_id: id }) => id),
    open: entries.some(({ state }) => state === 'loaded'),
  };
}

/** Takes the companion's entries away, which closes the door at once. Throws like `Home.rest`. */
export async function closeInHome(home: Pick<Home, 'command' | 'rest'>): Promise<void> {
  const { entries } = await companionInHome(home);
  for (const id of entries) {
    await home.rest({ method: 'DELETE', path: ['config', 'config_entries', 'entry', id] });
  }
}

/**
 * Restarts Home Assistant: `refused` when its configuration has an error, `starting` while it has
 * not finished its last start, when it may take the order and forget it. An answer that never comes
 * is what a restart looks like. Throws when it cannot be asked at all.
 */
export async function restartHome(
  home: Pick<Home, 'command' | 'callService'>,
): Promise<'restarting' | 'refused' | 'starting'> {
  const { state } = await home.command<{ readonly state?: unknown }>({ type: 'get_config' });
  if (state !== 'RUNNING') return 'starting';
  try {
    await home.callService({ domain: 'homeassistant', service: 'restart' });
  } catch (thrown) {
    if (isHomeCommandError(thrown)) return 'refused';
    const gone = ['home_unreachable', 'home_timeout'] as const;
    if (!gone.some((code) => isLatchkeyError(thrown, code))) throw thrown;
  }
  return 'restarting';
}

/** Home Assistant looks for custom integrations only when it starts, and remembers what it found. */
async function versionRead(home: Pick<Home, 'command'>): Promise<string | undefined> {
  try {
    const manifest = await home.command<{ readonly version?: unknown }>({
      type: 'manifest/get',
      integration: DOMAIN,
    });
    return typeof manifest.version === 'string' ? manifest.version.slice(0, 40) : '';
  } catch (thrown) {
    if (isHomeCommandError(thrown, 'not_found')) return undefined;
    throw thrown;
  }
}

import { existsSync } from 'node:fs';
import type { Logger } from 'pino';
import { announceCompanion } from './companion/announce.ts';
import { type CompanionPlace, companionStatus } from './companion/folder.ts';
import { companionSecretOf } from './companion/secret.ts';
import type { Config, ReadConfig } from './config/config.ts';
import { oauthEnabledMessage, startRefusedMessage } from './config/messages.ts';
import { readOptionsFile } from './config/options-file.ts';
import { readConfig } from './config/read-config.ts';
import { SECOND } from './core/clock.ts';
import { LatchkeyError } from './core/errors.ts';
import { systemRandom } from './core/ids.ts';
import { CHECKOUT_DATA, SHIPPED_COMPANION } from './core/places.ts';
import { createLog } from './debug/log.ts';
import { startLatchkey } from './latchkey.ts';
import { stopOnSignal } from './stop-on-signal.ts';
import type { Supervisor } from './supervisor/client.ts';
import { tellReady } from './tell-ready.ts';

/** The Supervisor's file is root's alone, so in the image there is a copy of it for us. */
const OPTIONS_FILE = process.env.LATCHKEY_OPTIONS_FILE ?? '/data/options.json';

/** Who may write into Home Assistant's folder, where Latchkey itself may not. */
const HELPER = process.env.LATCHKEY_COMPANION_HELPER;

/** The companion we ship, and the Home Assistant it is for when nobody names another. */
export const COMPANION: CompanionPlace = {
  config: '/homeassistant',
  shipped: SHIPPED_COMPANION,
  ...(HELPER !== undefined && { helper: HELPER }),
};

/** The process: configuration in, listeners up, a clean stop on SIGTERM and SIGINT. */
export async function main(): Promise<void> {
  const { config, warnings } = readSettings();
  const log = createLog(config.logLevel);
  for (const warning of warnings) log.warn(warning);

  const starting = startLatchkey(config, log, {
    environment: process.env,
    companionPlace: COMPANION,
    restMs: 100,
    onListening: () => stopOnSignal(async () => (await starting).stop()),
  });
  const latchkey = await starting;
  void announce(config, log);
  // So that the settings have an answer when somebody opens them first.
  setTimeout(() => latchkey.examination.look(), 10 * SECOND).unref();
  if (config.mode === 'oauth' && latchkey.doors.baseUrls.length > 0)
    log.info(oauthEnabledMessage(latchkey.doors.canonical.issuer));
  log.info(
    config.supervisor !== undefined && latchkey.doors.baseUrls.length === 0
      ? 'Open the web UI of Latchkey in Home Assistant: the next step is there'
      : `Connect your assistant to ${latchkey.doors.canonical.resource}`,
  );
  tellReady(process.env.LATCHKEY_READY_FD);
}

/** Tells Home Assistant where its companion finds us, where there is one. */
async function announce(config: Config, log: Logger): Promise<void> {
  const supervisor = ourSupervisor();
  if (supervisor === undefined) return;
  const installed = companionStatus(COMPANION);
  if (!installed.ok || installed.value.state === 'absent') return;
  if (installed.value.state === 'stale') {
    log.warn('The companion in Home Assistant is an older one: latchkey companion install');
  }
  const secret = secretOf(config);
  const told = await announceCompanion(supervisor, { port: config.port, secret });
  if (!told.ok) log.warn('The Supervisor could not be told where the companion finds Latchkey');
}

/** The Supervisor whose app we are; undefined in a checkout and in a plain container. */
export function ourSupervisor(): Supervisor | undefined {
  const token = process.env.SUPERVISOR_TOKEN;
  return token === undefined || token === '' ? undefined : { url: 'http://supervisor', token };
}

/** What the companion has to show to the Latchkey with these settings. */
export function secretOf(config: Config): string {
  return companionSecretOf(config, systemRandom);
}

/** What the options file and the environment say. Throws `config_unsafe`. */
export function readSettings(): ReadConfig {
  const inApp = existsSync(OPTIONS_FILE);
  const { config, warnings } = readConfig({
    env: process.env,
    options: readOptionsFile(OPTIONS_FILE),
    defaultDataDir: inApp ? '/data' : CHECKOUT_DATA,
  });
  return { config: withHome(config, inApp), warnings };
}

/**
 * Where Home Assistant is when nobody says: at the Supervisor's name for it, and at the port that the
 * Supervisor tells once we run; without one, at the usual place.
 */
function withHome(config: Config, inApp: boolean): Config {
  if (config.homes.length > 0) return config;
  const url = inApp ? 'http://homeassistant:8123' : 'http://homeassistant.local:8123';
  const browserUrl = config.homeBrowserUrl ?? (inApp ? undefined : url);
  const home = { name: 'Home', url, verifyTls: true };
  return {
    ...config,
    homes: [browserUrl === undefined ? home : { ...home, browserUrl }],
    ...(config.supervisor !== undefined && { homeIsFound: true }),
  };
}

if (import.meta.main) {
  main().catch((error: unknown) => {
    if (!(error instanceof LatchkeyError)) throw error;
    console.error(startRefusedMessage(error));
    process.exitCode = 1;
  });
}

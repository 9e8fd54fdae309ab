import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config, ReadConfig } from './config/config.ts';
import { oauthEnabledMessage, startRefusedMessage } from './config/messages.ts';
import { readOptionsFile } from './config/options-file.ts';
import { readConfig } from './config/read-config.ts';
import { LatchkeyError } from './core/errors.ts';
import { createLog } from './debug/log.ts';
import { startLatchkey } from './latchkey.ts';
import { stopOnSignal } from './stop-on-signal.ts';

const OPTIONS_FILE = '/data/options.json';

/** The process: configuration in, listeners up, a clean stop on SIGTERM and SIGINT. */
export async function main(): Promise<void> {
  const { config, warnings } = readSettings();
  const log = createLog(config.logLevel);
  for (const warning of warnings) log.warn(warning);

  const latchkey = await startLatchkey(config, log, { environment: process.env });
  if (config.mode === 'oauth') log.info(oauthEnabledMessage(latchkey.doors.canonical.issuer));
  log.info(`Connect your assistant to ${latchkey.doors.canonical.resource}`);
  stopOnSignal(() => latchkey.stop());
}

/** What the options file and the environment say. Throws `config_unsafe`. */
export function readSettings(): ReadConfig {
  const inImage = existsSync(OPTIONS_FILE);
  const { config, warnings } = readConfig({
    env: process.env,
    options: readOptionsFile(OPTIONS_FILE),
    defaultDataDir: inImage ? '/data' : join(import.meta.dirname, '..', '.data'),
  });
  return { config: withHome(config, inImage), warnings };
}

/** Where Home Assistant is when nobody says: by the Supervisor's name for it, or the usual one. */
function withHome(config: Config, inImage: boolean): Config {
  if (config.homes.length > 0) return config;
  const url = inImage ? 'http://homeassistant:8123' : 'http://homeassistant.local:8123';
  const browserUrl = config.homeBrowserUrl ?? (inImage ? undefined : url);
  const home = { name: 'Home', url, verifyTls: true };
  return { ...config, homes: [browserUrl === undefined ? home : { ...home, browserUrl }] };
}

if (import.meta.main) {
  main().catch((error: unknown) => {
    if (!(error instanceof LatchkeyError)) throw error;
    console.error(startRefusedMessage(error));
    process.exitCode = 1;
  });
}

import { createHmac } from 'node:crypto';
import type { Config } from '../config/config.ts';
import { type Random, randomId } from '../core/ids.ts';
import { openGuardedFile } from '../keys/guarded-file.ts';

interface Kept {
  readonly version: 1;
  readonly secret: string;
}

/**
 * The secret that the companion in Home Assistant shows with every request it passes on: the
 * operator's own, or the one in `companion.json`, which is made on the first start; of instances that
 * share a database, one that follows from the key they have in common. Throws
 * `keyring_unreadable` for a damaged file, `disk_full` and `store_unavailable`.
 */
export function companionSecret(options: {
  readonly dataDir: string;
  readonly random: Random;
  readonly operator: string | undefined;
  /** A key that every instance on one database has; with one, no file is made. */
  readonly sharedKey?: string | undefined;
}): string {
  if (options.operator !== undefined) return options.operator;
  if (options.sharedKey !== undefined) {
    return createHmac('sha256', options.sharedKey).update('companion').digest('base64url');
  }
  const file = openGuardedFile<Kept>({
    dir: options.dataDir,
    name: 'companion',
    isState: isKept,
    loss: 'Latchkey has to be added to Home Assistant’s integrations again',
  });
  if (file.state() === undefined) file.create({ version: 1, secret: randomId(options.random) });
  const kept = file.state();
  if (kept === undefined) throw new Error('the secret was written and is not there');
  return kept.secret;
}

function isKept(value: unknown): value is Kept {
  if (typeof value !== 'object' || value === null) return false;
  const { version, secret } = value as Partial<Record<keyof Kept, unknown>>;
  return version === 1 && typeof secret === 'string' && secret.length >= 16;
}

/** The secret with these settings. Throws likewise. */
export function companionSecretOf(
  config: Pick<Config, 'dataDir' | 'companionSecret' | 'databaseUrl' | 'encryptionKeys'>,
  random: Random,
): string {
  const { dataDir, companionSecret: operator, databaseUrl, encryptionKeys } = config;
  const sharedKey = databaseUrl === undefined ? undefined : encryptionKeys[0];
  return companionSecret({ dataDir, random, operator, sharedKey });
}

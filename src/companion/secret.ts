import { type Random, randomId } from '../core/ids.ts';
import { openGuardedFile } from '../keys/guarded-file.ts';

interface Kept {
  readonly version: 1;
  readonly secret: string;
}

/**
 * The secret that the companion in Home Assistant shows with every request it passes on: the
 * operator's own, or the one in `companion.json`, which is made on the first start. Throws
 * `keyring_unreadable` for a damaged file, `disk_full` and `store_unavailable`.
 */
export function companionSecret(options: {
  readonly dataDir: string;
  readonly random: Random;
  readonly operator: string | undefined;
}): string {
  if (options.operator !== undefined) return options.operator;
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

import type { Config } from '../config/config.ts';
import type { Clock } from '../core/clock.ts';
import type { Random } from '../core/ids.ts';
import { filesIn } from '../keys/kept-state.ts';
import { type Keyring, openKeyring } from '../keys/keyring.ts';
import { statesIn } from '../keys/shared-state.ts';
import type { Store } from '../store/contract.ts';
import type { Instances } from '../store/instances.ts';

/** What the keys are opened with. */
export interface OpenKeysDependencies {
  readonly config: Config;
  readonly store: Store;
  /** Absent where there is but one Latchkey. */
  readonly instances: Instances | undefined;
  readonly clock: Clock;
  readonly random: Random;
  /** Hears why keys that another instance changed could not be taken up yet. */
  readonly onError: (error: Error) => void;
}

/**
 * Opens the keyring: in its file, or in the database that several instances share, where each takes up
 * at once what another changes. Throws as `openKeyring`.
 */
export async function openKeys({
  config,
  store,
  instances,
  onError,
  ...sources
}: OpenKeysDependencies): Promise<Keyring> {
  const keeper =
    instances === undefined
      ? filesIn(config.dataDir)
      : statesIn({ ...sources, table: instances.states, encryptionKeys: config.encryptionKeys });
  const keyring = await openKeyring({
    ...sources,
    dataDir: config.dataDir,
    keeper,
    encryptionKeys: config.encryptionKeys,
    signingSecrets: config.signingSecrets,
    accessTokenMs: config.lifetimes.accessTokenMs,
    mayCreate: !(await holdsSecrets(store)),
  });
  instances?.on('states', () => void keyring.reload().catch(onError));
  return keyring;
}

/** Whether anything was sealed with keys that a fresh keyring would not have. */
async function holdsSecrets(store: Store): Promise<boolean> {
  if (await store.hasLiveGrants()) return true;
  return (await store.namedSecrets()).length > 0;
}

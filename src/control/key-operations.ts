import { LatchkeyError } from '../core/errors.ts';
import type { Keyring, KeysInUse } from '../keys/keyring.ts';
import { type SealedThing, sealAnew } from '../keys/seal-anew.ts';
import { ControlRefusal } from './refusal.ts';

export interface KeyOperationsDependencies {
  readonly keyring: Pick<
    Keyring,
    | 'inUse'
    | 'rotateSigningKey'
    | 'rotateEncryptionKey'
    | 'forgetOldEncryptionKeys'
    | 'isNewest'
    | 'reseal'
  >;
  /** Everything that is sealed now. */
  readonly sealed: () => Promise<readonly SealedThing[]>;
}

/**
 * What whoever runs Latchkey does with its own keys, for the command line and the settings alike.
 * Throws `ControlRefusal`, and `disk_full`.
 */
export class KeyOperations {
  readonly #deps: KeyOperationsDependencies;

  constructor(deps: KeyOperationsDependencies) {
    this.#deps = deps;
  }

  list(): KeysInUse {
    return this.#deps.keyring.inUse();
  }

  /** Signs with a new key from now on. */
  async rotateSigning(): Promise<void> {
    await asRefusal(() => this.#deps.keyring.rotateSigningKey());
  }

  /**
   * Seals with the first of the operator's keys what an older one sealed, so that the older one can be
   * taken off their list. Throws like the store.
   */
  async sealWithFirst(): Promise<void> {
    await sealAnew(await this.#deps.sealed(), this.#deps.keyring);
  }

  /** Seals everything with a new key and forgets the old one. How many things no key had opened. */
  async rotateEncryption(): Promise<number> {
    const { keyring, sealed } = this.#deps;
    await asRefusal(async () => keyring.rotateEncryptionKey());
    const unreadable = await sealAnew(await sealed(), keyring);
    // What was sealed with the old key while that went on.
    await sealAnew(await sealed(), keyring);
    keyring.forgetOldEncryptionKeys();
    return unreadable;
  }
}

async function asRefusal(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof LatchkeyError) || error.code !== 'config_unsafe') throw error;
    throw new ControlRefusal('keys_configured', error.message);
  }
}

import { isLatchkeyError } from '../core/errors.ts';
import type { Keyring } from './keyring.ts';

/** Something sealed, and how to put its new form where the old one is. */
export interface SealedThing {
  readonly purpose: string;
  readonly recordId: string;
  readonly sealed: string;
  /** Keeps the new form; nothing when the thing has changed meanwhile, which sealed it anew. */
  keep(sealed: string): Promise<unknown>;
}

/**
 * Seals everything with the newest key. How many no key of ours opens: those stay as they are. Throws
 * what keeping throws, so that no key is thrown away that something still needs.
 */
export async function sealAnew(
  things: readonly SealedThing[],
  keyring: Pick<Keyring, 'isNewest' | 'reseal'>,
): Promise<number> {
  let unreadable = 0;
  for (const { purpose, recordId, sealed, keep } of things) {
    if (keyring.isNewest(sealed)) continue;
    try {
      await keep(keyring.reseal(purpose, recordId, sealed));
    } catch (error) {
      if (!isLatchkeyError(error, 'sealed_unreadable')) throw error;
      unreadable += 1;
    }
  }
  return unreadable;
}

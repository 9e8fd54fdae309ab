import type { Clock } from '../core/clock.ts';
import { LatchkeyError } from '../core/errors.ts';
import { type Random, randomId } from '../core/ids.ts';
import { cleanToken } from '../home/token.ts';
import type { HomeUser } from '../home/user.ts';
import type { Keyring } from '../keys/keyring.ts';
import { tokenHash } from '../keys/token-hash.ts';
import type { Credential, Person, Store } from '../store/contract.ts';

/** What credentials are sealed for; a credential's row opens as nothing else. */
const PURPOSE = 'home-credential';

/** A credential in the clear, for the connection it opens and nothing else. */
export interface OpenedCredential {
  /** The home's name in the operator's list. */
  readonly home: string;
  readonly token: string;
}

export interface Vault {
  /**
   * Seals a person's token for `Store.finishTransaction`; keeps nothing itself. The same token of
   * the same person is the same credential again.
   */
  prepareCredential(proven: {
    readonly home: string;
    readonly user: HomeUser;
    readonly token: string;
  }): Promise<{ readonly credential: Credential; readonly person: Person }>;
  /**
   * Throws `home_refused` when the credential was forgotten, because its person must sign in again,
   * and `sealed_unreadable` when no key of ours opens it.
   */
  openCredential(id: string): Promise<OpenedCredential>;
}

export interface VaultDependencies {
  readonly store: Pick<Store, 'credential' | 'credentialByFingerprint'>;
  readonly keyring: Pick<Keyring, 'seal' | 'open'>;
  readonly clock: Clock;
  readonly random?: Random;
}

/** The vault of people's credentials: the only code that decrypts one. */
export function createVault(deps: VaultDependencies): Vault {
  const { store, keyring, clock, random } = deps;
  return {
    async prepareCredential({ home, user, token }) {
      const secret = cleanToken(token);
      const fingerprint = tokenHash(secret);
      const now = clock();
      const known = await store.credentialByFingerprint(home, user.id, fingerprint);
      const id = known?.id ?? randomId(random);
      return {
        credential: {
          id,
          home,
          personId: user.id,
          kind: 'token',
          fingerprint,
          // Sealed anew even when known: that heals a row whose key was lost.
          sealed: keyring.seal(PURPOSE, id, secret),
          createdAt: known?.createdAt ?? now,
        },
        person: {
          home,
          id: user.id,
          name: user.name,
          administrator: user.administrator,
          seenAt: now,
        },
      };
    },

    async openCredential(id) {
      const credential = await store.credential(id);
      if (credential === undefined) {
        throw new LatchkeyError('home_refused', 'This connection was ended. Sign in again.');
      }
      return { home: credential.home, token: keyring.open(PURPOSE, id, credential.sealed) };
    },
  };
}

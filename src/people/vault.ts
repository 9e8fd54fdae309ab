import type { Clock } from '../core/clock.ts';
import { LatchkeyError } from '../core/errors.ts';
import { type Random, randomId } from '../core/ids.ts';
import type { HomeLogin } from '../home/login.ts';
import { cleanToken } from '../home/token.ts';
import type { HomeUser } from '../home/user.ts';
import type { Keyring } from '../keys/keyring.ts';
import type { SealedThing } from '../keys/seal-anew.ts';
import { tokenHash } from '../keys/token-hash.ts';
import type { Credential, Person, Store } from '../store/contract.ts';

/** What credentials are sealed for; a credential's row opens as nothing else. */
const PURPOSE = 'home-credential';

/** The id of the operator's own credential, which is never in the store: ids there are random. */
export const OPERATOR_CREDENTIAL = 'operator';

/** What proves a person to their home: a token they made, or their login there. */
export type Secret = { readonly token: string } | { readonly login: HomeLogin };

/** A credential in the clear, for the connection it opens and nothing else. */
export type OpenedCredential = Secret & {
  /** The home's name in the operator's list. */
  readonly home: string;
};

export interface Vault {
  /**
   * Seals a person's secret for `Store.finishTransaction`; keeps nothing itself. The same token of
   * the same person is the same credential again.
   */
  prepareCredential(
    proven: Secret & { readonly home: string; readonly user: HomeUser },
  ): Promise<{ readonly credential: Credential; readonly person: Person }>;
  /** Every credential, to be sealed with another key. */
  sealed(): Promise<readonly SealedThing[]>;
  /**
   * Throws `home_refused` when the credential was forgotten, because its person must sign in again,
   * and `sealed_unreadable` when no key of ours opens it.
   */
  openCredential(id: string): Promise<OpenedCredential>;
}

export interface VaultDependencies {
  readonly store: Pick<
    Store,
    'credential' | 'credentials' | 'credentialByFingerprint' | 'resealCredential'
  >;
  readonly keyring: Pick<Keyring, 'seal' | 'open'>;
  readonly clock: Clock;
  readonly random?: Random;
  /** HOMEASSISTANT_TOKEN and the home it opens, when the operator gave one. */
  readonly operator?: OpenedCredential | undefined;
}

/** The vault of people's credentials: the only code that decrypts one. */
export function createVault(deps: VaultDependencies): Vault {
  const { store, keyring, clock, random } = deps;
  return {
    async prepareCredential(proven) {
      const { home, user } = proven;
      const secret = 'token' in proven ? cleanToken(proven.token) : asText(proven.login);
      const fingerprint = tokenHash('token' in proven ? secret : proven.login.refreshToken);
      const now = clock();
      const known = await store.credentialByFingerprint(home, user.id, fingerprint);
      const id = known?.id ?? randomId(random);
      return {
        credential: {
          id,
          home,
          personId: user.id,
          kind: 'token' in proven ? 'token' : 'oauth',
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

    async sealed() {
      return (await store.credentials()).map(({ id, sealed }) => ({
        purpose: PURPOSE,
        recordId: id,
        sealed,
        keep: (anew) => store.resealCredential(id, sealed, anew),
      }));
    },

    async openCredential(id) {
      if (id === OPERATOR_CREDENTIAL && deps.operator !== undefined) return deps.operator;
      const credential = await store.credential(id);
      if (credential === undefined) {
        throw new LatchkeyError('home_refused', 'This connection was ended. Sign in again.');
      }
      const secret = keyring.open(PURPOSE, id, credential.sealed);
      const { home, kind } = credential;
      return kind === 'token' ? { home, token: secret } : { home, login: asLogin(secret) };
    },
  };
}

function asText({ refreshToken, clientId }: HomeLogin): string {
  return JSON.stringify({ refresh_token: refreshToken, client_id: clientId });
}

function asLogin(text: string): HomeLogin {
  const kept = JSON.parse(text) as { readonly refresh_token: string; readonly client_id: string };
  return { refreshToken: kept.refresh_token, clientId: kept.client_id };
}

import type { HomeAddress } from '../config/config.ts';
import { type Clock, MINUTE, SECOND } from '../core/clock.ts';
import { isLatchkeyError } from '../core/errors.ts';
import { Refresher } from '../home/refresher.ts';
import type { Credential, Store } from '../store/contract.ts';
import type { Vault } from './vault.ts';

/** When a home that did not answer is told again; after these, with the upkeep of the store. */
const TRY_AGAIN_AFTER_MS = [5 * SECOND, MINUTE];

export interface SignOutDependencies {
  readonly store: Pick<Store, 'unusedCredentials' | 'endCredential'>;
  readonly vault: Pick<Vault, 'openCredential'>;
  readonly homes: readonly HomeAddress[];
  /** Ends a login at its home (`endLogin`). */
  readonly endLogin: (home: HomeAddress, refreshToken: string) => Promise<void>;
  /** Closes the live connection first: it would come back when the home ends it. */
  readonly closeConnection: (credentialId: string) => Promise<void>;
  readonly clock: Clock;
  readonly log: (sentence: string) => void;
}

/**
 * Signs people out of their home's login when the last grant that stood on it has ended. The store
 * knows what is left to tell, so nothing is lost with the power, and whoever ends a grant neither
 * waits for a home nor fails with it. Tokens that people made themselves are theirs and stay.
 */
export class SignOut {
  readonly #deps: SignOutDependencies;
  readonly #passes = new Refresher(() => this.#pass(), 0);
  #retry: NodeJS.Timeout | undefined;
  #failures = 0;
  #stopped = false;

  constructor(deps: SignOutDependencies) {
    this.#deps = deps;
  }

  /** Tells homes what ended; called whenever something may have. Never throws. */
  soon(): Promise<void> {
    return this.#stopped ? Promise.resolve() : this.#passes.request();
  }

  /** Lets what is under way finish, and begins nothing more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#retry);
    await this.#passes.request();
  }

  async #pass(): Promise<void> {
    clearTimeout(this.#retry);
    if (this.#stopped) return;
    try {
      const { store, clock } = this.#deps;
      const unused = await store.unusedCredentials(clock());
      const told = await Promise.all(unused.map((credential) => this.#tell(credential)));
      if (told.every(Boolean)) this.#failures = 0;
      else this.#tryAgain();
    } catch (thrown) {
      this.#deps.log(`Sign-ins that ended could not be looked up: ${(thrown as Error).message}`);
    }
  }

  /** False when it is worth trying again. */
  async #tell({ id, home: name }: Credential): Promise<boolean> {
    const { store, vault, homes, clock, log } = this.#deps;
    try {
      await this.#deps.closeConnection(id);
      const opened = await vault.openCredential(id);
      const home = homes.find((one) => one.name === name);
      if (home !== undefined && 'login' in opened) {
        await this.#deps.endLogin(home, opened.login.refreshToken);
      }
    } catch (thrown) {
      // What no key of ours opens can never be told; it ends by itself, 90 days after its last use.
      if (
        !isLatchkeyError(thrown, 'sealed_unreadable') &&
        !isLatchkeyError(thrown, 'home_refused')
      ) {
        log(`${name} could not be told that a sign-in ended: ${(thrown as Error).message}`);
        return false;
      }
    }
    await store.endCredential(id, 'credential_refused', clock());
    return true;
  }

  #tryAgain(): void {
    const pause = TRY_AGAIN_AFTER_MS[this.#failures];
    this.#failures += 1;
    if (pause === undefined || this.#stopped) return;
    this.#retry = setTimeout(() => void this.soon(), pause);
    this.#retry.unref();
  }
}

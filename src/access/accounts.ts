import { ok, type Result, refused } from '../core/result.ts';
import { OPERATOR_CREDENTIAL } from '../people/vault.ts';
import type { Store } from '../store/contract.ts';
import type { Account } from './principal.ts';

export interface AccountsDependencies {
  readonly store: Pick<Store, 'liveGrantsOf' | 'person'>;
  /** The home that HOMEASSISTANT_TOKEN opens; undefined when there is none. */
  readonly operatorHome: string | undefined;
}

/** An account, and whether it is an administrator's. */
export type FoundAccount = Account & { readonly administrator: boolean };

/** Finds the account of the home that a machine acts with. */
export class Accounts {
  readonly #deps: AccountsDependencies;

  constructor(deps: AccountsDependencies) {
    this.#deps = deps;
  }

  /**
   * The newest live sign-in of that person, by name or id; with nobody named, the operator's own
   * account, which never counts as an administrator's. Refused with a sentence that says what to do
   * about it.
   */
  async of(actAs: string | undefined): Promise<Result<FoundAccount, string>> {
    return actAs === undefined ? this.#operator() : this.#person(actAs);
  }

  #operator(): Result<FoundAccount, string> {
    const { operatorHome } = this.#deps;
    return operatorHome === undefined
      ? refused(
          'There is no account of the home to act with: set HOMEASSISTANT_TOKEN, or name somebody in act_as.',
        )
      : ok({ home: operatorHome, credentialId: OPERATOR_CREDENTIAL, administrator: false });
  }

  async #person(actAs: string): Promise<Result<FoundAccount, string>> {
    const live = await this.#deps.store.liveGrantsOf(actAs);
    const [newest] = live;
    if (newest === undefined) {
      const called = await this.#nameOf(actAs);
      return refused(
        `${called}, as whom this acts, is not signed in: let ${called} connect any assistant once.`,
      );
    }
    const { person, grant } = newest;
    if (live.some((one) => one.person.id !== person.id || one.person.home !== person.home)) {
      return refused(
        `Several people are called ${actAs}: write the person's id in act_as, or id@home.`,
      );
    }
    return ok({
      home: grant.home,
      credentialId: grant.credentialId,
      person: { id: person.id, grantId: grant.id },
      administrator: person.administrator,
    });
  }

  /** What people call somebody who is written as `id@home`. */
  async #nameOf(actAs: string): Promise<string> {
    const [, id = '', home = ''] = /^(.+)@([^@]+)$/.exec(actAs) ?? [];
    const person = id === '' ? undefined : await this.#deps.store.person(home, id);
    return person?.name || actAs;
  }
}

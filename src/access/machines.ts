import { machineScope } from '../policy/scopes.ts';
import type { Accounts } from './accounts.ts';
import type { MachinePrincipal } from './principal.ts';

/** A machine as the operator described it. */
export interface Machine {
  /** Which of the store's machines it is; absent for one of the configuration. */
  readonly madeId?: string | undefined;
  readonly name: string;
  readonly clientId?: string;
  /** What the operator wrote; absent means looking only. */
  readonly scope: readonly string[] | undefined;
  readonly actAs: string | undefined;
}

/** Makes principals of machines that were proven, one way for every kind of proof. */
export class Machines {
  readonly #accounts: Accounts;
  readonly #supported: () => readonly string[];

  constructor(deps: {
    readonly accounts: Accounts;
    readonly supported: () => readonly string[];
  }) {
    this.#accounts = deps.accounts;
    this.#supported = deps.supported;
  }

  /** The principal of a machine: its account as it is now, and only what that account may do. */
  async principal(machine: Machine, expiresAt?: number): Promise<MachinePrincipal> {
    const account = await this.#accounts.of(machine.actAs);
    const administrator = account.ok && account.value.administrator;
    return {
      kind: 'machine',
      name: machine.name,
      ...(machine.madeId !== undefined && { madeId: machine.madeId }),
      ...(machine.clientId !== undefined && { clientId: machine.clientId }),
      account,
      scope: machineScope(machine.scope, this.#supported(), administrator),
      ...(expiresAt !== undefined && { expiresAt }),
    };
  }
}

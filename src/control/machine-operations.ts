import type { MachineFault, MadeMachines, MadeSecret } from '../access/made/made-machines.ts';
import { type PersonToActAs, peopleToActAs } from '../access/made/people-to-act-as.ts';
import type { Clock } from '../core/clock.ts';
import type { Result } from '../core/result.ts';
import type { KeptMachine, Store } from '../store/contract.ts';
import { machines as words } from '../words/en/machines.ts';
import type { MachineAnswer, MadeSecretAnswer } from './answers.ts';
import { ControlRefusal } from './refusal.ts';

export interface MachineOperationsDependencies {
  readonly made: Pick<MadeMachines, 'addKey' | 'rotate' | 'remove' | 'markOf'>;
  readonly store: Store;
  readonly clock: Clock;
  /** Where programs reach `/mcp`. */
  readonly resource: () => string;
}

/** A key that somebody asks for at the command line. */
export interface AskedKey {
  readonly name: string;
  readonly scope: readonly string[];
  /** A person by name, id or `id@home`; absent: the house's own account. */
  readonly as?: string;
}

/** What the command line does with machines that were made here. Throws `ControlRefusal`. */
export class MachineOperations {
  readonly #deps: MachineOperationsDependencies;

  constructor(deps: MachineOperationsDependencies) {
    this.#deps = deps;
  }

  async list(): Promise<readonly MachineAnswer[]> {
    const { store } = this.#deps;
    const uses = await store.machineUses();
    return (await store.machines()).map(({ id, name, kind, scope, actAs, createdAt }) => {
      const lastUsedAt = uses.get(id);
      return {
        ...{ id, name, kind, scope, createdAt },
        ...(actAs !== undefined && { actAs }),
        ...(lastUsedAt !== undefined && { lastUsedAt }),
      };
    });
  }

  async addKey({ name, scope, as }: AskedKey): Promise<MadeSecretAnswer> {
    const actAs = as === undefined ? undefined : (await this.#person(as)).actAs;
    return this.#shown('machine_made', await this.#deps.made.addKey({ name, scope, actAs }));
  }

  /** Replaces the secret of a machine; the former one stays good for a day, or ends now. */
  async rotate(who: string, keepFormer: boolean): Promise<MadeSecretAnswer> {
    const { made } = this.#deps;
    const machine = await this.#named(who);
    if (machine.kind === 'issuer') {
      throw new ControlRefusal('machine_refused', 'A sign-in service has no secret to replace.');
    }
    const seen = await made.markOf(machine);
    return this.#shown('machine_secret_replaced', await made.rotate(machine.id, seen, keepFormer));
  }

  async remove(who: string): Promise<void> {
    const { id } = await this.#named(who);
    this.#note('machine_removed', given(await this.#deps.made.remove(id)));
  }

  #shown(what: string, done: Result<MadeSecret, MachineFault>): MadeSecretAnswer {
    const { machine, secret } = given(done);
    this.#note(what, machine);
    const { id, name, kind } = machine;
    return { id, name, kind, secret, address: this.#deps.resource() };
  }

  #note(outcome: string, { id: machineId, kind: machineKind }: KeptMachine): void {
    const { store, clock } = this.#deps;
    const detail = { machineId, machineKind, by: 'command line' };
    store.appendAudit({ at: clock(), kind: 'settings', outcome, detail });
  }

  async #named(who: string): Promise<KeptMachine> {
    const all = await this.#deps.store.machines();
    const found = all.find((one) => one.id === who || one.name === who);
    if (found !== undefined) return found;
    throw new ControlRefusal(
      'unknown_machine',
      'There is none of that name or id here; those of the configuration are changed there.',
    );
  }

  async #person(who: string): Promise<PersonToActAs> {
    const people = await peopleToActAs(this.#deps.store);
    const meant = people.filter(
      ({ actAs, name }) => actAs === who || name === who || actAs.startsWith(`${who}@`),
    );
    const [person, another] = meant;
    if (person !== undefined && another === undefined) return person;
    throw new ControlRefusal(
      'machine_refused',
      person === undefined
        ? 'Nobody of that name is signed in: have them connect any assistant once.'
        : 'Several people go by that name: write id@home instead.',
    );
  }
}

function given<T>(done: Result<T, MachineFault>): T {
  if (done.ok) return done.value;
  throw new ControlRefusal('machine_refused', words.problems[done.error]);
}

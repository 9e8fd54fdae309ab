import type { MadeMachines } from '../../access/made/made-machines.ts';
import { peopleToActAs } from '../../access/made/people-to-act-as.ts';
import type { KeptMachine, Store } from '../../store/contract.ts';
import type { KnownMachine } from './model.ts';

/** Every machine that was made here, with what the store knows of each. */
export async function knownMachines(
  store: Store,
  made: Pick<MadeMachines, 'markOf'>,
): Promise<readonly KnownMachine[]> {
  const [kept, uses, people] = await Promise.all([
    store.machines(),
    store.machineUses(),
    peopleToActAs(store),
  ]);
  return Promise.all(
    kept.map(async (machine) => {
      const { id, actAs } = machine;
      const usedAt = uses.get(id);
      const formerUntil = await formerEndOf(machine, store);
      const signedIn = people.find((one) => one.actAs === actAs);
      return {
        machine,
        mark: await made.markOf(machine),
        ...(usedAt !== undefined && { usedAt }),
        ...(formerUntil !== undefined && { formerUntil }),
        ...(actAs !== undefined && {
          person: {
            name: signedIn?.name ?? (await nameOf(actAs, store)),
            signedIn: signedIn !== undefined,
          },
        }),
      };
    }),
  );
}

async function formerEndOf(machine: KeptMachine, store: Store): Promise<number | undefined> {
  if (machine.kind === 'issuer') return undefined;
  if (machine.kind === 'key') return machine.previousEndsAt;
  return (await store.client(machine.id))?.previousSecretEndsAt;
}

/** Of somebody who is not signed in any more. */
async function nameOf(actAs: string, store: Store): Promise<string> {
  const at = actAs.lastIndexOf('@');
  const person = await store.person(actAs.slice(at + 1), actAs.slice(0, at));
  return person?.name || actAs;
}

import type { Clock } from '../core/clock.ts';
import type { Store } from '../store/contract.ts';
import type { Prover } from './prover.ts';

/** The same prover; a machine of ours that it proves counts as used. Waits for no disk. */
export function notingUse(
  prover: Prover,
  { store, clock }: { readonly store: Pick<Store, 'touchMachine'>; readonly clock: Clock },
): Prover {
  return (token, door) =>
    prover(token, door)?.then((proven) => {
      if (proven?.status === 'known' && proven.principal.kind === 'machine') {
        const { madeId } = proven.principal;
        if (madeId !== undefined) store.touchMachine(madeId, clock());
      }
      return proven;
    });
}

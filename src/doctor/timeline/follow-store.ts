import type { Store } from '../../store/contract.ts';
import type { Timeline } from './timeline.ts';

/**
 * The same store; `timeline` hears how people answer at consent forms, from the one place where an
 * answer counts.
 */
export function tellAnswers(store: Store, timeline: Timeline): Store {
  return {
    ...store,
    async finishTransaction(id, answer, now) {
      const finished = await store.finishTransaction(id, answer, now);
      if (finished.status === 'finished') timeline.answered(id, answer.allowed?.code.grantId);
      return finished;
    },
    async putSignIn(signIn) {
      await store.putSignIn(signIn);
      timeline.wentHome(signIn.transactionId);
    },
  };
}

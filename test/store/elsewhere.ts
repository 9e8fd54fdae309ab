import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Store } from '../../src/store/contract.ts';

/** A store as another process has it: no answer of another process comes in the turn it was asked in. */
export function elsewhere(store: Store): Store {
  return new Proxy(store, {
    get(target, name) {
      const found: unknown = Reflect.get(target, name);
      if (typeof found !== 'function') return found;
      return (...args: unknown[]): unknown => {
        const answer: unknown = Reflect.apply(found, target, args);
        return answer instanceof Promise ? answer.finally(() => nextTurn()) : answer;
      };
    },
  });
}

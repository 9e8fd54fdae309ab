import type { Store } from './contract.ts';

/** The same store; `ended` hears of everything after which a grant or a machine may be gone, or rests. */
export function tellEnds(store: Store, ended: () => void): Store {
  return {
    ...store,
    async endGrant(id, reason, now) {
      const did = await store.endGrant(id, reason, now);
      if (did) ended();
      return did;
    },
    async pauseGrant(id, now) {
      const did = await store.pauseGrant(id, now);
      if (did) ended();
      return did;
    },
    async endCredential(credentialId, reason, now) {
      const ids = await store.endCredential(credentialId, reason, now);
      if (ids.length > 0) ended();
      return ids;
    },
    async removeClient(id, now) {
      const ids = await store.removeClient(id, now);
      if (ids !== undefined) ended();
      return ids;
    },
    async removeMachine(id, now) {
      const did = await store.removeMachine(id, now);
      if (did) ended();
      return did;
    },
    async rotateRefresh(oldHash, next, graceMs, now) {
      const outcome = await store.rotateRefresh(oldHash, next, graceMs, now);
      if (outcome.status === 'reused') ended();
      return outcome;
    },
    async purge(now, keep) {
      const ids = await store.purge(now, keep);
      ended();
      return ids;
    },
  };
}

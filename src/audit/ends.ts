import type { GrantEnd, Store } from '../store/contract.ts';

/** The same store; every grant that ends, however it ends, leaves an event of kind `grant`. */
export function auditEnds(store: Store): Store {
  /** What is known of a grant that has just ended; reading it must not undo that it ended. */
  async function ended(grantId: string, reason: GrantEnd, at: number): Promise<void> {
    const grant = await store.grant(grantId).catch(() => undefined);
    store.appendAudit({
      at,
      kind: 'grant',
      grantId,
      ...(grant !== undefined && {
        home: grant.home,
        personId: grant.personId,
        clientId: grant.clientId,
        issuer: grant.issuer,
      }),
      outcome: reason,
    });
  }

  return {
    ...store,
    async endGrant(id, reason, now) {
      const did = await store.endGrant(id, reason, now);
      if (did) await ended(id, reason, now);
      return did;
    },
    async endCredential(credentialId, reason, now) {
      const ids = await store.endCredential(credentialId, reason, now);
      for (const id of ids) await ended(id, reason, now);
      return ids;
    },
    async removeClient(id, now) {
      const ids = await store.removeClient(id, now);
      for (const one of ids ?? []) await ended(one, 'disconnected', now);
      return ids;
    },
    async rotateRefresh(oldHash, next, graceMs, now) {
      const outcome = await store.rotateRefresh(oldHash, next, graceMs, now);
      if (outcome.status === 'reused') await ended(outcome.grantId, 'refresh_replayed', now);
      return outcome;
    },
    async purge(now, keep) {
      const ids = await store.purge(now, keep);
      for (const id of ids) await ended(id, 'expired', now);
      return ids;
    },
  };
}

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

  async function live(): Promise<readonly string[]> {
    const grants = await store.grants();
    return grants.filter(({ endedAt }) => endedAt === undefined).map(({ id }) => id);
  }

  /** Writes down those of `before` that have ended since. */
  async function endedSince(before: readonly string[], at: number): Promise<void> {
    for (const id of before) {
      const grant = await store.grant(id).catch(() => undefined);
      if (grant?.endedReason !== undefined) await ended(id, grant.endedReason, at);
    }
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
      const before = await live();
      const did = await store.removeClient(id, now);
      await endedSince(before, now);
      return did;
    },
    async rotateRefresh(oldHash, next, graceMs, now) {
      const outcome = await store.rotateRefresh(oldHash, next, graceMs, now);
      if (outcome.status === 'reused') await ended(outcome.grantId, 'refresh_replayed', now);
      return outcome;
    },
    async purge(now, keep) {
      const before = await live();
      await store.purge(now, keep);
      await endedSince(before, now);
    },
  };
}

import { type Clock, DAY } from '../core/clock.ts';
import { scopeNow } from '../people/scope-now.ts';
import type { Client, Grant, Store } from '../store/contract.ts';
import type { ClientAnswer, GrantAnswer, GrantsAnswer } from './grant-answers.ts';

const ENDED_SHOWN_MS = 7 * DAY;

export interface GrantOperationsDependencies {
  readonly store: Pick<
    Store,
    | 'appendAudit'
    | 'client'
    | 'clients'
    | 'credentials'
    | 'endCredential'
    | 'endGrant'
    | 'grant'
    | 'grants'
    | 'narrowGrant'
    | 'pauseGrant'
    | 'person'
    | 'removeClient'
    | 'resumeGrant'
  >;
  readonly clock: Clock;
}

/**
 * What administrators do with grants and the clients that hold them, for the command line and the
 * settings alike. Every change takes effect with the client's next request.
 */
export class GrantOperations {
  readonly #deps: GrantOperationsDependencies;

  constructor(deps: GrantOperationsDependencies) {
    this.#deps = deps;
  }

  async grants(): Promise<GrantsAnswer> {
    const { store, clock } = this.#deps;
    const clients = new Map((await store.clients()).map((one) => [one.id, one]));
    const shownFrom = clock() - ENDED_SHOWN_MS;
    const found = (await store.grants()).filter(
      ({ endedAt }) => endedAt === undefined || endedAt > shownFrom,
    );
    const answers: GrantAnswer[] = [];
    for (const grant of found) {
      const person = await store.person(grant.home, grant.personId);
      const scope = await scopeNow(grant.scope, grant, store);
      const client = clients.get(grant.clientId);
      answers.push(answerOf({ ...grant, scope }, client, person?.name));
    }
    return {
      grants: answers.filter(({ endedAt }) => endedAt === undefined).reverse(),
      ended: answers
        .filter(({ endedAt }) => endedAt !== undefined)
        .sort((one, other) => (other.endedAt ?? 0) - (one.endedAt ?? 0)),
    };
  }

  /**
   * Leaves a grant only these of its scopes. False when it is gone, or nothing would be left of it.
   */
  async lower(id: string, scope: readonly string[]): Promise<boolean> {
    return this.#noted(id, 'lowered', await this.#deps.store.narrowGrant(id, scope));
  }

  /** False when it is gone, or was paused already. */
  async pause(id: string): Promise<boolean> {
    const { store, clock } = this.#deps;
    return this.#noted(id, 'paused', await store.pauseGrant(id, clock()));
  }

  /** False when it is gone, or was not paused. */
  async resume(id: string): Promise<boolean> {
    return this.#noted(id, 'resumed', await this.#deps.store.resumeGrant(id));
  }

  /** Ends a grant. False when it is gone. */
  async end(id: string): Promise<boolean> {
    const { store, clock } = this.#deps;
    return store.endGrant(id, 'disconnected', clock());
  }

  /** Ends every grant of everybody, and the codes that would become one; how many grants those were. */
  async endAll(): Promise<number> {
    const { store, clock } = this.#deps;
    let ended = 0;
    for (const { id } of await store.credentials()) {
      ended += (await store.endCredential(id, 'disconnected', clock())).length;
    }
    for (const { id, endedAt } of await store.grants()) {
      if (endedAt === undefined && (await this.end(id))) ended += 1;
    }
    return ended;
  }

  async clients(): Promise<readonly ClientAnswer[]> {
    const { store } = this.#deps;
    const live = new Map<string, number>();
    for (const { clientId, endedAt } of await store.grants()) {
      if (endedAt === undefined) live.set(clientId, (live.get(clientId) ?? 0) + 1);
    }
    return (await store.clients()).map(({ id, name, origin, createdAt, approvedAt }) => ({
      id,
      name,
      origin,
      createdAt,
      ...(approvedAt !== undefined && { approvedAt }),
      grants: live.get(id) ?? 0,
    }));
  }

  /**
   * Forgets a client and ends its grants. One that the operator listed would be back after a restart,
   * so it is left alone.
   */
  async removeClient(id: string): Promise<'removed' | 'unknown' | 'listed'> {
    const { store, clock } = this.#deps;
    const client = await store.client(id);
    if (client?.origin === 'static') return 'listed';
    return (await store.removeClient(id, clock())) === undefined ? 'unknown' : 'removed';
  }

  /** Writes down a change that was made; ends are written down wherever they come from. */
  async #noted(id: string, outcome: string, did: boolean): Promise<boolean> {
    const { store, clock } = this.#deps;
    const grant = did ? await store.grant(id) : undefined;
    if (grant === undefined) return did;
    const { home, personId, clientId, issuer } = grant;
    const whose = { grantId: id, home, personId, clientId, issuer };
    store.appendAudit({ at: clock(), kind: 'grant', outcome, ...whose });
    return did;
  }
}

function answerOf(
  grant: Grant,
  client: Client | undefined,
  personName: string | undefined,
): GrantAnswer {
  const { clientId, personId, home, issuer, credentialId: _, resource: __, ...shown } = grant;
  const host = client?.origin === 'document' ? URL.parse(client.id)?.host : undefined;
  return {
    ...shown,
    client: {
      id: clientId,
      ...(client !== undefined && { name: client.name }),
      ...(host !== undefined && { host }),
    },
    person: { id: personId, home, ...(personName !== undefined && { name: personName }) },
    door: issuer,
  };
}

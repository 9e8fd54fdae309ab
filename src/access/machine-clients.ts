import type { Clock } from '../core/clock.ts';
import { intersect } from '../policy/scopes.ts';
import type { Client, Store } from '../store/contract.ts';
import type { AccessTokens } from './access-tokens.ts';
import type { Machines } from './machines.ts';
import type { MachinePrincipal } from './principal.ts';
import type { Prover } from './prover.ts';

/** What a revoked token of a client is claimed as, until it would have expired. */
export const REVOKED_TOKEN = 'revoked_token';

/** The clients that act on their own (RFC 6749 section 4.4): listed by the operator, or made here. */
export class MachineClients {
  readonly #machines: Machines;
  readonly #actAs: ReadonlyMap<string, string | undefined>;
  readonly #store: Pick<Store, 'machines'>;

  constructor(deps: {
    readonly machines: Machines;
    readonly listed: readonly { readonly id: string; readonly actAs?: string }[];
    readonly store: Pick<Store, 'machines'>;
  }) {
    this.#machines = deps.machines;
    this.#store = deps.store;
    this.#actAs = new Map(deps.listed.map(({ id, actAs }) => [id, actAs]));
  }

  /** The client as it is now; undefined when it may not act on its own. */
  async principal(client: Client, expiresAt?: number): Promise<MachinePrincipal | undefined> {
    const { id, name, scope, origin, grantTypes } = client;
    if (!grantTypes.includes('client_credentials')) return undefined;
    if (origin === 'static') {
      const machine = { name, clientId: id, scope, actAs: this.#actAs.get(id) };
      return this.#machines.principal(machine, expiresAt);
    }
    if (origin !== 'made') return undefined;
    const made = (await this.#store.machines()).find((one) => one.id === id);
    if (made === undefined) return undefined;
    const machine = { ...made, madeId: id, clientId: id, actAs: made.actAs };
    return this.#machines.principal(machine, expiresAt);
  }
}

/**
 * Access tokens of ours that a client got for itself. The client is looked up at every request, so
 * one that is taken off the list, or may do less, is held to that at once.
 */
export function clientTokens(deps: {
  readonly tokens: AccessTokens;
  readonly clients: MachineClients;
  readonly store: Pick<Store, 'client' | 'claimed'>;
  readonly clock: Clock;
}): Prover {
  return async (token, door) => {
    const claims = await deps.tokens.verify(token);
    if (claims?.issuer !== door.issuer || claims.audience !== door.resource) return undefined;
    if (claims.grantId !== undefined) return undefined;

    const client = await deps.store.client(claims.clientId);
    const principal = client && (await deps.clients.principal(client, claims.expiresAt));
    if (principal === undefined) return undefined;
    if (await deps.store.claimed(REVOKED_TOKEN, claims.id, deps.clock())) return undefined;
    const scope = intersect(principal.scope, claims.scope);
    return { status: 'known', principal: { ...principal, scope } };
  };
}

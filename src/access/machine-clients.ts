import type { Clock } from '../core/clock.ts';
import { intersect } from '../policy/scopes.ts';
import type { Client, Store } from '../store/contract.ts';
import type { AccessTokens } from './access-tokens.ts';
import type { Machines } from './machines.ts';
import type { MachinePrincipal } from './principal.ts';
import type { Prover } from './prover.ts';

/** What a revoked token of a client is claimed as, until it would have expired. */
export const REVOKED_TOKEN = 'revoked_token';

/** Whether a client may act on its own: only one that the operator listed (RFC 6749 section 4.4). */
function isMachineClient(client: Client): boolean {
  return client.origin === 'static' && client.grantTypes.includes('client_credentials');
}

/** The operator's clients that act on their own, as machines. */
export class MachineClients {
  readonly #machines: Machines;
  readonly #actAs: ReadonlyMap<string, string | undefined>;

  constructor(deps: {
    readonly machines: Machines;
    readonly listed: readonly { readonly id: string; readonly actAs?: string }[];
  }) {
    this.#machines = deps.machines;
    this.#actAs = new Map(deps.listed.map(({ id, actAs }) => [id, actAs]));
  }

  /** The client as it is now; undefined when it may not act on its own. */
  async principal(client: Client, expiresAt?: number): Promise<MachinePrincipal | undefined> {
    const { id, name, scope } = client;
    if (!isMachineClient(client)) return undefined;
    const machine = { name, clientId: id, scope, actAs: this.#actAs.get(id) };
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

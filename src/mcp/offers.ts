import { accountOf, type Principal } from '../access/principal.ts';
import { ok, type Result, refused } from '../core/result.ts';
import { GuardedHome } from '../home/guarded-home.ts';
import type { Home } from '../home/home.ts';
import { decide } from '../policy/decide.ts';
import type { ToolReach, ToolScope } from '../tools/tool.ts';
import { type CallDependencies, visibleTools } from './call-tool.ts';

/** A prompt or a resource as policy looks at it: all of them only read, ours only entities. */
export interface Offer {
  readonly name: string;
  readonly scope: ToolScope | `upstream:${string}`;
  readonly reach: ToolReach | 'elsewhere';
  readonly annotations: { readonly readOnlyHint: true };
}

/** What every offer says of itself besides its name and scope. */
export const READS_ENTITIES = {
  reach: 'entities',
  annotations: { readOnlyHint: true },
} as const satisfies Partial<Offer>;

/** Whether a principal may use an offer; listing, using and completing ask this one function. */
export async function mayUse(
  principal: Principal,
  offer: Offer,
  { rulesOf }: CallDependencies,
): Promise<boolean> {
  return decide(principal, await rulesOf(principal), offer).status === 'allow';
}

/** The offers a principal may use, in their order. */
export async function usable<T extends Offer>(
  principal: Principal,
  offers: readonly T[],
  deps: CallDependencies,
): Promise<readonly T[]> {
  const may = await Promise.all(offers.map((offer) => mayUse(principal, offer, deps)));
  return offers.filter((_, index) => may[index]);
}

/** The names of the tools a principal may see. */
export async function usableTools(
  principal: Principal,
  deps: CallDependencies,
): Promise<ReadonlySet<string>> {
  return new Set((await visibleTools(principal, deps)).map(({ name }) => name));
}

/**
 * The home within the rules of a principal; refused with the sentence that says why there is none. Throws like
 * `HomeConnections.for`.
 */
export async function homeOf(
  principal: Principal,
  deps: CallDependencies,
): Promise<Result<{ readonly name: string; readonly home: Home }, string>> {
  const account = accountOf(principal);
  if (!account.ok) return refused(account.error);
  const { home: name, credentialId } = account.value;
  const home = await deps.connections.for(credentialId);
  return ok({ name, home: new GuardedHome(home, await deps.rulesOf(principal)) });
}

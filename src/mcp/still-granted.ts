import type { MachinePrincipal, Principal } from '../access/principal.ts';
import type { RuleBook } from '../access/rule-book.ts';
import { scopeNow } from '../people/scope-now.ts';
import { type Callable, decide } from '../policy/decide.ts';
import { type Rules, rulesFor } from '../policy/rules.ts';
import { covers } from '../policy/scopes.ts';
import type { Store } from '../store/contract.ts';

/**
 * Whether a principal may do now what it was let do when its call came in: while a person was asked,
 * an administrator may have ended, paused or lowered what it stands on, or deleted the machine.
 */
export async function stillGranted(
  principal: Principal,
  scope: string,
  store: Pick<Store, 'grant' | 'person' | 'machines'>,
): Promise<boolean> {
  if (principal.kind === 'machine') return isStillThere(principal, store);
  const grant = await store.grant(principal.grantId);
  if (grant === undefined || grant.endedAt !== undefined || grant.pausedAt !== undefined) {
    return false;
  }
  return covers(await scopeNow(grant.scope, grant, store), [scope]);
}

/** Whether a machine that an administrator made was not deleted since; one of the configuration never is. */
export async function isStillThere(
  { madeId }: MachinePrincipal,
  store: Pick<Store, 'machines'>,
): Promise<boolean> {
  return madeId === undefined || (await store.machines()).some(({ id }) => id === madeId);
}

/** The rules of now for a call that was let in before; undefined when it would not be any more. */
export async function rulesStill(
  principal: Principal,
  tool: Callable,
  {
    store,
    rulesOf,
  }: {
    readonly store: Pick<Store, 'grant' | 'person' | 'machines'>;
    readonly rulesOf: RuleBook;
  },
): Promise<Rules | undefined> {
  if (!(await stillGranted(principal, tool.scope, store))) return undefined;
  const rules = await rulesOf(principal);
  return decide(principal, rules, tool).status === 'allow' ? rulesFor(rules, tool) : undefined;
}

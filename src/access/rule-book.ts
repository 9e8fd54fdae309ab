import { type Rule, type Rules, rulesOver } from '../policy/rules.ts';
import type { Store } from '../store/contract.ts';
import { type Account, accountOf, type Principal } from './principal.ts';

export interface RuleBookDependencies {
  readonly store: Pick<Store, 'person' | 'rule'>;
  /** What the operator wrote in the configuration, for everybody in every home. */
  readonly everywhere: Rule;
}

/** Tells what holds for a caller, at the instant of the request. */
export type RuleBook = (principal: Principal) => Promise<Rules>;

/**
 * The rules of the configuration, of the home, of the person and of the client together. A machine's
 * client is its client id, or its name. Throws what the store throws: with no rules to be had,
 * nothing is allowed.
 */
export function ruleBook({ store, everywhere }: RuleBookDependencies): RuleBook {
  return async (principal) => {
    const account = accountOf(principal);
    if (!account.ok) return rulesOver({ everywhere }, false);
    const { home, person } = account.value;
    const clientId =
      principal.kind === 'machine' ? (principal.clientId ?? principal.name) : principal.clientId;
    const [ofHome, ofPerson, ofClient, meetsAll] = await Promise.all([
      store.rule(home, 'home', ''),
      person === undefined ? undefined : store.rule(home, 'person', person.id),
      store.rule(home, 'client', clientId),
      mayMeetAll(account.value, store),
    ]);
    return rulesOver({ everywhere, home: ofHome, person: ofPerson, client: ofClient }, meetsAll);
  };
}

/**
 * For whom the home is whole unless a rule says otherwise: administrators, and the operator's own
 * account, which whoever runs Latchkey gave to machines by hand.
 */
async function mayMeetAll(
  { home, person }: Account,
  store: RuleBookDependencies['store'],
): Promise<boolean> {
  if (person === undefined) return true;
  return (await store.person(home, person.id))?.administrator === true;
}

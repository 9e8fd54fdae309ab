import { NEIGHBOUR } from '../../access/neighbour-gate.ts';
import { machineScope } from '../../policy/scopes.ts';
import type { KeptRule } from '../../store/contract.ts';
import { supportedNow } from '../../upstreams/supported-now.ts';
import type { SettingsDependencies } from '../dependencies.ts';
import { ruleOf } from './holding.ts';
import type { Audience } from './subjects.ts';

type Needs = Pick<SettingsDependencies, 'store' | 'config' | 'gateway'>;

/** Where programs of an identity provider are met: nobody lists them, but what they did is noted. */
const LOOKED_BACK = 1_000;

/**
 * The programs that the operator let in, by the id that a rule about them has; with how the home looks
 * to those that act for themselves.
 */
export async function programsOf(
  { store, config, gateway }: Needs,
  home: string,
  kept: readonly KeptRule[],
): Promise<ReadonlyMap<string, Audience | undefined>> {
  const supported = supportedNow(config, gateway);
  const itself = async (written: readonly string[] | undefined, actAs: string | undefined) => {
    const [first] = actAs === undefined ? [] : await store.liveGrantsOf(actAs);
    const person = first?.person.home === home ? first.person : undefined;
    const administrator = person?.administrator === true;
    return {
      who: 'itself' as const,
      // The operator's own account sees the home whole, and still configures nothing.
      administrator: actAs === undefined || administrator,
      person: person && ruleOf(kept, 'person', person.id),
      scope: machineScope(written, supported, administrator),
    };
  };
  const programs = new Map<string, Audience | undefined>();
  if (config.mode === 'none') programs.set(NEIGHBOUR, await itself(undefined, undefined));
  for (const { name, scope, actAs } of config.apiKeys) {
    programs.set(name, await itself(scope, actAs));
  }
  for (const { id, grantTypes, scope, actAs } of config.clients) {
    const acts = grantTypes.includes('client_credentials');
    programs.set(id, acts ? await itself(scope, actAs) : undefined);
  }
  const met = config.trustedIssuers.length === 0 ? [] : await store.auditEvents(LOOKED_BACK);
  for (const { detail } of met) {
    const name = detail?.machine;
    if (typeof name !== 'string' || programs.has(name)) continue;
    const issuer = config.trustedIssuers.find((one) => name.startsWith(`${one.name}:`));
    if (issuer !== undefined) programs.set(name, await itself(issuer.scope, issuer.actAs));
  }
  return programs;
}

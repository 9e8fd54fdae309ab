import type { Config } from '../../config/config.ts';
import type { Finding } from '../../doctor/finding.ts';
import type { Store } from '../../store/contract.ts';
import type { Gateway } from '../../upstreams/gateway.ts';
import type { Standing } from './wanted.ts';

export interface StandingDependencies {
  readonly config: Pick<Config, 'apiKeys' | 'clients' | 'trustedIssuers' | 'baseUrls'>;
  readonly store: Pick<Store, 'grants' | 'liveGrantsOf' | 'machines' | 'person'>;
  readonly gateway: Pick<Gateway, 'report'>;
  /** What the last check-up found; none yet. */
  readonly findings: () => readonly Finding[];
  readonly companionStale: () => boolean;
}

/** Gathers what notifications are made of. Throws like the store. */
export async function standingNow(deps: StandingDependencies): Promise<Standing> {
  const report = deps.gateway.report();
  const chosen = deps.config.baseUrls.length > 0;
  const stopped = deps
    .findings()
    .some(({ about, status }) => about === 'door' && status === 'problem');
  return {
    toolsWaiting: report.filter(({ waiting }) => waiting > 0).map(({ name }) => name),
    signInNeeded: report
      .filter(({ status, perPerson }) => status === 'needs sign-in' && !perPerson)
      .map(({ name }) => name),
    companionStale: deps.companionStale(),
    signedOut: await signedOut(deps),
    door: chosen && stopped ? 'problem' : 'sound',
  };
}

/** People as whom programs act who were signed in once: who never was has nothing that stopped. */
async function signedOut({ config, store }: StandingDependencies): Promise<readonly string[]> {
  const machines = [
    ...config.apiKeys,
    ...config.clients,
    ...config.trustedIssuers,
    ...(await store.machines()),
  ];
  const named = new Set(machines.map(({ actAs }) => actAs).filter((one) => one !== undefined));
  if (named.size === 0) return [];
  const grants = await store.grants();
  const found: string[] = [];
  for (const actAs of named) {
    if ((await store.liveGrantsOf(actAs)).length > 0) continue;
    for (const { home, personId } of grants) {
      const name = (await store.person(home, personId))?.name ?? '';
      if (![name, personId, `${personId}@${home}`].includes(actAs)) continue;
      found.push(name === '' ? actAs : name);
      break;
    }
  }
  return found;
}

import { join } from 'node:path';
import { resourceAt } from '../../src/mcp/resources/catalog.ts';
import { eventually } from '../support/eventually.ts';
import type { Ending } from '../support/lastly.ts';
import { signIn, toolNames } from '../support/oauth-client.ts';
import { inHouse, startWithUpstreams } from '../support/written-upstreams.ts';
import { startEverything } from '../upstreams/real/servers.ts';
import type { BearerProxy } from './bearer-proxy.ts';
import { startFixtures } from './fixtures/server.ts';
import { startRenamingProxy } from './renaming-proxy.ts';
import type { Check, ScenarioResult } from './results.ts';

/** An upstream to be asked first by itself, and then through us. */
export interface Compared {
  readonly name: string;
  readonly start: (t: Ending, revision: string) => Promise<string>;
}

/** The official server, and one of our own with all that the scenarios ask for by name. */
export const COMPARED: readonly Compared[] = [
  {
    name: 'everything',
    start: async (t) => (await startEverything(t, 'http')).replace('127.0.0.1', 'localhost'),
  },
  {
    name: 'fixtures',
    start: (t, revision) => startFixtures(t, revision >= '2026' ? 'modern' : 'legacy'),
  },
];

/** A Latchkey with that upstream alone, by its own names: scenarios call those and no other. */
export async function through(t: Ending, name: string, url: string): Promise<BearerProxy> {
  const latchkey = await startWithUpstreams(t, { [name]: inHouse(url) });
  const { tokens } = await signIn(latchkey.base, latchkey.people[0]);
  const token = tokens.access_token;
  const names = () => toolNames(latchkey.url, token);
  await eventually(async () => (await names()).some((one) => one.startsWith(`${name}__`)));
  const own = new Set((await names()).filter((one) => !one.startsWith(`${name}__`)));
  return startRenamingProxy(latchkey.base, token, {
    upstream: name,
    keeps: (asked) => own.has(asked) || resourceAt(asked) !== undefined,
  });
}

/**
 * What has to pass through us: of each scenario the checks that the upstream passes by itself, as
 * they went through us. A scenario whose own checks all fail without us asks nothing of us.
 */
export function toCompare(
  direct: readonly ScenarioResult[],
  through: readonly ScenarioResult[],
): readonly ScenarioResult[] {
  return direct.flatMap(({ scenario, checks }) => {
    const good = checks.filter((check) => isPassed(check, checks));
    if (good.every(({ id }) => id.startsWith('wire-schema-'))) return [];
    const found = through.find((one) => one.scenario === scenario)?.checks ?? [];
    return [
      { scenario, checks: [...new Set(good.map(({ id }) => id))].map((id) => of(id, found)) },
    ];
  });
}

function isPassed({ id, status }: Check, all: readonly Check[]): boolean {
  return status === 'SUCCESS' && all.every((one) => one.id !== id || isFine(one));
}

const isFine = ({ status }: Check) => status === 'SUCCESS' || status === 'SKIPPED';

/** How a check went: the worst of its times. */
function of(id: string, checks: readonly Check[]): Check {
  const made = checks.filter((check) => check.id === id);
  const missed: Check = { id, status: 'FAILURE', errorMessage: 'it was not made through us' };
  return made.find((check) => !isFine(check)) ?? made[0] ?? missed;
}

/** The expected failures of a step. */
export function expectedThrough(name: string, revision: string): string {
  return join(import.meta.dirname, `expected-failures.through.${name}.${revision}.yml`);
}

import type { Home } from '../../home/home.ts';
import type { Mirror } from '../../home/mirror.ts';
import type { Rule } from '../../policy/rules.ts';
import { supportedNow } from '../../upstreams/supported-now.ts';
import type { ListedUser } from '../administrators.ts';
import type { SettingsDependencies } from '../dependencies.ts';
import { ownHomeName } from '../own-home-name.ts';
import { type Subject, subjectsOf } from './subjects.ts';

/** Everything that the pages of permissions look at, as it is at one request. */
export interface Scene {
  /** The operator's name for the home. */
  readonly home: string;
  readonly subjects: readonly Subject[];
  readonly everywhere: Rule;
  readonly homeRule: Rule | undefined;
  readonly supported: readonly string[];
  /** Undefined while the home does not answer: rules can be changed all the same. */
  readonly mirror: Mirror | undefined;
}

/** Looks at the store, the configuration and the home. Throws what the store throws. */
export async function sceneOf(deps: SettingsDependencies): Promise<Scene> {
  const { config, gateway } = deps;
  // Without a home there is no administrator either who could have come this far.
  const home = ownHomeName(config) ?? '';
  const own = await deps.ownHome().catch(() => undefined);
  const subjects = await subjectsOf(deps, home, await usersOf(own));
  return {
    home,
    subjects,
    everywhere: config.rule,
    homeRule: subjects.find(({ kind }) => kind === 'home')?.rule,
    supported: supportedNow(config, gateway),
    mirror: own?.mirror,
  };
}

async function usersOf(home: Home | undefined): Promise<readonly ListedUser[]> {
  const message = { type: 'config/auth/list' };
  return (await home?.command<readonly ListedUser[]>(message).catch(() => undefined)) ?? [];
}

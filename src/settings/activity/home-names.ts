import { setTimeout as pause } from 'node:timers/promises';
import { SECOND } from '../../core/clock.ts';
import type { ListedUser } from '../administrators.ts';
import type { SettingsDependencies } from '../dependencies.ts';
import type { Known } from './sentence.ts';

/** The page is whole without names, so it does not wait for a home that is slow. */
const PATIENCE_MS = SECOND;

/** What the home can name: its things and its users; nothing of either while it is not there. */
export async function homeNames({
  ownHome,
  config,
}: Pick<SettingsDependencies, 'ownHome' | 'config'>): Promise<Pick<Known, 'home' | 'users'>> {
  const none = { home: undefined, users: new Map<string, string>() };
  const [first] = config.homes;
  if (first === undefined) return none;
  const asking = async () => {
    const home = await ownHome();
    const users = await home.command<readonly ListedUser[]>({ type: 'config/auth/list' });
    return {
      home: { name: first.name, mirror: home.mirror },
      users: new Map(users.flatMap(({ id, name }) => (name === null ? [] : [[id, name]]))),
    };
  };
  const giveUp = new AbortController();
  return Promise.race([
    asking().catch(() => none),
    pause(PATIENCE_MS, none, { signal: giveUp.signal, ref: false }).catch(() => none),
  ]).finally(() => giveUp.abort());
}

import type { Check, HomeSubject } from '../check.ts';
import { plain, problem, SOUND, type Verdict } from '../finding.ts';

/** Floors and labels, which rules and tools go by, came with it. */
const NEEDED = '2024.4';

/** Whether a home is new enough; it says its version to everybody, before any login. */
export const homeVersion: Check<HomeSubject> = {
  id: 'home_version',
  about: 'home',
  after: ['home_ban', 'home_proxy'],
  run: async ({ version }) => judgeHomeVersion(await version()),
};

export function judgeHomeVersion(version: string | undefined): Verdict {
  const [year = 0, month = 0] = numbers(version ?? '');
  if (version === undefined || year === 0) return plain('unknown', 'could_not_look');
  const [neededYear = 0, neededMonth = 0] = numbers(NEEDED);
  const isNewEnough = year > neededYear || (year === neededYear && month >= neededMonth);
  return isNewEnough ? SOUND : problem('home_too_old', { version, needed: NEEDED });
}

function numbers(version: string): readonly number[] {
  return (/^(\d{1,4})\.(\d{1,2})/.exec(version) ?? []).slice(1).map(Number);
}

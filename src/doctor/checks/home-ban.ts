import type { Check, HomeSubject } from '../check.ts';
import { problem, SOUND, type Verdict } from '../finding.ts';
import { manifestUrl } from '../home-urls.ts';
import type { Heard } from '../probes/ask.ts';

/** Whether a home has banned our address: then it answers 403 even where no login is needed. */
export const homeBan: Check<HomeSubject> = {
  id: 'home_ban',
  about: 'home',
  after: ['home_reach'],
  run: async ({ home, ask }) => judgeHomeBan(home.url, await ask(manifestUrl(home.url))),
};

export function judgeHomeBan(url: string, heard: Heard): Verdict {
  return heard.ok && heard.value.status === 403 ? problem('home_banned', { url }) : SOUND;
}

import type { Check, HomeSubject } from '../check.ts';
import { problem, SOUND, type Verdict } from '../finding.ts';
import { manifestUrl } from '../home-urls.ts';
import type { Heard } from '../probes/ask.ts';

/** Whether a home accepts what comes through the proxy in front of it; only its 400 can be seen. */
export const homeProxy: Check<HomeSubject> = {
  id: 'home_proxy',
  about: 'home',
  after: ['home_reach'],
  async run({ home, ask }) {
    const urls = new Set([home.url, home.browserUrl ?? home.url]);
    for (const url of urls) {
      const verdict = judgeHomeProxy(url, await ask(manifestUrl(url)));
      if (verdict !== SOUND) return verdict;
    }
    return SOUND;
  },
};

export function judgeHomeProxy(url: string, heard: Heard): Verdict {
  return heard.ok && heard.value.status === 400 ? problem('home_proxy_untrusted', { url }) : SOUND;
}

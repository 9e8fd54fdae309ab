import type { HomeAddress } from '../../config/config.ts';
import type { Check, HomeSubject } from '../check.ts';
import { problem, SOUND, type Verdict, warning } from '../finding.ts';
import { manifestUrl } from '../home-urls.ts';
import type { Heard } from '../probes/ask.ts';

/** Whether the way to a home is encrypted as the operator wanted it. */
export const homeCertificate: Check<HomeSubject> = {
  id: 'home_certificate',
  about: 'home',
  run: async ({ home, ask }) => judgeHomeCertificate(home, await ask(manifestUrl(home.url))),
};

export function judgeHomeCertificate(home: HomeAddress, heard: Heard): Verdict {
  const { url, verifyTls, isFound } = home;
  if (heard.ok) {
    // One that was found is on this very machine, where no certificate can name it.
    const unchecked = url.startsWith('https:') && !verifyTls && isFound !== true;
    return unchecked ? warning('home_certificate_unchecked', { url }) : SOUND;
  }
  const { kind, code } = heard.error;
  if (kind === 'certificate') return problem('home_certificate', { url, code });
  return kind === 'not_https' ? problem('home_not_https', { url }) : SOUND;
}

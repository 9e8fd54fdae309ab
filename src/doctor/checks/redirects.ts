import type { Check, DoorSubject } from '../check.ts';
import { problem, SOUND, type Verdict } from '../finding.ts';
import { documentsOf, INITIALIZE, livenessPath, mcpPath } from '../paths.ts';
import type { Heard } from '../probes/ask.ts';

/** Whether a door redirects, which assistants do not follow; we do not either. */
export const redirects: Check<DoorSubject> = {
  id: 'redirects',
  about: 'door',
  after: ['reach'],
  async run({ door, ask }) {
    const [first = livenessPath(door)] = documentsOf(door);
    const asked = [
      { path: livenessPath(door), heard: ask(livenessPath(door)) },
      { path: mcpPath(door), heard: ask(mcpPath(door), INITIALIZE) },
      { path: first, heard: ask(first) },
    ];
    for (const { path, heard } of asked) {
      const verdict = judgeRedirect(`${door.origin}${path}`, await heard);
      if (verdict !== SOUND) return verdict;
    }
    return SOUND;
  },
};

/** A way back to the same address is a loop: it is what two proxies do that both insist on https. */
export function judgeRedirect(url: string, heard: Heard): Verdict {
  if (!heard.ok || heard.value.status < 300 || heard.value.status >= 400) return SOUND;
  const target = URL.parse(heard.value.headers.location ?? '', url);
  if (target === null) return problem('redirected', { url, to: 'nowhere' });
  // What follows the path could be a state or a token of a login page.
  const to = target.origin + target.pathname;
  if (target.host === new URL(url).host && to.replace(/^http:/, 'https:') === secured(url)) {
    return problem('redirect_loop', { url });
  }
  return problem('redirected', { url, to });
}

const secured = (url: string) => url.replace(/^http:/, 'https:');

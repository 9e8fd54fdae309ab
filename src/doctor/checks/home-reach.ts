import type { Check, HomeSubject } from '../check.ts';
import { problem, SOUND, type Verdict } from '../finding.ts';
import { manifestUrl } from '../home-urls.ts';
import type { Answer, Heard } from '../probes/ask.ts';

/** Whether Home Assistant answers where we look, or else where it is. */
export const homeReach: Check<HomeSubject> = {
  id: 'home_reach',
  about: 'home',
  after: ['home_certificate'],
  async run({ home, ask, usualPorts }) {
    const heard = await ask(manifestUrl(home.url));
    const verdict = judgeHomeReach(home.url, heard);
    if (verdict === SOUND || (!heard.ok && heard.error.kind === 'name')) return verdict;
    const found = await Promise.all(
      otherPlaces(home.url, usualPorts).map(async (url) => {
        const other = await ask(manifestUrl(url));
        return other.ok && isHome(other.value) ? url : undefined;
      }),
    );
    const right = found.find((url) => url !== undefined);
    return right === undefined ? verdict : problem('home_other_port', { url: home.url, right });
  },
};

export function judgeHomeReach(url: string, heard: Heard): Verdict {
  if (!heard.ok) {
    return problem(heard.error.kind === 'name' ? 'home_name_unknown' : 'home_down', { url });
  }
  const { status, headers } = heard.value;
  // Its own refusals have checks of their own.
  if (isHome(heard.value) || status === 403 || status === 400) return SOUND;
  if (status >= 300 && status < 400) {
    const to = URL.parse(headers.location ?? '', url);
    return problem('home_redirects', { url, to: to === null ? 'nowhere' : to.origin });
  }
  // What a proxy in front of a home says while the home starts.
  if (status >= 502 && status <= 504) return problem('home_down', { url });
  return problem('home_not_home', { url, status });
}

/** Home Assistant's own manifest names it so in every language. */
function isHome({ status, body }: Answer): boolean {
  return status === 200 && /"(name|short_name)"\s*:\s*"Home Assistant"/.test(body.toString('utf8'));
}

/** The same host at the ports where Home Assistant usually is. */
function otherPlaces(home: string, ports: readonly number[]): readonly string[] {
  const { hostname, origin } = new URL(home);
  return ports
    .map((port) => new URL(`${port === 443 ? 'https' : 'http'}://${hostname}:${port}`).origin)
    .filter((url) => url !== origin);
}

import { isPublicDoor } from '../../config/base-url.ts';
import { type FrontDoor, isLoopbackHost } from '../../net/front-doors.ts';
import type { Check, DoorSubject } from '../check.ts';
import { problem, SOUND, type Verdict, warning } from '../finding.ts';

/** Whether a door's address, and the one that a person gave an assistant, can work at all. */
export const address: Check<DoorSubject> = {
  id: 'address',
  about: 'door',
  run: async (subject) => judgeAddress(subject),
};

type Address = Pick<DoorSubject, 'door' | 'configured' | 'othersPublic' | 'given'>;

/** Hosted assistants reach https on port 443 of the internet; those in the house reach any. */
export function judgeAddress({ door, configured, othersPublic, given }: Address): Verdict {
  const wrong = given === undefined ? undefined : judgeGiven(given, door);
  if (wrong !== undefined) return wrong;
  const url = door.issuer;
  if (!configured) return warning('url_not_set', { url });
  const { port, hostname } = new URL(url);
  if (isPublicDoor(url)) {
    if (port === '') return SOUND;
    return problem('url_port', { url, port, right: `https://${hostname}${door.path}` });
  }
  if (!door.secure && !isLoopbackHost(door.host)) return warning('url_http_in_house', { url });
  return othersPublic ? SOUND : warning('url_in_house', { url });
}

/** What a person gave an assistant, against the door that they should have given. */
function judgeGiven(given: string, door: FrontDoor): Verdict | undefined {
  const right = door.resource;
  const url = givenUrl(given);
  if (url === undefined) return problem('url_not_a_door', { given: shown(given), right });
  const bare = `${url.origin}${url.pathname}`;
  if (url.hostname !== new URL(door.issuer).hostname) {
    return problem('url_not_a_door', { given: bare, right });
  }
  if (url.protocol === 'http:' && door.secure) {
    return problem('url_http', { given: bare, right });
  }
  if (url.host !== door.host) {
    return problem('url_port', { url: bare, port: url.port || '443', right });
  }
  const path = url.pathname.replace(/\/+$/, '');
  if (path === `${door.path}/mcp` || path === door.path) return undefined;
  return /\/mcp\/+mcp$/.test(path)
    ? problem('url_mcp_twice', { given: bare, right })
    : problem('url_other_path', { given: bare, right });
}

/** An address as people write them, with or without https:// in front. */
export function givenUrl(given: string): URL | undefined {
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(given) ? given : `https://${given}`;
  const url = URL.parse(whole);
  return url !== null && /^https?:$/.test(url.protocol) ? url : undefined;
}

/** No longer than a line: it was typed by hand. */
function shown(given: string): string {
  return given.replace(/[?#].*$/s, '').slice(0, 200);
}

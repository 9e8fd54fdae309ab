import { isPublicDoor } from '../../config/base-url.ts';
import { frontDoor, isLoopbackHost } from '../../net/front-doors.ts';

/** An address that assistants connect to. */
export interface Address {
  readonly url: string;
  readonly reach: 'everywhere' | 'house' | 'machine';
}

/** Every front door as an address to copy; this machine's own when none is configured. */
export function addresses(baseUrls: readonly string[], canonical: string): readonly Address[] {
  const doors = baseUrls.length > 0 ? baseUrls : [canonical];
  return doors.map((url) => ({ url: frontDoor(url).resource, reach: reachOf(url) }));
}

function reachOf(baseUrl: string): Address['reach'] {
  if (isPublicDoor(baseUrl)) return 'everywhere';
  return isLoopbackHost(frontDoor(baseUrl).host) ? 'machine' : 'house';
}

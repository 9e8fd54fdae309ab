import { ok, type Result, refused } from '../core/result.ts';
import type { FrontDoor } from '../net/front-doors.ts';
import { type OAuthRefusal, refusal } from './oauth-error.ts';

/**
 * The resource a request is for (RFC 8707 section 2): the door's own. Absent means it, since older
 * clients never say; the bare base URL means it too, since some clients strip the path.
 */
export function resourceOf(
  asked: string | undefined,
  door: FrontDoor,
): Result<string, OAuthRefusal> {
  if (asked === undefined) return ok(door.resource);
  const url = URL.parse(asked);
  if (url === null || url.hash !== '' || url.search !== '') return foreign();
  const canonical = url.origin + url.pathname.replace(/\/$/, '');
  return canonical === door.resource || canonical === door.issuer ? ok(door.resource) : foreign();
}

function foreign(): Result<string, OAuthRefusal> {
  return refused(
    refusal('invalid_target', 'resource is not the one this server protects', 'resource'),
  );
}

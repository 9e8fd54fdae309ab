import { parseCookie, stringifySetCookie } from 'cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Random, randomId } from '../../core/ids.ts';
import { sameText, tokenHash } from '../../keys/token-hash.ts';
import type { FrontDoor } from '../../net/front-doors.ts';

const NAME = 'latchkey-consent';

/** `__Host-` keeps sibling hosts from planting the cookie, but browsers want https for it. */
function cookieName(door: FrontDoor): string {
  return door.secure ? `__Host-${NAME}` : NAME;
}

/** The secret that binds a consent form to the browser it was handed to, if this browser has one. */
export function browserSecret(request: FastifyRequest, door: FrontDoor): string | undefined {
  const secret = parseCookie(request.headers.cookie ?? '')[cookieName(door)];
  return secret !== undefined && /^[A-Za-z0-9_-]{43}$/.test(secret) ? secret : undefined;
}

/** This browser's secret, made and set when it has none: two open forms share one. */
export function bindBrowser(
  request: FastifyRequest,
  reply: FastifyReply,
  door: FrontDoor,
  random: Random,
  lifeMs: number,
): string {
  const secret = browserSecret(request, door) ?? randomId(random);
  reply.header(
    'Set-Cookie',
    stringifySetCookie({
      name: cookieName(door),
      value: secret,
      // `__Host-` demands the root; without it only the door's own pages need the cookie.
      path: door.secure || door.path === '' ? '/' : door.path,
      httpOnly: true,
      secure: door.secure,
      sameSite: 'lax',
      maxAge: Math.ceil((2 * lifeMs) / 1_000),
    }),
  );
  return secret;
}

/** The token a form must bring back: made from the cookie, so another site cannot know it. */
export function csrfToken(secret: string, handle: string): string {
  return tokenHash(`consent-form ${secret} ${handle}`);
}

/**
 * Whether a POST came from our own page in this browser: the CSRF token, and what the browser
 * itself says of the page it came from (Fetch Metadata; Origin where that is missing).
 */
export function isOwnForm(
  request: FastifyRequest,
  door: FrontDoor,
  secret: string,
  handle: string,
  presented: string | undefined,
): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const origin = request.headers.origin;
  if (origin !== undefined && origin !== door.origin && site !== 'same-origin') return false;
  return presented !== undefined && sameText(presented, csrfToken(secret, handle));
}

import type { FastifyInstance, FastifyRequest } from 'fastify';
import { COMPANION_PATH, companionSays, type PassedOn } from './companion.ts';
import type { FrontDoor, FrontDoors } from './front-doors.ts';

declare module 'fastify' {
  interface FastifyRequest {
    frontDoor: FrontDoor | undefined;
    /** What the companion in Home Assistant says of this request, if it passed it on. */
    passedOn: PassedOn | undefined;
  }
}

/**
 * Matches every request to a front door before anything else looks at it; a name that is none of
 * ours is refused, so a page that rebinds its DNS name to our address gets nowhere. What the
 * companion says of a request counts only with its secret, and it is told when it was heard.
 */
export function guardDoors(
  app: FastifyInstance,
  doors: FrontDoors,
  companion: { readonly secret: string; heard(): void },
): void {
  app.decorateRequest('frontDoor', undefined);
  app.decorateRequest('passedOn', undefined);
  app.addHook('onRequest', (request, reply, done) => {
    if (namesTwoHosts(request)) {
      return void reply.code(400).send({
        error: 'invalid_request',
        error_description: 'the request has more than one Host',
      });
    }
    const said = companionSays(request.raw.headers, companion.secret);
    if (said === 'unknown') {
      return void reply.code(403).send({
        error: 'unknown_companion',
        error_description:
          'Home Assistant shows a secret that is not the one of this Latchkey. Remove Latchkey from its integrations and add it again.',
      });
    }
    request.passedOn = said;
    const throughHome = said?.host !== undefined;
    if (throughHome) companion.heard();
    const door = throughHome
      ? doors.matchThroughHome(said.host)
      : doors.match(request.raw.headers.host);
    if (door === undefined) {
      return void reply.code(403).send({
        error: 'unknown_host',
        error_description: `This name is not one of the front doors. If it should be, add it to MCP_BASE_URL${throughHome ? `, with ${COMPANION_PATH} at its end` : ''}.`,
      });
    }
    request.frontDoor = door;
    done();
  });
}

/** Refused by RFC 9112 section 3.2: a proxy may have looked at the one and we at the other. */
function namesTwoHosts({ raw }: FastifyRequest): boolean {
  let hosts = 0;
  // Names and values in turns.
  for (let index = 0; index < raw.rawHeaders.length; index += 2) {
    const name = raw.rawHeaders[index];
    if (name?.length === 4 && name.toLowerCase() === 'host') hosts += 1;
  }
  return hosts > 1;
}

/** The door a request came through. Only for routes behind `guardDoors`. */
export function doorOf(request: FastifyRequest): FrontDoor {
  if (request.frontDoor === undefined) throw new Error('this route is not behind guardDoors');
  return request.frontDoor;
}

/**
 * Whether a path-inserted address (RFC 8414 section 3.1) is one of a door that there is now: doors
 * come and go while routes stay, and only the companion's path may come.
 */
export function hasDoorAt(url: string, doors: FrontDoors): boolean {
  return !url.includes(COMPANION_PATH) || doors.all.some(({ path }) => path === COMPANION_PATH);
}

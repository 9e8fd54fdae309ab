import type { FastifyInstance } from 'fastify';
import { COMPANION_PATH } from '../net/companion.ts';
import { doorDocument } from '../net/door-document.ts';
import { doorOf, hasDoorAt } from '../net/door-guard.ts';
import type { FrontDoor, FrontDoors } from '../net/front-doors.ts';
import { defaultScope } from '../policy/scopes.ts';

/** Protected resource metadata of a door (RFC 9728 section 2); `offline_access` is never listed. */
export function resourceMetadata(
  door: FrontDoor,
  supported: readonly string[],
): Record<string, unknown> {
  return {
    resource: door.resource,
    authorization_servers: [door.issuer],
    scopes_supported: defaultScope(supported),
    bearer_methods_supported: ['header'],
    resource_name: 'Latchkey',
  };
}

/** Serves it at the root and path-inserted, whichever a client tries first (RFC 9728 section 3.1). */
export function resourceMetadataRoutes(
  app: FastifyInstance,
  doors: FrontDoors,
  supported: () => readonly string[],
): void {
  const document = doorDocument(resourceMetadata);
  const paths = ['', COMPANION_PATH, ...doors.all.map(({ path }) => path)];
  for (const path of new Set(paths.flatMap((path) => [path, `${path}/mcp`]))) {
    const url = `/.well-known/oauth-protected-resource${path}`;
    app.get(url, (request, reply) => {
      if (!hasDoorAt(url, doors)) return reply.callNotFound();
      reply
        .header('Cache-Control', 'public, max-age=300')
        .type('application/json; charset=utf-8')
        .send(document(doorOf(request), supported()));
    });
  }
}

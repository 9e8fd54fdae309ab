import type { FastifyInstance } from 'fastify';
import type { Keyring } from '../../keys/keyring.ts';
import { COMPANION_PATH } from '../../net/companion.ts';
import { doorDocument } from '../../net/door-document.ts';
import { doorOf, hasDoorAt } from '../../net/door-guard.ts';
import type { FrontDoors } from '../../net/front-doors.ts';
import { serverMetadata } from './server-metadata.ts';

export interface MetadataDependencies {
  readonly doors: FrontDoors;
  readonly keyring: Keyring;
  /** What can be granted at all, now: upstreams come and go. */
  readonly supported: () => readonly string[];
}

const NAMES = ['oauth-authorization-server', 'openid-configuration'];

/**
 * The same document wherever a client may look for it (RFC 8414 section 3.1, and OpenID Connect
 * Discovery's place): at the root, path-inserted for the MCP endpoint and for a door with a path,
 * below the path, and below /token where ChatGPT once looked.
 */
export function metadataRoutes(app: FastifyInstance, deps: MetadataDependencies): void {
  const document = doorDocument(serverMetadata);
  for (const url of wellKnownPaths(deps.doors)) {
    app.get(url, (request, reply) => {
      if (!hasDoorAt(url, deps.doors)) return reply.callNotFound();
      reply
        .header('Cache-Control', 'public, max-age=300')
        .type('application/json; charset=utf-8')
        .send(document(doorOf(request), deps.supported()));
    });
  }
  for (const url of ['/jwks', '/oauth/jwks', '/.well-known/jwks.json']) {
    app.get(url, async (_request, reply) => {
      reply.header('Cache-Control', 'public, max-age=300');
      return deps.keyring.jwks();
    });
  }
}

function wellKnownPaths(doors: FrontDoors): readonly string[] {
  const paths = ['', COMPANION_PATH, ...doors.all.map(({ path }) => path)];
  const inserted = paths.flatMap((path) => [path, `${path}/mcp`]);
  return [
    ...new Set(
      NAMES.flatMap((name) => [
        ...inserted.map((path) => `/.well-known/${name}${path}`),
        `/mcp/.well-known/${name}`,
        `/token/.well-known/${name}`,
      ]),
    ),
  ];
}

import type { FrontDoor } from '../net/front-doors.ts';
import type { Question } from './probes/ask.ts';

const KINDS = ['oauth-protected-resource', 'oauth-authorization-server', 'openid-configuration'];

/** Where a door answers whether it is up; a path below the origin, as all of these. */
export const livenessPath = (door: FrontDoor) => `${door.path}/healthz`;

export const mcpPath = (door: FrontDoor) => `${door.path}/mcp`;

/**
 * Every document that an assistant may look for at a door, most wanted first (RFC 9728 section 3.1, RFC
 * 8414 section 3.1): below the root they are the host's own when the door has a path.
 */
export function documentsOf({ path }: FrontDoor): readonly string[] {
  const places = path === '' ? ['/mcp', ''] : [`${path}/mcp`, path];
  return [
    ...KINDS.flatMap((kind) => places.map((place) => `/.well-known/${kind}${place}`)),
    `${path}/jwks`,
  ];
}

/** How an assistant of the older era begins; it is refused before it is read. */
export const INITIALIZE: Question = {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({
    jsonrpc: '2.0',
    id: 1,
    method: 'initialize',
    params: {
      protocolVersion: '2025-11-25',
      capabilities: {},
      clientInfo: { name: 'latchkey-doctor', version: '1' },
    },
  }),
};

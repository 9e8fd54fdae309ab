import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';

/**
 * Each request has a name of ours in every line that is logged of it, and in its answer, so that
 * somebody who shows us one can be told what the log says. What a client calls it is not believed.
 */
export const REQUEST_IDS = {
  requestIdHeader: false,
  genReqId: nextId,
} as const;

/** Nine bytes, so that each is spelt with letters of its own. */
const ID_LENGTH = 12;
const BYTES_AT_ONCE = 500 * 9;

let drawn = '';
let used = 0;

/** Drawn and spelt by the hundred, since a few random bytes at a time are slow to come by. */
function nextId(): string {
  if (used >= drawn.length) {
    drawn = randomBytes(BYTES_AT_ONCE).toString('base64url');
    used = 0;
  }
  used += ID_LENGTH;
  return drawn.slice(used - ID_LENGTH, used);
}

/** Says with every answer what its request is called in the log. */
export function sendRequestIds(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('X-Request-Id', request.id);
    done();
  });
}

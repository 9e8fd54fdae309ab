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

const ID_BYTES = 9;
const DRAWN_AT_ONCE = 500 * ID_BYTES;

let drawn: Buffer = Buffer.alloc(0);
let used = 0;

/** Drawn by the hundred, since the system is slow to give a few random bytes at a time. */
function nextId(): string {
  if (used >= drawn.length) {
    drawn = randomBytes(DRAWN_AT_ONCE);
    used = 0;
  }
  used += ID_BYTES;
  return drawn.toString('base64url', used - ID_BYTES, used);
}

/** Says with every answer what its request is called in the log. */
export function sendRequestIds(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('X-Request-Id', request.id);
    done();
  });
}

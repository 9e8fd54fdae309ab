import type { FastifyInstance } from 'fastify';
import { randomId } from '../core/ids.ts';

/**
 * Each request has a name of ours in every line that is logged of it, and in its answer, so that
 * somebody who shows us one can be told what the log says. What a client calls it is not believed.
 */
export const REQUEST_IDS = {
  requestIdHeader: false,
  genReqId: () => randomId(undefined, 9),
} as const;

/** Says with every answer what its request is called in the log. */
export function sendRequestIds(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('X-Request-Id', request.id);
    done();
  });
}

import type { FastifyError, FastifyInstance } from 'fastify';
import { isLatchkeyError } from '../core/errors.ts';
import { faultOf } from '../core/fault.ts';

const RETRY_SECONDS = '5';

/**
 * What a listener answers when something goes wrong: a client's fault is a 4xx that names it; our
 * store's or disk's trouble is 503 to be tried again, never a refusal that makes a client throw
 * its tokens away; anything else is a bug, logged here and told to nobody.
 */
export function answerTrouble(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    reply.header('Cache-Control', 'no-store');
    if (isLatchkeyError(error, 'store_unavailable') || isLatchkeyError(error, 'disk_full')) {
      request.log.error({ code: error.code, reason: error.message }, 'the store is in trouble');
      return reply.code(503).header('Retry-After', RETRY_SECONDS).send({
        error: 'temporarily_unavailable',
        error_description: 'Latchkey cannot reach its storage right now; try again in a moment',
      });
    }
    const status = error.statusCode ?? 500;
    if (status >= 400 && status < 500) {
      return reply
        .code(status)
        .send({ error: 'invalid_request', error_description: describe(error.code, status) });
    }
    request.log.error(
      { fault: faultOf(error), route: request.routeOptions.url },
      'a request failed',
    );
    return reply.code(500).send({
      error: 'server_error',
      error_description: 'Something went wrong inside Latchkey; its log says what',
    });
  });

  app.setNotFoundHandler((_request, reply) =>
    reply.code(404).send({ error: 'not_found', error_description: 'There is nothing here' }),
  );
}

/** Our own words: a parser's message can quote what was sent. */
function describe(code: string, status: number): string {
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return 'the body is too large';
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return 'the content type is not one we read';
  return status === 429 ? 'too many requests; try again later' : 'the request cannot be read';
}

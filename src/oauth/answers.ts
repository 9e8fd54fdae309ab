import type { FastifyReply } from 'fastify';
import type { OAuthRefusal } from './oauth-error.ts';
import { tell } from './told.ts';

/** Sends a refusal as RFC 6749 section 5.2 spells it. */
export function sendRefusal(
  reply: FastifyReply,
  status: number,
  refusal: OAuthRefusal,
): FastifyReply {
  tell(reply.request, { refusal });
  return reply
    .code(status)
    .header('Cache-Control', 'no-store')
    .send({ error: refusal.error, error_description: refusal.description });
}

/**
 * `invalid_client` is 401 with a challenge, so that hosted clients register anew; what may work in a
 * moment is 503; the rest is 400.
 */
export function sendTokenRefusal(reply: FastifyReply, refusal: OAuthRefusal): FastifyReply {
  if (refusal.error === 'temporarily_unavailable') {
    return sendRefusal(reply.header('Retry-After', '5'), 503, refusal);
  }
  if (refusal.error !== 'invalid_client') return sendRefusal(reply, 400, refusal);
  return sendRefusal(reply.header('WWW-Authenticate', 'Basic realm="latchkey"'), 401, refusal);
}

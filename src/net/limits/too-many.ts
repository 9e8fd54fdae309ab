import type { FastifyReply, FastifyRequest } from 'fastify';
import { SECOND } from '../../core/clock.ts';
import { sendMessage } from '../../views/pages.ts';

const ANSWER = JSON.stringify({
  error: 'temporarily_unavailable',
  error_description: 'Too many requests of this kind; try again later, as Retry-After says',
});

/** Answers 429 (RFC 6585 section 4): a page for a person at a page's address, JSON for a program. */
export function sendTooMany(
  request: FastifyRequest,
  reply: FastifyReply,
  waitMs: number,
  isPage: boolean,
): FastifyReply | Promise<FastifyReply> {
  if (!isPage || !(request.headers.accept ?? '').includes('text/html')) {
    return reply.send(asTooMany(reply, waitMs));
  }
  reply.header('Retry-After', seconds(waitMs));
  return sendMessage(reply, 429, ({ consent: { tooMany } }) => ({
    ...tooMany,
    todo: tooMany.todo(Math.max(seconds(waitMs), 10)),
  }));
}

/** Turns a reply that is about to leave into that answer. Its new body. */
export function asTooMany(reply: FastifyReply, waitMs: number): string {
  reply
    .code(429)
    .removeHeader('WWW-Authenticate')
    .header('Retry-After', seconds(waitMs))
    .header('Cache-Control', 'no-store')
    .type('application/json');
  return ANSWER;
}

function seconds(milliseconds: number): number {
  return Math.ceil(milliseconds / SECOND);
}

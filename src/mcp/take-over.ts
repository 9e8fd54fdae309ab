import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';
import type { SentAnswer } from './exchange.ts';

/** The response of a reply that is not sent by the framework, with the headers that it has by now. */
export function takeOver(reply: FastifyReply): ServerResponse {
  reply.hijack();
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) reply.raw.setHeader(name, value);
  }
  return reply.raw;
}

/**
 * Sends a whole answer past the framework, with the headers that its reply has by now. All of them are
 * given at once, because node writes down each that is set alone.
 */
export function sendPast(reply: FastifyReply, { status, headers, body }: SentAnswer): void {
  reply.hijack();
  const length = Buffer.byteLength(body);
  const before = reply.getHeaders() as OutgoingHttpHeaders;
  reply.raw.writeHead(status, { ...before, ...headers, 'content-length': length }).end(body);
}

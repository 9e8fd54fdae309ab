import type { ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';

/** The response of a reply that is not sent by the framework, with the headers that it has by now. */
export function takeOver(reply: FastifyReply): ServerResponse {
  reply.hijack();
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) reply.raw.setHeader(name, value);
  }
  return reply.raw;
}

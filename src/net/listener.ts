import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { MINUTE, SECOND } from '../core/clock.ts';

/** What the largest body we take measures; what is larger is not even read to be thrown away. */
const WORTH_READING = 4 * 1_024 * 1_024;

/**
 * How long a connection may take over what, and how much it may say before it is believed. Nothing
 * here ends a response that is being sent, so long streams of /mcp live on.
 */
export const LISTENER = {
  /** A request with its body, on a slow line. */
  requestTimeout: MINUTE,
  /** Longer than cloudflared (90 s) and nginx (60 s) keep theirs, or a request could be lost. */
  keepAliveTimeout: 95 * SECOND,
  http: {
    headersTimeout: 10 * SECOND,
    connectionsCheckingInterval: 5 * SECOND,
    /** For the URL and all headers together; node answers 431 beyond it. */
    maxHeaderSize: 16 * 1_024,
  },
  clientErrorHandler: answerBadHttp,
  frameworkErrors: answerBadPath,
} as const;

/**
 * Answers what is no HTTP, or did not arrive in time. The fault is not logged: it carries the bytes
 * that were sent, tokens and all.
 */
function answerBadHttp(error: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const status =
    error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
      ? 408
      : error.code === 'HPE_HEADER_OVERFLOW'
        ? 431
        : 400;
  const body = JSON.stringify({
    error: 'invalid_request',
    error_description: STATUS_CODES[status],
  });
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
    () => socket.destroy(),
  );
}

function answerBadPath(_error: Error, _request: FastifyRequest, reply: FastifyReply): void {
  reply.code(400).send({
    error: 'invalid_request',
    error_description: 'the path is not percent-encoded UTF-8',
  });
}

/** Closes instead of reading on where a refusal leaves before a body of unknown or absurd length. */
export function closeOnUnreadBodies(app: FastifyInstance): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    if (!request.raw.complete && reply.statusCode >= 400) closeUnlessPassedOn(request, reply);
    done(null, payload);
  });
}

function closeUnlessPassedOn(request: FastifyRequest, reply: FastifyReply): void {
  if (request.passedOn !== undefined) {
    // Hanging up on what the companion still sends would lose it our answer; it hangs up itself,
    // as soon as it has read that.
    reply.removeHeader('connection');
    reply.raw.shouldKeepAlive = true;
    return;
  }
  const length = Number(request.headers['content-length'] ?? Number.POSITIVE_INFINITY);
  if (!(length <= WORTH_READING)) reply.header('Connection', 'close');
}

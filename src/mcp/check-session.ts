import type { FastifyReply, FastifyRequest } from 'fastify';
import { ownerOf, type Principal } from '../access/principal.ts';
import { showsForms } from './asking/talk.ts';
import { declaredCapabilities, isInitialize } from './message.ts';
import type { Sessions, SessionTraits } from './sessions.ts';

/** The protocol without sessions, which ignores the header (2026-07-28, Earlier revisions). */
const FIRST_WITHOUT_SESSIONS = '2026-07-28';

const NO_SESSION: SessionTraits = { showsForms: false };

/**
 * Sessions of the older era: one is begun by `initialize`, may be ended by DELETE, and is 404 to
 * anybody but its owner. Whoever sends none is served all the same. Undefined after an answer was
 * sent.
 */
export function checkSession(
  request: FastifyRequest,
  reply: FastifyReply,
  principal: Principal,
  sessions: Sessions,
): SessionTraits | undefined {
  const owner = ownerOf(principal);
  if (isWithoutSessions(request)) return NO_SESSION;
  const id = request.headers['mcp-session-id'];
  if (id === undefined) {
    if (isInitialize(request.body)) {
      const traits = { showsForms: showsForms(declaredCapabilities(request.body)) };
      reply.header('Mcp-Session-Id', sessions.start(owner, traits));
    }
    return NO_SESSION;
  }
  const traits = typeof id === 'string' ? sessions.of(owner, id) : undefined;
  if (typeof id !== 'string' || traits === undefined) {
    noSuchSession(reply);
    return undefined;
  }
  if (request.method !== 'DELETE') return traits;
  sessions.end(id);
  reply.code(204).send();
  return undefined;
}

/** Whether a request is of the protocol that has no sessions, where their header means nothing. */
export function isWithoutSessions({ headers }: Pick<FastifyRequest, 'headers'>): boolean {
  const version = headers['mcp-protocol-version'];
  return typeof version === 'string' && version >= FIRST_WITHOUT_SESSIONS;
}

/** With this a client of the older era begins another session. */
export function noSuchSession(reply: FastifyReply): void {
  const error = { code: -32001, message: 'Session not found; initialize again' };
  reply.code(404).send({ jsonrpc: '2.0', id: null, error });
}

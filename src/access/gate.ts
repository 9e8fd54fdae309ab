import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Principal } from './principal.ts';

/** Who may pass to /mcp, and as whom: one gate for each mode. */
export interface Gate {
  /** The principal of a request; undefined after the refusal was sent. */
  admit(request: FastifyRequest, reply: FastifyReply): Promise<Principal | undefined>;
  /** Whether a challenge may send a client to our authorization server. */
  readonly authorizationServer: boolean;
}

import type { FastifyReply, FastifyRequest } from 'fastify';
import { isPrivateAddress } from '../config/private-host.ts';
import { covers } from '../policy/scopes.ts';
import type { Gate } from './gate.ts';
import type { Machines } from './machines.ts';

/** Where a proxy says whom it speaks for, besides X-Forwarded-For. */
const SPOKEN_FOR = ['forwarded', 'x-real-ip', 'cf-connecting-ip'];

/** What everybody of this network goes by together, in rules and in the audit log. */
export const NEIGHBOUR = 'neighbour';

/**
 * The gate of mode `none`: whoever calls from this very network is let in as one machine, which
 * looks at the home with the operator's account. Everybody along the way must be of the network, and
 * a proxy that MCP_TRUST_PROXY does not name could speak for anyone on the internet.
 */
export function neighbourGate(deps: {
  readonly machines: Machines;
  readonly required: readonly string[];
}): Gate {
  return {
    authorizationServer: false,
    async admit(request, reply) {
      if (!isNeighbour(request)) {
        return refuse(
          reply,
          'Without authentication only devices of this network may call. For a proxy of your own set MCP_TRUST_PROXY; to call from elsewhere set MCP_AUTH_MODE to oauth or api_key.',
        );
      }
      const principal = await deps.machines.principal({
        name: NEIGHBOUR,
        scope: undefined,
        actAs: undefined,
      });
      return covers(principal.scope, deps.required)
        ? principal
        : refuse(
            reply,
            'Without authentication the home can only be looked at, and MCP_REQUIRED_SCOPES asks for more.',
          );
    },
  };
}

/**
 * Whether every hop of a request is of this network, and none of them is only hearsay. Home
 * Assistant may be open to the internet, so what comes through it is nobody's neighbour.
 */
function isNeighbour(request: FastifyRequest): boolean {
  if (request.passedOn !== undefined) return false;
  const hops = request.ips ?? [request.ip];
  const claimed = [request.headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
  const claims = claimed.filter((one) => one.trim() !== '').length;
  const spokenFor = SPOKEN_FOR.some((name) => request.headers[name] !== undefined);
  if (claims !== hops.length - 1 || (spokenFor && claims === 0)) return false;
  return [request.socket.remoteAddress, ...hops].every(
    (address) => address !== undefined && isPrivateAddress(address),
  );
}

function refuse(reply: FastifyReply, description: string): undefined {
  reply
    .code(403)
    .header('Cache-Control', 'no-store')
    .send({ error: 'access_denied', error_description: description });
}

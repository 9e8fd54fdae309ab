import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Gate } from '../access/gate.ts';
import type { Principal } from '../access/principal.ts';
import type { Random } from '../core/ids.ts';
import type { Keyring } from '../keys/keyring.ts';
import { knownAddress } from '../net/client-address.ts';
import { doorOf } from '../net/door-guard.ts';
import type { FrontDoors } from '../net/front-doors.ts';
import type { Store } from '../store/contract.ts';
import type { Instances } from '../store/instances.ts';
import type { CallDependencies } from './call-tool.ts';
import type { McpService } from './serve.ts';

export interface McpDependencies extends CallDependencies {
  /** Tells a listener when other tools than before may be there. */
  readonly onTools: (listener: () => void) => () => void;
  /** Tells a listener when grants may have ended. */
  readonly onEnds: (listener: () => void) => () => void;
  /** Absent where there is but one Latchkey. */
  readonly instances?: Instances | undefined;
  readonly gate: Gate;
  readonly store: Store;
  readonly doors: FrontDoors;
  readonly keyring: Keyring;
  readonly random: Random;
  readonly corsOrigins: readonly string[];
  /** How long a stream may say nothing, in milliseconds; absent: what the SDK does by itself. */
  readonly keepAliveMs?: number;
  /** Ends every grant that stands on a credential its home no longer accepts. */
  readonly endCredential: (credentialId: string) => Promise<void>;
}

const LARGEST_BODY = 4 * 1_024 * 1_024;
const ALLOWED_HEADERS =
  'Authorization, Content-Type, Accept, MCP-Protocol-Version, Mcp-Method, Mcp-Name, Mcp-Session-Id, Last-Event-ID';

/** How long after it listens the rest of the endpoint is loaded, if nobody asked before. */
const LOAD_AFTER_MS = 500;

declare module 'fastify' {
  interface FastifyRequest {
    /** Who was let in, on routes behind the gate; what answers is handed no token at all. */
    principal: Principal | undefined;
  }
}

/**
 * The MCP endpoint, for both protocol eras: Origin, bearer, then `serve.ts`, which is loaded when
 * somebody was let in: whoever comes first after a start does not wait for what they do not need.
 * `/` is the same endpoint, for whoever pastes the bare address.
 */
export function mcpRoutes(app: FastifyInstance, deps: McpDependencies): void {
  let loaded: Promise<McpService> | undefined;
  const service = () => {
    loaded ??= import('./serve.ts').then(({ mcpService }) => mcpService(deps, app.log));
    return loaded;
  };
  let early: NodeJS.Timeout | undefined;
  app.addHook('onListen', (done) => {
    // What cannot be loaded ends the process, as it would have if it had been loaded at the start.
    early = setTimeout(() => {
      void service().then(() => setImmediate(() => void deps.tools));
    }, LOAD_AFTER_MS).unref();
    done();
  });
  app.addHook('preClose', async () => {
    clearTimeout(early);
    // Stopping waits for whatever has not ended.
    (await loaded)?.endStreams();
  });
  app.addHook('onClose', async () => (await loaded)?.close());

  app.decorateRequest('principal', undefined);
  for (const url of ['/mcp', '/']) {
    app.options(url, async (request, reply) => {
      if (!checkOrigin(request, reply, deps)) return reply;
      return reply
        .code(204)
        .header('Access-Control-Allow-Methods', 'POST, GET, DELETE, OPTIONS')
        .header('Access-Control-Allow-Headers', ALLOWED_HEADERS)
        .header('Access-Control-Max-Age', '86400')
        .send();
    });
    app.route({
      method: ['POST', 'GET', 'DELETE'],
      url,
      bodyLimit: LARGEST_BODY,
      // Before the body is parsed, so that a stranger's body is never read.
      onRequest: async (request, reply) => {
        if (!checkOrigin(request, reply, deps)) return reply;
        const principal = await deps.gate.admit(request, reply);
        if (principal === undefined) return reply;
        const { issuer } = doorOf(request);
        request.principal =
          principal.kind === 'person'
            ? { ...principal, issuer, from: knownAddress(request) }
            : { ...principal, issuer };
        // Clients name a content type for a DELETE too, which has nothing to parse.
        if (request.method === 'DELETE') delete request.raw.headers['content-type'];
        return undefined;
      },
      handler: async (request, reply) => {
        await (await service()).serve(request, reply, principalOf(request.principal));
        return reply;
      },
    });
  }
}

/** A browser page of a foreign origin may not speak to the endpoint (Streamable HTTP, Security). */
function checkOrigin(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: Pick<McpDependencies, 'doors' | 'corsOrigins'>,
): boolean {
  const { origin } = request.headers;
  if (origin === undefined) return true;
  if (deps.doors.ownsOrigin(origin) || deps.corsOrigins.includes(origin)) {
    reply
      .header('Access-Control-Allow-Origin', origin)
      .header('Access-Control-Expose-Headers', 'WWW-Authenticate, Mcp-Session-Id')
      .header('Vary', 'Origin');
    return true;
  }
  reply.code(403).send({
    error: 'unknown_origin',
    error_description:
      'Pages of this origin may not call. If they should, add it to MCP_CORS_ORIGINS.',
  });
  return false;
}

function principalOf(value: Principal | undefined): Principal {
  if (value === undefined) throw new Error('a request reached the MCP server without a principal');
  return value;
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { DebugLog } from './debug-log.ts';
import { oauthError } from './oauth-error.ts';
import { knownGrantType, knownMethod, knownScope } from './words.ts';

/** Asked by whatever watches us, and nothing of a sign-in. */
const UNINTERESTING = ['/healthz'];
const MCP = ['/mcp', '/'];

/**
 * While `debug` is on, notes what clients ask on their way in: every request but those to /mcp that
 * were let in. The path is the route's own, so nothing of the address gets into it.
 */
export function noteRequests(
  app: FastifyInstance,
  debug: DebugLog,
  supported: () => readonly string[],
): void {
  const errors = new WeakMap<FastifyRequest, string>();

  app.addHook('onSend', (request, reply, payload, done) => {
    const error =
      debug.until === undefined || reply.statusCode < 300 ? undefined : errorOf(reply, payload);
    if (error !== undefined) errors.set(request, error);
    done(null, payload);
  });

  app.addHook('onResponse', (request, reply, done) => {
    done();
    if (debug.until === undefined) return;
    const path = request.routeOptions.url ?? '(none)';
    const isOfMcp = MCP.includes(path);
    if (UNINTERESTING.includes(path) || (isOfMcp && ![401, 403].includes(reply.statusCode))) return;
    const grantType = saidIn(request.body, 'grant_type');
    const scope =
      saidIn(isOfMcp ? undefined : request.body, 'scope') ?? saidIn(request.query, 'scope');
    debug.note({
      requestId: request.id,
      direction: 'in',
      method: knownMethod(request.method),
      host: request.frontDoor?.host ?? 'other',
      path,
      status: reply.statusCode,
      error: errors.get(request),
      grantType: grantType === undefined ? undefined : knownGrantType(grantType),
      scope:
        scope === undefined ? undefined : knownScope(scope, (one) => supported().includes(one)),
    });
  });
}

function errorOf(reply: FastifyReply, payload: unknown): string | undefined {
  const text = (name: string) => {
    const value = reply.getHeader(name);
    return typeof value === 'string' ? value : undefined;
  };
  return oauthError({
    body: typeof payload === 'string' && reply.statusCode >= 400 ? payload : undefined,
    challenge: text('www-authenticate'),
    location: text('location'),
  });
}

function saidIn(form: unknown, name: string): string | undefined {
  if (typeof form !== 'object' || form === null) return undefined;
  const value = (form as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'string' ? value : undefined;
}

import type { FastifyInstance, FastifyRequest } from 'fastify';
import { clientAddress } from './client-address.ts';
import { limitOf } from './limits/table.ts';
import { onceForRoute } from './of-route.ts';

/** The kinds of route that answers are told apart by; nothing of an address gets into one. */
export type RouteGroup = NonNullable<ReturnType<typeof limitOf>> | 'health' | 'other';

/** Who hears of every answer that left; called once a request, so it has to be quick. */
export interface AnswerListener {
  answered(group: RouteGroup, status: number): void;
  /** A request was turned away: its pass was not good, or it was one too many. */
  turnedAway(reason: 'token_refused' | 'over_limit', group: RouteGroup, source: string): void;
}

const TOKEN_ROUTES: readonly RouteGroup[] = ['token', 'revoke', 'introspect'];

/** Tells a listener of every answer that a server gives. */
export function noteAnswers(app: FastifyInstance, listener: AnswerListener): void {
  const groupOfRoute = onceForRoute(
    (method, url): RouteGroup =>
      url === '/healthz' ? 'health' : (limitOf(method, url) ?? 'other'),
  );
  const groupOf = ({ method, routeOptions: { url } }: FastifyRequest): RouteGroup =>
    url === undefined ? 'other' : groupOfRoute(method, url);

  app.addHook('onResponse', (request, reply, done) => {
    const group = groupOf(request);
    const { statusCode: status } = reply;
    listener.answered(group, status);
    if (status >= 400 && status <= 429) {
      const reason = status === 429 ? 'over_limit' : refusedToken(request, group, status);
      if (reason !== undefined) listener.turnedAway(reason, group, sourceOf(request));
    }
    done();
  });
}

/** Every connection begins with a 401 to whoever shows nothing, which is no refusal of anything. */
function refusedToken(
  { headers }: FastifyRequest,
  group: RouteGroup,
  status: number,
): 'token_refused' | undefined {
  if (group === 'mcp') {
    return status === 401 && headers.authorization !== undefined ? 'token_refused' : undefined;
  }
  return TOKEN_ROUTES.includes(group) && status <= 401 ? 'token_refused' : undefined;
}

/** An address behind which everybody may stand says nothing. */
function sourceOf(request: FastifyRequest): string {
  const { address, shared } = clientAddress(request);
  return shared ? 'unknown' : address;
}

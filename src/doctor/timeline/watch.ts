import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { claimedByBearer, namedByBearer } from '../../access/named-grant.ts';
import type { Clock } from '../../core/clock.ts';
import { clientAddress } from '../../net/client-address.ts';
import { onceForRoute } from '../../net/of-route.ts';
import { grantOfForm } from '../../oauth/token/known-token.ts';
import { toldOf } from '../../oauth/told.ts';
import type { Store } from '../../store/contract.ts';
import { isOwnRequest } from '../own-request.ts';
import {
  agentOf,
  detailOf,
  hostOf,
  knownClientOf,
  signInDetail,
  stepOf,
  tokenFault,
} from './sight.ts';
import type { Sight, Source, StepKind } from './steps.ts';
import type { Timeline } from './timeline.ts';

export interface WatchDependencies {
  readonly timeline: Timeline;
  readonly store: Pick<Store, 'client' | 'grant' | 'code' | 'refreshToken'>;
  readonly clock: Clock;
}

const MCP = ['/mcp', '/'];

type Seen = Omit<Sight, 'from' | 'kind'> & { readonly kind?: StepKind };

/**
 * Tells `timeline` of every request that belongs to connecting, after it was answered. A call that
 * works costs one comparison, unless a grant waits for its first one. Nothing of a query, a form or
 * a header gets further than the names of things we know.
 */
export function watchConnecting(app: FastifyInstance, deps: WatchDependencies): void {
  const stepOfRoute = onceForRoute(stepOf);
  app.addHook('onResponse', (request, reply, done) => {
    done();
    const { method, routeOptions } = request;
    const { url } = routeOptions;
    const isQuiet = reply.statusCode < 400 && !deps.timeline.awaitsCall;
    if (isQuiet && url !== undefined && MCP.includes(url)) return;
    const kind = url === undefined ? stepOf(method, pathOf(request)) : stepOfRoute(method, url);
    if (kind === undefined || isOwnRequest(request.headers)) return;
    const from = sourceOf(request);
    seen(kind, request, reply, deps).then(
      (found) => found && deps.timeline.saw({ from, kind, ...found }),
      (error: Error) => request.log.debug({ reason: error.message }, 'a step was not noted'),
    );
  });
}

/** What was asked for, without its query. */
function pathOf({ url }: FastifyRequest): string {
  return url.split('?', 1)[0] ?? '';
}

function sourceOf(request: FastifyRequest): Source {
  return { ...clientAddress(request), agent: agentOf(request.headers['user-agent']) };
}

/** What there is to note of a request; undefined when there is nothing. */
async function seen(
  kind: StepKind,
  request: FastifyRequest,
  reply: FastifyReply,
  deps: WatchDependencies,
): Promise<Seen | undefined> {
  if (request.frontDoor === undefined) {
    const host = hostOf(request.passedOn?.host ?? request.headers.host);
    return { result: 'refused', detail: 'unknown_host', ...(host !== undefined && { host }) };
  }
  if (reply.statusCode === 429) return { result: 'refused', detail: 'too_many_requests' };
  switch (kind) {
    case 'call':
      return callSeen(request, reply, deps);
    case 'token':
      return tokenSeen(request, reply, deps);
    case 'consent_page':
    case 'consent':
      return formSeen(kind, request, reply);
    case 'resource_metadata':
    case 'server_metadata':
      if (reply.statusCode < 400) return { result: 'ok' };
      return { result: 'refused', detail: reply.statusCode === 404 ? 'other_address' : 'trouble' };
    default:
      return { ...toldSeen(request), ...resultOf(request, reply) };
  }
}

function toldSeen(request: FastifyRequest): Pick<Sight, 'client' | 'transactionId'> {
  const { client, transactionId } = toldOf(request);
  return {
    ...(client !== undefined && { client: knownClientOf(client) }),
    ...(transactionId !== undefined && { transactionId }),
  };
}

function resultOf(request: FastifyRequest, reply: FastifyReply): Pick<Sight, 'result' | 'detail'> {
  const told = toldOf(request);
  return told.refusal === undefined && reply.statusCode < 400
    ? { result: 'ok' }
    : { result: 'refused', detail: detailOf(reply.statusCode, told) };
}

/** How a form was answered is known from the store; here only what kept a person from it. */
function formSeen(kind: StepKind, request: FastifyRequest, reply: FastifyReply): Seen | undefined {
  const told = toldSeen(request);
  if (told.transactionId === undefined) return undefined;
  if (reply.statusCode === 403) return { ...told, result: 'refused', detail: 'other_browser' };
  if (reply.statusCode === 410) return { ...told, result: 'refused', detail: 'form_expired' };
  const { signInProblem } = toldOf(request);
  if (signInProblem !== undefined) {
    return { ...told, result: 'refused', detail: signInDetail(signInProblem) };
  }
  // The form that says what went wrong is not opened anew.
  const { problem } = (request.query ?? {}) as { readonly problem?: unknown };
  const isNew = kind === 'consent_page' && reply.statusCode === 200 && problem === undefined;
  return isNew ? { ...told, result: 'ok' } : undefined;
}

async function tokenSeen(
  request: FastifyRequest,
  reply: FastifyReply,
  { store, timeline }: WatchDependencies,
): Promise<Seen | undefined> {
  const type = (request.body as { readonly grant_type?: unknown } | undefined)?.grant_type;
  const outcome = resultOf(request, reply);
  const refreshes = type === 'refresh_token';
  if (type === 'client_credentials') return undefined;
  const grantId = await grantOfForm(request.body, store, async () => undefined);
  // Each hour's new token is no news of a connection that nobody watched begin.
  if (refreshes && outcome.result === 'ok' && !(grantId !== undefined && timeline.knows(grantId))) {
    return undefined;
  }
  return {
    ...toldSeen(request),
    ...outcome,
    ...(refreshes && { kind: 'refresh' as const }),
    ...(grantId !== undefined && { grantId }),
  };
}

async function callSeen(
  request: FastifyRequest,
  reply: FastifyReply,
  { store, timeline, clock }: WatchDependencies,
): Promise<Seen | undefined> {
  const { authorization } = request.headers;
  const status = reply.statusCode;
  if (authorization === undefined) {
    if (status === 401) return { kind: 'challenge', result: 'ok' };
    return status === 403 ? { result: 'refused', detail: 'unknown_origin' } : undefined;
  }
  if (status < 400) {
    // Its token was let in, so what that says of its grant is true.
    const grantId = claimedByBearer(authorization);
    const isNews = grantId !== undefined && timeline.awaitsCallOf(grantId);
    return isNews ? { result: 'ok', grantId } : undefined;
  }
  const grantId = await namedByBearer(authorization, store);
  const grant = grantId === undefined ? undefined : await store.grant(grantId);
  const client = grant === undefined ? undefined : await store.client(grant.clientId);
  const whose = {
    ...(grantId !== undefined && { grantId }),
    ...(client !== undefined && { client: knownClientOf(client) }),
  };
  if (status === 401) {
    const token = authorization.replace(/^Bearer +/i, '');
    const resource = request.frontDoor?.resource ?? '';
    const detail =
      grant === undefined ? 'foreign_token' : tokenFault(token, { grant, resource, now: clock() });
    if (detail === 'token_expired' && !timeline.knows(grantId ?? '')) return undefined;
    return { ...whose, result: 'refused', detail };
  }
  if (status === 403) {
    const detail = reply.getHeader('www-authenticate') === undefined ? 'unknown_origin' : 'scope';
    return { ...whose, result: 'refused', detail };
  }
  return status >= 500 ? { ...whose, result: 'refused', detail: 'trouble' } : undefined;
}

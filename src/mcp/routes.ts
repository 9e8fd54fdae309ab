import type { ServerResponse } from 'node:http';
import { type AuthInfo, createMcpHandler } from '@modelcontextprotocol/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { challenge } from '../access/challenge.ts';
import type { Gate } from '../access/gate.ts';
import { accountOf, ownerOf, type Principal } from '../access/principal.ts';
import { noteUse } from '../audit/note-use.ts';
import { isLatchkeyError } from '../core/errors.ts';
import { faultOf } from '../core/fault.ts';
import type { Random } from '../core/ids.ts';
import type { Keyring } from '../keys/keyring.ts';
import { knownAddress } from '../net/client-address.ts';
import { doorOf } from '../net/door-guard.ts';
import type { FrontDoors } from '../net/front-doors.ts';
import { decide } from '../policy/decide.ts';
import type { Store } from '../store/contract.ts';
import type { AnyTool } from './all-tools.ts';
import { StreamQuestions } from './asking/stream-questions.ts';
import type { CallDependencies } from './call-tool.ts';
import { wanted } from './callable.ts';
import { checkSession } from './check-session.ts';
import { sendWhole, serveExchange, shownHeaders } from './exchange.ts';
import { GivenUp } from './given-up.ts';
import { type AskedAgain, askedAgain, KnownAnswers } from './known-answers.ts';
import { listedTools } from './listed-tools.ts';
import { lenientInitialize, messageOf } from './message.ts';
import { OpenStreams } from './open-streams.ts';
import { isPaused } from './paused.ts';
import { mcpServer } from './server.ts';
import { Sessions, type SessionTraits } from './sessions.ts';

export interface McpDependencies extends CallDependencies {
  /** Tells a listener when other tools than before may be there. */
  readonly onTools: (listener: () => void) => () => void;
  /** Tells a listener when grants may have ended. */
  readonly onEnds: (listener: () => void) => () => void;
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

/** Principals of requests that are under way; the handler is handed no token at all. */
const principals = new WeakMap<object, Principal>();

/**
 * The MCP endpoint, for both protocol eras: Origin, bearer, scope of the called tool, the person's
 * own connection, then the SDK. `/` is the same endpoint, for whoever pastes the bare address.
 */
export function mcpRoutes(app: FastifyInstance, deps: McpDependencies): void {
  const questions = new StreamQuestions(deps.random);
  const handler = createMcpHandler(
    ({ authInfo, era }) =>
      mcpServer(principalOf(authInfo?.extra?.principal), deps, {
        era,
        givenUp: authInfo?.extra?.givenUp as AbortSignal | undefined,
        tools: authInfo?.extra?.tools as readonly AnyTool[] | undefined,
        ...(authInfo?.extra?.showsForms === true && { questions }),
      }),
    {
      onerror: (error) => app.log.debug({ fault: faultOf(error) }, 'an MCP exchange failed'),
      ...(deps.keepAliveMs !== undefined && { keepAliveMs: deps.keepAliveMs }),
    },
  );
  const sessions = new Sessions(deps.keyring, deps.random);
  const givenUp = new GivenUp();
  const answers = new KnownAnswers();
  // Whoever listens is told that something changed, and asks anew for what they may see.
  const deaf = deps.onTools(() => handler.notify.toolsChanged());
  const listening = new OpenStreams();
  const unaware = deps.onEnds(() => void listening.endDead(deps.store));
  app.addHook('preClose', async () => {
    deaf();
    unaware();
    // Stopping waits for whatever has not ended.
    listening.endAll();
  });
  app.addHook('onClose', () => handler.close());

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
        principals.set(request, {
          ...principal,
          issuer: doorOf(request).issuer,
          ...(principal.kind === 'person' && { from: knownAddress(request) }),
        });
        // Clients name a content type for a DELETE too, which has nothing to parse.
        if (request.method === 'DELETE') delete request.raw.headers['content-type'];
        return undefined;
      },
      handler: async (request, reply) => {
        const principal = principalOf(principals.get(request));
        const session = checkSession(request, reply, principal, sessions);
        if (session === undefined) return reply;
        const paused = isPaused(principal);
        if (!paused && questions.deliver(ownerOf(principal), request.body))
          return reply.code(202).send();
        const ready = paused || (await prepareCall(request, reply, principal, deps));
        if (!ready) return reply;

        // The SDK's older leg answers 406 to `*/*`, which hosted clients send.
        request.raw.headers.accept = 'application/json, text/event-stream';
        const asked = paused ? undefined : askedAgain(shownHeaders(request.raw), request.body);
        const tools = asked && (await toolsAskedFor(asked, principal, deps));
        const known = asked && tools && answers.find(asked, tools);
        if (known !== undefined) {
          sendWhole(takeOver(reply), known);
          return reply;
        }

        const sessionId = request.headers['mcp-session-id'];
        givenUp.hear(ownerOf(principal), sessionId, request.body);
        const running = givenUp.begin(ownerOf(principal), sessionId, request.body);
        if (running !== undefined) reply.raw.once('close', running.end);
        if (messageOf(request.body).method === 'subscriptions/listen') {
          listening.add(reply.raw, principal);
        }

        await serveExchange(handler, {
          raw: request.raw,
          response: takeOver(reply),
          body: request.method === 'POST' ? lenientInitialize(request.body) : undefined,
          auth: authOf(principal, session, { givenUp: running?.signal, tools }),
          onAnswer: asked && tools && ((answer) => answers.keep(asked, tools, answer)),
        });
        return reply;
      },
    });
  }
}

/**
 * What HTTP itself must answer before the SDK takes over: 403 when a tool, prompt or resource needs
 * more scope, 401 when the home no longer accepts the person's credential. False after an answer was
 * sent.
 */
async function prepareCall(
  request: FastifyRequest,
  reply: FastifyReply,
  principal: Principal,
  deps: McpDependencies,
): Promise<boolean> {
  const asked = wanted(request.body, deps);
  if (asked === undefined) return true;

  const { kind, offer } = asked;
  const decision = decide(principal, await deps.rulesOf(principal), offer);
  // What a rule denies no sign-in can grant: the call itself is told why.
  if (decision.status === 'deny') return true;
  if (decision.status === 'hide') {
    const needs = decision.needs.join(' ');
    const description = `${offer.name} needs ${needs}`;
    const detail = { [kind]: offer.name, needs };
    noteUse(principal, deps.clock(), { kind, outcome: 'refused', detail }, deps);
    reply
      .code(403)
      .header(
        'WWW-Authenticate',
        challenge(doorOf(request), {
          scope: decision.needs,
          authorizationServer: deps.gate.authorizationServer,
          error: 'insufficient_scope',
          description,
        }),
      )
      .send({ error: 'insufficient_scope', error_description: description });
    return false;
  }
  const account = accountOf(principal);
  if (!account.ok) return true;
  const { credentialId } = account.value;
  try {
    await deps.connections.for(credentialId);
  } catch (thrown) {
    if (isLatchkeyError(thrown, 'home_refused') || isLatchkeyError(thrown, 'sealed_unreadable')) {
      request.log.warn({ code: thrown.code }, 'a person has to sign in again');
      await deps.endCredential(credentialId);
      // A machine's own proof is as good as before: it is told in the result of its call.
      return (await deps.gate.admit(request, reply)) !== undefined;
    }
  }
  return true;
}

/** The tools that the answer to a message depends on; undefined when that cannot be told now. */
async function toolsAskedFor(
  { method }: AskedAgain,
  principal: Principal,
  deps: McpDependencies,
): Promise<readonly AnyTool[] | undefined> {
  if (method !== 'tools/list') return [];
  return listedTools(principal, deps).catch(() => undefined);
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

/** The response of a reply that is not sent by the framework, with the headers that it has by now. */
function takeOver(reply: FastifyReply): ServerResponse {
  reply.hijack();
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) reply.raw.setHeader(name, value);
  }
  return reply.raw;
}

/** How the SDK is told who calls; it never sees a token. */
function authOf(
  principal: Principal,
  { showsForms }: SessionTraits,
  extra: { readonly givenUp: AbortSignal | undefined; readonly tools: unknown },
): AuthInfo {
  return {
    token: '',
    clientId: ownerOf(principal),
    scopes: [...principal.scope],
    extra: { ...extra, principal, showsForms },
  };
}

function principalOf(value: unknown): Principal {
  if (value === undefined) throw new Error('a request reached the MCP server without a principal');
  return value as Principal;
}

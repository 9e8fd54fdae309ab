import type { ServerResponse } from 'node:http';
import { type AuthInfo, createMcpHandler } from '@modelcontextprotocol/server';
import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify';
import { ownerOf, type Principal } from '../access/principal.ts';
import { faultOf } from '../core/fault.ts';
import { channelOf } from '../store/channel.ts';
import type { LogLevel } from '../upstreams/asking/caller-side.ts';
import type { AnyTool } from './all-tools.ts';
import type { CallResult } from './asking/exchange.ts';
import { HeldCalls } from './asking/held-calls.ts';
import { StreamQuestions } from './asking/stream-questions.ts';
import { callTool } from './call-tool.ts';
import { checkSession } from './check-session.ts';
import { sendWhole, serveExchange, shownOf } from './exchange.ts';
import { GivenUp } from './given-up.ts';
import { type AskedAgain, askedAgain, KnownAnswers } from './known-answers.ts';
import { listedTools } from './listed-tools.ts';
import { LogLevels } from './log-levels.ts';
import { lenientInitialize, messageOf } from './message.ts';
import { OpenStreams } from './open-streams.ts';
import { isPaused } from './paused.ts';
import { plainCall } from './plain/plain-call.ts';
import { PlainCalls, plainTalk } from './plain/plain-calls.ts';
import { prepareCall } from './prepare-call.ts';
import type { McpDependencies } from './routes.ts';
import { mcpServer } from './server.ts';
import { Sessions, type SessionTraits } from './sessions.ts';

/** What answers at the endpoint, once it is known who asks. */
export interface McpService {
  /** Answers one request of a principal; done when the answer has been sent. */
  serve(request: FastifyRequest, reply: FastifyReply, principal: Principal): Promise<void>;
  /** Ends the streams in which clients listen. */
  endStreams(): void;
  close(): Promise<void>;
}

/** Everything behind the gate: session, scope of what is called, the person's own connection, then the SDK. */
export function mcpService(deps: McpDependencies, log: FastifyBaseLogger): McpService {
  const questions = new StreamQuestions(deps.random, {
    elsewhere: deps.instances && {
      channel: channelOf(deps.instances, 'answer'),
      keyring: deps.keyring,
    },
  });
  const held = new HeldCalls(deps.random);
  const levels = new LogLevels();
  const logging = (session: unknown) => ({
    logLevel: levels.of(session),
    setLogLevel: (level: LogLevel) => levels.set(session, level),
  });
  const handler = createMcpHandler(
    ({ authInfo, era }) =>
      mcpServer(principalOf(authInfo?.extra?.principal), deps, {
        era,
        givenUp: authInfo?.extra?.givenUp as AbortSignal | undefined,
        held,
        ...logging(authInfo?.extra?.session),
        tools: authInfo?.extra?.tools as readonly AnyTool[] | undefined,
        called: authInfo?.extra?.called as Promise<CallResult> | undefined,
        onResult: authInfo?.extra?.onResult as ((result: CallResult) => void) | undefined,
        ...(authInfo?.extra?.showsForms === true && { questions }),
      }),
    {
      onerror: (error) => log.debug({ fault: faultOf(error) }, 'an MCP exchange failed'),
      ...(deps.keepAliveMs !== undefined && { keepAliveMs: deps.keepAliveMs }),
    },
  );
  const sessions = new Sessions(deps.keyring, deps.random);
  const givenUp = new GivenUp(deps.instances && channelOf(deps.instances, 'given up'));
  const answers = new KnownAnswers();
  const plainCalls = new PlainCalls();
  // Whoever listens is told that something changed, and asks anew for what they may see.
  const deaf = deps.onTools(() => handler.notify.toolsChanged());
  const listening = new OpenStreams();
  const unaware = deps.onEnds(() => void listening.endDead(deps.store));

  return {
    async serve(request, reply, principal) {
      const session = checkSession(request, reply, principal, sessions);
      if (session === undefined) return;
      const paused = isPaused(principal);
      if (!paused && questions.deliver(ownerOf(principal), request.body))
        return void reply.code(202).send();
      const ready = paused || (await prepareCall(request, reply, principal, deps));
      if (!ready) return;

      // The SDK's older leg answers 406 to `*/*`, which hosted clients send.
      request.raw.headers.accept = 'application/json, text/event-stream';
      const shown = shownOf(request.raw);
      const asked = paused ? undefined : askedAgain(shown, request.body);
      const tools = asked && (await toolsAskedFor(asked, principal, deps));
      const known = asked && tools && answers.find(asked, tools);
      if (known !== undefined) {
        sendWhole(takeOver(reply), known);
        return;
      }

      const sessionId = request.headers['mcp-session-id'];
      givenUp.hear(ownerOf(principal), sessionId, request.body);
      const running = givenUp.begin(ownerOf(principal), sessionId, request.body);
      if (running !== undefined) reply.raw.once('close', running.end);
      if (messageOf(request.body).method === 'subscriptions/listen') {
        listening.add(reply.raw, principal);
      }

      const plain =
        paused || session.showsForms || levels.of(sessionId) !== undefined
          ? undefined
          : plainCall(shown, request.body);
      const served =
        plain &&
        (await plainCalls.serve(plain, () =>
          callTool(principal, plain.name, plain.args, deps, plainTalk(reply.raw, running?.signal)),
        ));
      if (served?.answer !== undefined) {
        sendWhole(takeOver(reply), served.answer);
        return;
      }

      let result: CallResult | undefined;
      await serveExchange(handler, {
        raw: request.raw,
        response: takeOver(reply),
        body: request.method === 'POST' ? lenientInitialize(request.body) : undefined,
        auth: authOf(principal, session, {
          givenUp: running?.signal,
          session: sessionId,
          tools,
          called: served?.called,
          onResult: (given: CallResult) => {
            result = given;
          },
        }),
        onAnswer: asked && tools && ((answer) => answers.keep(asked, tools, answer)),
        onSent: plain && ((answer) => plainCalls.learn(plain, result, answer)),
      });
    },
    endStreams() {
      deaf();
      unaware();
      listening.endAll();
    },
    close: () => handler.close(),
  };
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
  extra: {
    readonly givenUp: AbortSignal | undefined;
    readonly session: unknown;
    readonly tools: unknown;
    readonly called: Promise<CallResult> | undefined;
    readonly onResult: (result: CallResult) => void;
  },
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

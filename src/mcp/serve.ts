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
import { wanted } from './callable.ts';
import { checkSession } from './check-session.ts';
import { serveExchange } from './exchange.ts';
import { GivenUp } from './given-up.ts';
import { askedAgain, KnownAnswers } from './known-answers.ts';
import { listedTools } from './listed-tools.ts';
import { Listeners, type Subscribing } from './listening/listeners.ts';
import { LogLevels } from './log-levels.ts';
import { lenientInitialize } from './message.ts';
import { isPaused } from './paused.ts';
import { plainCall } from './plain/plain-call.ts';
import { PlainCalls, plainTalk } from './plain/plain-calls.ts';
import { prepareCall } from './prepare-call.ts';
import { isSubscribable } from './resources/subscribing.ts';
import type { McpDependencies } from './routes.ts';
import { mcpServer } from './server.ts';
import { Sessions, type SessionTraits } from './sessions.ts';
import { shownOf } from './shown.ts';
import { sendPast, takeOver } from './take-over.ts';

/** What answers at the endpoint, once it is known who asks. */
export interface McpService {
  /** Answers one request of a principal; done when the answer has been sent. */
  serve(request: FastifyRequest, reply: FastifyReply, principal: Principal): Promise<void>;
  /** Ends the streams in which clients listen. */
  endStreams(): void;
  close(): Promise<void>;
}

const NOTHING: readonly unknown[] = [];
const SUBSCRIBABLE: readonly unknown[] = ['resources'];

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
  const listeners = new Listeners(deps, deps.keepAliveMs);
  const handler = createMcpHandler(
    ({ authInfo, era }) =>
      mcpServer(principalOf(authInfo?.extra?.principal), deps, {
        era,
        givenUp: authInfo?.extra?.givenUp as AbortSignal | undefined,
        held,
        ...logging(authInfo?.extra?.session),
        subscribing: authInfo?.extra?.subscribing as Subscribing | undefined,
        tools: authInfo?.extra?.tools as readonly AnyTool[] | undefined,
        called: authInfo?.extra?.called as Promise<CallResult> | undefined,
        onResult: authInfo?.extra?.onResult as ((result: CallResult) => void) | undefined,
        ...(authInfo?.extra?.showsForms === true && { questions }),
      }),
    {
      bus: listeners.bus,
      onerror: (error) => log.debug({ fault: faultOf(error) }, 'an MCP exchange failed'),
      ...(deps.keepAliveMs !== undefined && { keepAliveMs: deps.keepAliveMs }),
    },
  );
  const sessions = new Sessions(deps.keyring, deps.random);
  const givenUp = new GivenUp(deps.instances && channelOf(deps.instances, 'given up'));
  const answers = new KnownAnswers();
  const plainCalls = new PlainCalls();
  const deaf = deps.onTools(() => listeners.toolsChanged());
  const unaware = deps.onEnds(() => void listeners.endDead(deps.store));

  return {
    async serve(request, reply, principal) {
      const session = checkSession(request, reply, principal, sessions);
      if (session === undefined) return listeners.endSession(request, principal);
      if (listeners.openSession(request, reply, principal)) return;
      const paused = isPaused(principal);
      if (!paused && questions.deliver(ownerOf(principal), request.body))
        return void reply.code(202).send();
      const offer = paused ? undefined : wanted(request.body, deps);
      if (offer !== undefined && !(await prepareCall(offer, request, reply, principal, deps)))
        return;

      // The SDK's older leg answers 406 to `*/*`, which hosted clients send.
      request.raw.headers.accept = 'application/json, text/event-stream';
      const shown = shownOf(request.raw);
      const asked = paused ? undefined : askedAgain(shown, request.body);
      const listed = asked?.method === 'tools/list';
      const tools = listed ? await toolsFor(principal, deps) : asked && saidOfServer(deps);
      const known = asked && tools && answers.find(asked, tools);
      if (known !== undefined) {
        sendPast(reply, known);
        return;
      }

      const sessionId = request.headers['mcp-session-id'];
      givenUp.hear(ownerOf(principal), sessionId, request.body);
      const running = givenUp.begin(ownerOf(principal), sessionId, request.body);
      if (running !== undefined) reply.raw.once('close', running.end);
      const listening = await listeners.begin(request, reply, principal);
      if (listening === undefined) return;

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
        sendPast(reply, served.answer);
        return;
      }

      let result: CallResult | undefined;
      await listeners.bus.open(listening.stream, () =>
        serveExchange(handler, {
          raw: request.raw,
          response: takeOver(reply),
          body: request.method === 'POST' ? lenientInitialize(listening.body) : undefined,
          auth: authOf(principal, session, {
            givenUp: running?.signal,
            session: sessionId,
            tools,
            subscribing: listeners.subscribing(request, principal),
            called: served?.called,
            onResult: (given: CallResult) => {
              result = given;
            },
          }),
          onAnswer: asked && tools && ((answer) => answers.keep(asked, tools, answer)),
          onSent: plain && ((answer) => plainCalls.learn(plain, result, answer)),
        }),
      );
    },
    endStreams() {
      deaf();
      unaware();
      listeners.endAll();
    },
    close: () => handler.close(),
  };
}

/** The tools that are to be listed; undefined when that cannot be told now. */
async function toolsFor(
  principal: Principal,
  deps: McpDependencies,
): Promise<readonly unknown[] | undefined> {
  return listedTools(principal, deps).catch(() => undefined);
}

/** What the answer to any other message that is asked over and over depends on. */
function saidOfServer(deps: McpDependencies): readonly unknown[] {
  return isSubscribable(deps) ? SUBSCRIBABLE : NOTHING;
}

/** How the SDK is told who calls; it never sees a token. */
function authOf(
  principal: Principal,
  { showsForms }: SessionTraits,
  extra: {
    readonly givenUp: AbortSignal | undefined;
    readonly session: unknown;
    readonly tools: unknown;
    readonly subscribing: unknown;
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

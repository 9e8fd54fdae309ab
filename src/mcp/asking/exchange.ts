import {
  type CallToolResult,
  CLIENT_CAPABILITIES_META_KEY,
  type InputRequiredResult,
  type JSONRPCRequest,
  LOG_LEVEL_META_KEY,
  type ServerContext,
} from '@modelcontextprotocol/server';
import type { CallerSide, LogLevel } from '../../upstreams/asking/caller-side.ts';
import type { AnyTool } from '../all-tools.ts';
import type { Subscribing } from '../listening/listeners.ts';
import { logLevelIn } from '../log-levels.ts';
import { progressOf } from '../progress.ts';
import type { HeldCalls } from './held-calls.ts';
import type { StreamQuestions } from './stream-questions.ts';
import { returnedIn, showsForms, type Talk } from './talk.ts';

/** How one exchange is served. */
export interface Exchange {
  readonly era: 'legacy' | 'modern';
  /** Asks in the stream of a call of the older era; absent when that client shows no questions. */
  readonly questions?: StreamQuestions;
  /** Keeps calls of the newer era whose upstream asks something. */
  readonly held?: HeldCalls;
  /** What a client of the older era wants to hear of the work on its calls, and how it says so. */
  readonly logLevel?: LogLevel | undefined;
  readonly setLogLevel?: (level: LogLevel) => void;
  /** Ends when a client of the older era gave its call up, in a message of its own. */
  readonly givenUp?: AbortSignal | undefined;
  /** What the session of a client of the older era is subscribed to; absent without a session. */
  readonly subscribing?: Subscribing | undefined;
  /** The tools to list, where they were chosen already. */
  readonly tools?: readonly AnyTool[] | undefined;
  /** The call, where its tool runs already: what comes of it is told, and nothing is run again. */
  readonly called?: Promise<CallResult> | undefined;
  /** Hears of the result of a call that was run here, before it is told. */
  readonly onResult?: ((result: CallResult) => void) | undefined;
}

export type CallResult = CallToolResult | InputRequiredResult;

/** Sends a message in the stream of the request that is being answered. */
type SendAlong = (
  message: JSONRPCRequest,
  beside: { relatedRequestId: string | number },
) => unknown;

/** What can be said to the client of a call beside its result, in the words of its era. */
export function talkOf(
  { era, questions, givenUp, held, logLevel }: Exchange,
  owner: string,
  context: ServerContext,
  send: SendAlong,
): Talk {
  const { id, signal: ended } = context.mcpReq;
  const signal = givenUp === undefined ? ended : AbortSignal.any([ended, givenUp]);
  const wanted = era === 'modern' ? levelIn(context) : logLevel;
  const beside = { signal, progress: progressOf(context), hears: hearing(wanted, context) };
  if (era === 'modern') return { ...carried(context), held, ...beside };
  if (questions === undefined) return { carries: false, ...beside };
  return {
    carries: false,
    ...beside,
    inStream: (form, asking) =>
      questions.ask(
        owner,
        form,
        async (message) => void (await send(message, { relatedRequestId: id })),
        asking === undefined ? signal : AbortSignal.any([signal, asking]),
      ),
  };
}

/** 2026-07-28: a question travels with the result, and its answer with the call that follows. */
function carried({ mcpReq }: ServerContext): Talk {
  const envelope: Readonly<Record<string, unknown>> = mcpReq.envelope ?? {};
  const returned = returnedIn(mcpReq.requestState(), mcpReq.inputResponses);
  return {
    carries: showsForms(envelope[CLIENT_CAPABILITIES_META_KEY]),
    ...(returned !== undefined && { returned }),
  };
}

/** 2026-07-28: each request says what it wants to hear, and hears nothing without it. */
function levelIn({ mcpReq }: ServerContext): LogLevel | undefined {
  const envelope: Readonly<Record<string, unknown>> = mcpReq.envelope ?? {};
  return logLevelIn(envelope[LOG_LEVEL_META_KEY]);
}

function hearing(
  logLevel: LogLevel | undefined,
  { mcpReq }: ServerContext,
): Pick<CallerSide, 'log' | 'logLevel'> {
  if (logLevel === undefined) return {};
  return {
    logLevel,
    log: ({ level, logger, data }) => {
      const params = { level, logger, data };
      // Whoever hung up meanwhile hears nothing more, which is no trouble of the call's.
      mcpReq.notify({ method: 'notifications/message', params }).catch(() => {});
    },
  };
}

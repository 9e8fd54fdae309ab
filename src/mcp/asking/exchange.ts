import {
  CLIENT_CAPABILITIES_META_KEY,
  type JSONRPCRequest,
  type ServerContext,
} from '@modelcontextprotocol/server';
import type { AnyTool } from '../all-tools.ts';
import { progressOf } from '../progress.ts';
import type { StreamQuestions } from './stream-questions.ts';
import { returnedIn, showsForms, type Talk } from './talk.ts';

/** How one exchange is served. */
export interface Exchange {
  readonly era: 'legacy' | 'modern';
  /** Asks in the stream of a call of the older era; absent when that client shows no questions. */
  readonly questions?: StreamQuestions;
  /** Ends when a client of the older era gave its call up, in a message of its own. */
  readonly givenUp?: AbortSignal | undefined;
  /** The tools to list, where they were chosen already. */
  readonly tools?: readonly AnyTool[] | undefined;
}

/** Sends a message in the stream of the request that is being answered. */
type SendAlong = (
  message: JSONRPCRequest,
  beside: { relatedRequestId: string | number },
) => unknown;

/** What can be said to the client of a call beside its result, in the words of its era. */
export function talkOf(
  { era, questions, givenUp }: Exchange,
  owner: string,
  context: ServerContext,
  send: SendAlong,
): Talk {
  const { id, signal: ended } = context.mcpReq;
  const signal = givenUp === undefined ? ended : AbortSignal.any([ended, givenUp]);
  const beside = { signal, progress: progressOf(context) };
  if (era === 'modern') return { ...carried(context), ...beside };
  if (questions === undefined) return { carries: false, ...beside };
  return {
    carries: false,
    ...beside,
    inStream: (message) =>
      questions.ask(
        owner,
        message,
        async (asking) => void (await send(asking, { relatedRequestId: id })),
        signal,
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

import type { Progress } from '@modelcontextprotocol/server';
import { answerIn } from './stream-questions.ts';

/** What can be said to whoever sent a call, beside its result. */
export interface Talk {
  /** 2026-07-28: the client carries a question to its person and comes back with the call. */
  readonly carries: boolean;
  /** What it came back with. */
  readonly returned?: { readonly state: string; readonly answer: ReturnType<typeof answerIn> };
  /** 2025-11-25: asks in the stream of the call. */
  readonly inStream?: (message: string) => Promise<ReturnType<typeof answerIn>>;
  /** Ends when the call is given up. */
  readonly signal?: AbortSignal;
  /** Tells how far a call is, to whoever asked to hear of it. */
  readonly progress?: (progress: Progress) => void;
}

/** A client that can only be answered. */
export const NO_TALK: Talk = { carries: false };

/** The name of our one question among those that a result asks. */
export const QUESTION = 'allow';

/** Whether a client can show a form (`elicitation`, where an empty object means forms too). */
export function showsForms(capabilities: unknown): boolean {
  if (typeof capabilities !== 'object' || capabilities === null) return false;
  const { elicitation } = capabilities as { readonly elicitation?: unknown };
  if (typeof elicitation !== 'object' || elicitation === null) return false;
  return 'form' in elicitation || Object.keys(elicitation).length === 0;
}

/** What a call brought back of an answer; undefined when it is asked for the first time. */
export function returnedIn(state: unknown, responses: unknown): Talk['returned'] {
  if (typeof state !== 'string') return undefined;
  const answer =
    typeof responses === 'object' && responses !== null && Object.hasOwn(responses, QUESTION)
      ? answerIn((responses as Record<string, unknown>)[QUESTION])
      : 'none';
  return { state, answer };
}

import type { Progress } from '@modelcontextprotocol/server';
import type { CallerSide, Form, Said } from '../../upstreams/asking/caller-side.ts';
import type { HeldCalls } from './held-calls.ts';
import { saidIn } from './said.ts';

/** What can be said to whoever sent a call, beside its result. */
export interface Talk {
  /** 2026-07-28: the client carries a question to its person and comes back with the call. */
  readonly carries: boolean;
  /** What it came back with. */
  readonly returned?: {
    readonly state: string;
    /** Undefined when it came back without an answer. */
    readonly said: Said | undefined;
  };
  /** 2026-07-28: keeps a call that waits elsewhere while the question travels. */
  readonly held?: HeldCalls | undefined;
  /** 2025-11-25: asks in the stream of the call, until it is given up. */
  readonly inStream?: (form: Form, signal?: AbortSignal) => Promise<Said>;
  /** What the client wants to hear of the work on its call. */
  readonly hears?: Pick<CallerSide, 'log' | 'logLevel'>;
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
  const said =
    typeof responses === 'object' && responses !== null && Object.hasOwn(responses, QUESTION)
      ? saidIn((responses as Record<string, unknown>)[QUESTION])
      : undefined;
  return { state, said };
}

import type { ServerResponse } from 'node:http';
import type { CallResult } from '../asking/exchange.ts';
import type { Talk } from '../asking/talk.ts';
import type { SentAnswer, WholeAnswer } from '../exchange.ts';
import type { PlainCall } from './plain-call.ts';
import { PlainForms, plainAnswer } from './plain-forms.ts';
import { plainResult } from './plain-result.ts';

/** What takes longer is told by the SDK, which keeps a stream alive meanwhile. */
const SOON_MS = 200;

/** How far a call went without the SDK. */
export interface Served {
  /** To be sent; absent when the SDK has to say what came of the call. */
  readonly answer?: SentAnswer | undefined;
  /** What comes of the call, which runs and must not be run again. */
  readonly called: Promise<CallResult>;
}

/** Calls that are served without the SDK, since it let the same form of call through before. */
export class PlainCalls {
  readonly #forms = new PlainForms();

  /**
   * Runs the tool of a call whose form is known; undefined for any other, of which nothing was run.
   * What is no plain result, was thrown or is not there soon is left to the SDK to tell.
   */
  async serve(call: PlainCall, run: () => Promise<CallResult>): Promise<Served | undefined> {
    const form = this.#forms.find(call);
    if (form === undefined) return undefined;
    const called = run();
    const late = Promise.withResolvers<undefined>();
    let timer: NodeJS.Timeout | undefined;
    // Most tools of the home have answered by then, and a timer for each costs more than their work.
    const turn = setImmediate(() => {
      timer = setTimeout(() => late.resolve(undefined), SOON_MS);
    });
    try {
      const result = plainResult(await Promise.race([called, late.promise]));
      return { called, answer: result && plainAnswer(form, result, call.id) };
    } catch {
      return { called };
    } finally {
      clearImmediate(turn);
      clearTimeout(timer);
    }
  }

  /** Hears of what the SDK answered to a call, whose tool gave that result. */
  learn(call: PlainCall, result: CallResult | undefined, answer: WholeAnswer): void {
    this.#forms.keep(call, result, answer);
  }
}

/** What can be said to the client of a plain call beside its result: nothing, but it can give it up. */
export function plainTalk(response: ServerResponse, givenUp: AbortSignal | undefined): Talk {
  const ending = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) ending.abort();
  });
  const signal = givenUp === undefined ? ending.signal : AbortSignal.any([ending.signal, givenUp]);
  return { carries: false, signal, progress: () => {}, hears: {} };
}

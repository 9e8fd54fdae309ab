import type { InputRequiredResult } from '@modelcontextprotocol/server';
import { inputRequired } from '@modelcontextprotocol/server';
import type { Home } from '../../home/home.ts';
import type { Effect } from '../../policy/sensitive.ts';
import type { Said } from '../../upstreams/asking/caller-side.ts';
import { askOnPhone } from './phone.ts';
import { nobodyToAsk, questionOf, refusedBy } from './question.ts';
import {
  type AskedCall,
  type SealedQuestionDependencies,
  sealQuestion,
} from './sealed-question.ts';
import { NO_FIELDS } from './stream-questions.ts';
import { QUESTION, type Talk } from './talk.ts';

/** How asking went: a yes, a question that travels on with the result, or why it is not done. */
export type Asked =
  | { readonly status: 'yes'; readonly via: Way }
  | { readonly status: 'travels'; readonly via: Way; readonly result: InputRequiredResult }
  | { readonly status: 'no'; readonly via: Way | 'nobody'; readonly sentence: string };

type Way = 'client' | 'phone';

/** Whose phones show a question now: one at a time, or nobody would read them any more. */
const ringing = new Set<string>();

/**
 * Asks a person about effects by the first way there is: the client they sit in front of, else their
 * phone, else nobody.
 */
export async function ask(
  effects: readonly Effect[],
  call: AskedCall,
  home: Home,
  talk: Talk,
  deps: SealedQuestionDependencies,
): Promise<Asked> {
  const message = questionOf(effects);
  if (talk.carries) {
    const result = inputRequired({
      inputRequests: {
        [QUESTION]: inputRequired.elicit({ message, requestedSchema: NO_FIELDS }),
      },
      requestState: sealQuestion(call, effects, deps),
    });
    return { status: 'travels', via: 'client', result };
  }
  if (talk.inStream !== undefined) {
    return judged(await talk.inStream({ message, requestedSchema: NO_FIELDS }), 'client', effects);
  }
  const answer = await onPhone(message, home, talk, deps);
  return answer === undefined
    ? { status: 'no', via: 'nobody', sentence: nobodyToAsk(effects) }
    : judged(answer, 'phone', effects);
}

/** What an answer comes to; whatever is no clear yes is none. */
export function judged({ action }: Said, via: Way, effects: readonly Effect[]): Asked {
  if (action === 'accept') return { status: 'yes', via };
  const why = action === 'decline' ? 'said no' : 'did not answer';
  return { status: 'no', via, sentence: refusedBy(effects, why) };
}

async function onPhone(
  message: string,
  home: Home,
  talk: Talk,
  { random }: SealedQuestionDependencies,
): Promise<Said | undefined> {
  if (ringing.has(home.user.id)) return undefined;
  ringing.add(home.user.id);
  try {
    return await askOnPhone(home, message, random, talk.signal);
  } finally {
    ringing.delete(home.user.id);
  }
}

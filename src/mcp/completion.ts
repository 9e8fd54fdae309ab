import {
  type CompleteResult,
  ProtocolError,
  ProtocolErrorCode,
  type Server,
} from '@modelcontextprotocol/server';
import type { Principal } from '../access/principal.ts';
import { LatchkeyError } from '../core/errors.ts';
import type { CallDependencies } from './call-tool.ts';
import { homeOf, mayUse, type Offer } from './offers.ts';
import { PROMPTS } from './prompts/catalog.ts';
import { RESOURCES } from './resources/catalog.ts';
import { NOTHING, type Suggest, type Suggestions } from './suggestions.ts';
import { completeUpstream } from './upstream-completion.ts';

const LONGEST_WRITTEN = 200;

/** What a client asks to be completed: an argument of a prompt, or a variable of a template. */
export type CompletionRef =
  | { readonly type: 'ref/prompt'; readonly name: string }
  | { readonly type: 'ref/resource'; readonly uri: string };

/** Suggests values for arguments, from what the principal may see of the home. */
export function registerCompletion(
  server: Server,
  principal: Principal,
  deps: CallDependencies,
): void {
  server.setRequestHandler('completion/complete', async ({ params }): Promise<CompleteResult> => {
    const { name, value } = params.argument;
    if (value.length <= LONGEST_WRITTEN) {
      const typing = { argument: { name, value }, others: params.context?.arguments ?? {} };
      const theirs = await completeUpstream(params.ref, typing, principal, deps);
      if (theirs !== undefined) return { completion: { ...theirs } };
    }
    const completed = completable(params.ref);
    if (completed === undefined || !(await mayUse(principal, completed.offer, deps))) {
      throw new ProtocolError(ProtocolErrorCode.InvalidParams, 'There is nothing of that name');
    }
    const suggest = completed.suggest(name);
    const found =
      suggest === undefined || value.length > LONGEST_WRITTEN
        ? NOTHING
        : await suggested(suggest, value, principal, deps);
    return { completion: { ...found } };
  });
}

/** What a reference names, and how its arguments are completed; a URI of it names a template too. */
export function completable(
  ref: CompletionRef,
): { readonly offer: Offer; suggest(argument: string): Suggest | undefined } | undefined {
  if (ref.type === 'ref/prompt') {
    const offer = PROMPTS.find(({ name }) => name === ref.name);
    return offer && { offer, suggest: (argument) => offer.suggest(argument) };
  }
  const offer = RESOURCES.find(({ uri }) => uri === ref.uri);
  const variables = new Map(Object.entries(offer?.suggest ?? {}));
  return offer && { offer, suggest: (argument) => variables.get(argument) };
}

/** Nothing while the home cannot be asked: whoever is typing is not helped by an error. */
async function suggested(
  suggest: Suggest,
  written: string,
  principal: Principal,
  deps: CallDependencies,
): Promise<Suggestions> {
  try {
    const home = await homeOf(principal, deps);
    return home.ok ? suggest(home.value.home, written) : NOTHING;
  } catch (thrown) {
    if (!(thrown instanceof LatchkeyError)) throw thrown;
    return NOTHING;
  }
}

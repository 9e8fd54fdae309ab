import type { Principal } from '../access/principal.ts';
import type { WhoAsks } from '../upstreams/own-shelf.ts';
import type { CallDependencies } from './call-tool.ts';
import type { CompletionRef } from './completion.ts';
import { mayUse, type Offer } from './offers.ts';
import { personOf } from './person-of.ts';
import { upstreamPromptNamed } from './prompts/upstream-prompts.ts';
import { NOTHING, type Suggestions } from './suggestions.ts';

const MOST = 100;

/** What is being typed: an argument, and those that were given before it. */
export interface Typing {
  readonly argument: { readonly name: string; readonly value: string };
  readonly others: Readonly<Record<string, string>>;
}

/** What a reference to something of an upstream's names, and how its arguments are completed. */
export function upstreamCompletable(
  ref: CompletionRef,
  deps: Pick<CallDependencies, 'upstreamOffers'>,
):
  | { readonly offer: Offer; complete(typing: Typing, person: WhoAsks): Promise<readonly string[]> }
  | undefined {
  if (ref.type === 'ref/prompt') {
    const prompt = upstreamPromptNamed(ref.name, deps);
    return (
      prompt && {
        offer: prompt,
        complete: ({ argument, others }, person) => prompt.complete(argument, others, person),
      }
    );
  }
  const there = deps.upstreamOffers?.at(ref.uri);
  return (
    there && {
      offer: there.offer,
      complete: ({ argument, others }, person) =>
        there.offer.complete(there.uri, argument, others, person),
    }
  );
}

/** Suggestions of an upstream; none while it cannot be asked, undefined for what is not there. */
export async function completeUpstream(
  ref: CompletionRef,
  typing: Typing,
  principal: Principal,
  deps: CallDependencies,
): Promise<Suggestions | undefined> {
  const completed = upstreamCompletable(ref, deps);
  if (completed === undefined || !(await mayUse(principal, completed.offer, deps)))
    return undefined;
  const found = await completed
    .complete(typing, () => personOf(principal, deps.store))
    .catch(() => []);
  const values = found.filter((one) => typeof one === 'string').slice(0, MOST);
  return { ...NOTHING, values, total: found.length, hasMore: found.length > MOST };
}

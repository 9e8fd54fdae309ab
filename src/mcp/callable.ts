import { type AnyTool, type ToolSources, toolNamed } from './all-tools.ts';
import { type CompletionRef, completable } from './completion.ts';
import { messageOf } from './message.ts';
import type { Offer } from './offers.ts';
import { PROMPTS } from './prompts/catalog.ts';
import { upstreamPromptNamed } from './prompts/upstream-prompts.ts';
import { resourceAt } from './resources/catalog.ts';
import { upstreamCompletable } from './upstream-completion.ts';

/** Something that a message wants to use, before anybody decided whether it may. */
export interface Wanted {
  readonly kind: 'tool' | 'prompt' | 'resource';
  readonly offer: AnyTool | Offer;
}

/** What a parsed message wants to use; undefined when that is nothing, or nothing there is. */
export function wanted(body: unknown, sources: ToolSources): Wanted | undefined {
  const { method, params } = messageOf(body);
  switch (method) {
    case 'tools/call':
      return of('tool', toolNamed(params.name, sources));
    case 'prompts/get':
      return of(
        'prompt',
        PROMPTS.find(({ name }) => name === params.name) ??
          upstreamPromptNamed(textOf(params.name), sources),
      );
    case 'resources/read':
    case 'resources/subscribe':
      return of(
        'resource',
        resourceAt(textOf(params.uri)) ?? sources.upstreamOffers?.at(textOf(params.uri))?.offer,
      );
    case 'completion/complete':
      return completed(params.ref, sources);
    default:
      return undefined;
  }
}

/** What stands behind a reference whose arguments are being typed. */
function completed(given: unknown, sources: ToolSources): Wanted | undefined {
  const { type, name, uri } = (given ?? {}) as Readonly<Record<string, unknown>>;
  const ref: CompletionRef =
    type === 'ref/prompt'
      ? { type, name: textOf(name) }
      : { type: 'ref/resource', uri: textOf(uri) };
  const offer = completable(ref)?.offer ?? upstreamCompletable(ref, sources)?.offer;
  return of(ref.type === 'ref/prompt' ? 'prompt' : 'resource', offer);
}

/** A name as it was given; what is none names nothing, and may not even become a text. */
function textOf(given: unknown): string {
  return typeof given === 'string' ? given : '';
}

function of(kind: Wanted['kind'], offer: AnyTool | Offer | undefined): Wanted | undefined {
  return offer && { kind, offer };
}

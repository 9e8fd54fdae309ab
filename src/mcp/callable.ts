import { type AnyTool, type ToolSources, toolNamed } from './all-tools.ts';
import { completable } from './completion.ts';
import { messageOf } from './message.ts';
import type { Offer } from './offers.ts';
import { PROMPTS } from './prompts/catalog.ts';
import { resourceAt } from './resources/catalog.ts';

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
        PROMPTS.find(({ name }) => name === params.name),
      );
    case 'resources/read':
      return of('resource', resourceAt(String(params.uri)));
    case 'completion/complete':
      return completed(params.ref);
    default:
      return undefined;
  }
}

/** What stands behind a reference whose arguments are being typed. */
function completed(ref: unknown): Wanted | undefined {
  const { type, name, uri } = (ref ?? {}) as Readonly<Record<string, unknown>>;
  return type === 'ref/prompt'
    ? of('prompt', completable({ type, name: String(name) })?.offer)
    : of('resource', completable({ type: 'ref/resource', uri: String(uri) })?.offer);
}

function of(kind: Wanted['kind'], offer: AnyTool | Offer | undefined): Wanted | undefined {
  return offer && { kind, offer };
}

import type { Tool } from '../tools/tool.ts';
import { completable } from './completion.ts';
import { calledTool, messageOf } from './message.ts';
import type { Offer } from './offers.ts';
import { PROMPTS } from './prompts/catalog.ts';
import { resourceAt } from './resources/catalog.ts';

export type Kind = 'tool' | 'prompt' | 'resource';

/** What a parsed message wants to use, and of which kind it is; undefined for anything else. */
export function wanted(
  body: unknown,
  tools: readonly Tool[],
): { readonly kind: Kind; readonly offer: Tool | Offer } | undefined {
  const found = offerIn(body, tools);
  const [kind, offer] = found ?? [];
  return kind === undefined || offer === undefined ? undefined : { kind, offer };
}

function offerIn(
  body: unknown,
  tools: readonly Tool[],
): readonly [Kind, Tool | Offer | undefined] | undefined {
  const name = calledTool(body);
  if (name !== undefined) return ['tool', tools.find((one) => one.name === name)];
  const { method, params } = messageOf(body);
  if (method === 'prompts/get') return ['prompt', PROMPTS.find((one) => one.name === params.name)];
  if (method === 'resources/read') return ['resource', resourceAt(String(params.uri))];
  if (method !== 'completion/complete') return undefined;
  const { type, name: prompt, uri } = (params.ref ?? {}) as Readonly<Record<string, unknown>>;
  return type === 'ref/prompt'
    ? ['prompt', completable({ type, name: String(prompt) })?.offer]
    : ['resource', completable({ type: 'ref/resource', uri: String(uri) })?.offer];
}

import type { GetPromptResult } from '@modelcontextprotocol/client';
import { blockOf, fieldsOf, noteOf, roomOf } from './answer.ts';
import type { OwnShelf, WhoAsks } from './own-shelf.ts';
import { type OfferedPrompt, promptEntryName } from './prompt-entry.ts';
import type { Shelf } from './shelf.ts';
import { namespaced } from './tool-names.ts';
import { scopeOfUpstream, type UpstreamCall } from './upstream-tool.ts';
import { linkHere } from './uri-here.ts';

/** A prompt of an upstream as the MCP endpoint lists, decides on and gets it. */
export interface UpstreamPrompt extends OfferedPrompt {
  readonly upstream: string;
  readonly scope: `upstream:${string}`;
  readonly reach: 'elsewhere';
  readonly annotations: { readonly readOnlyHint: true };
  /** Undefined when it is not what was approved any more. Throws what `Shelf.ask` throws. */
  get(
    args: Readonly<Record<string, string>>,
    options?: UpstreamCall,
  ): Promise<GetPromptResult | undefined>;
  /** What an argument may be; throws likewise. */
  complete(
    argument: { readonly name: string; readonly value: string },
    others?: Readonly<Record<string, string>>,
    person?: WhoAsks,
  ): Promise<readonly string[]>;
}

/** Makes what is offered to assistants of a prompt that was approved. */
export function upstreamPrompt(
  shelf: Shelf,
  offered: OfferedPrompt,
  ownShelf: OwnShelf = async () => shelf,
): UpstreamPrompt {
  const { name: upstream } = shelf.upstream;
  const { name } = offered;
  const entry = promptEntryName(name);
  return {
    ...offered,
    name: namespaced(upstream, name),
    upstream,
    scope: scopeOfUpstream(upstream),
    reach: 'elsewhere',
    annotations: { readOnlyHint: true },
    async get(args, { person, ...callOptions } = {}) {
      const own = await ownShelf(shelf, person);
      const result = await own.ask(entry, (client, options) =>
        client.getPrompt({ name, arguments: { ...args } }, { ...options, ...callOptions }),
      );
      return result && promptAnswer(result, upstream);
    },
    async complete(argument, others = {}, person = undefined) {
      const own = await ownShelf(shelf, person);
      const found = await own.ask(entry, async (client, options) => {
        if (client.getServerCapabilities()?.completions === undefined) return [];
        const ref = { type: 'ref/prompt', name } as const;
        const context = { arguments: { ...others } };
        const answer = await client.complete({ ref, argument: { ...argument }, context }, options);
        return answer.completion.values;
      });
      return found ?? [];
    },
  };
}

/** Its messages within the bounds of a tool's answer, and what was left out said. */
function promptAnswer(result: GetPromptResult, upstream: string): GetPromptResult {
  const room = roomOf((uri) => linkHere(upstream, uri));
  const messages = result.messages.flatMap(({ role, content }) =>
    blockOf(fieldsOf(content), room).map((block) => ({ role, content: block })),
  );
  const note = noteOf(room);
  return {
    ...(result.description !== undefined && { description: result.description }),
    messages: [
      ...messages,
      ...(note === undefined
        ? []
        : [{ role: 'user' as const, content: { type: 'text' as const, text: note } }]),
    ],
  };
}

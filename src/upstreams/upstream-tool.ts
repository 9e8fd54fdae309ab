import type { CallToolResult } from '@modelcontextprotocol/client';
import type { ToolAnnotations } from '../tools/tool.ts';
import { answerOf } from './answer.ts';
import { sentenceOf } from './failures.ts';
import type { OfferedTool } from './offer.ts';
import type { OwnShelf, WhoAsks } from './own-shelf.ts';
import type { CallOptions, Shelf } from './shelf.ts';
import { namespaced } from './tool-names.ts';
import { linkHere } from './uri-here.ts';

/** A tool of an upstream as the MCP endpoint lists, decides on and calls it. */
export interface UpstreamTool extends Omit<OfferedTool, 'annotations'> {
  /** Which upstream has it. */
  readonly upstream: string;
  readonly scope: `upstream:${string}`;
  /** Nothing in the home, so that no rule about entities says anything about it. */
  readonly reach: 'elsewhere';
  /** What is decided by: that a tool of somebody else's only reads is never taken for granted. */
  readonly annotations: ToolAnnotations & { readonly readOnlyHint: false };
  /** What is listed: what the upstream says, and the worst of what it does not say. */
  readonly claimed: ToolAnnotations;
  /** Why it is neither listed nor called now; absent for one that is as it was approved. */
  readonly withheld?: string;
  /** Whatever goes wrong is an answer that the assistant can read; never throws. */
  call(args: unknown, options?: UpstreamCall): Promise<CallToolResult>;
}

export interface UpstreamCall extends CallOptions {
  /** Who calls, for upstreams where people sign in for themselves. */
  readonly person?: WhoAsks;
}

/** The scope with which an upstream may be used. */
export function scopeOfUpstream(name: string): `upstream:${string}` {
  return `upstream:${name}`;
}

/** Makes what is offered to assistants of a tool that was approved. */
export function upstreamTool(
  shelf: Shelf,
  offered: OfferedTool,
  ownShelf: OwnShelf = async () => shelf,
): UpstreamTool {
  const { name } = shelf.upstream;
  const called = namespaced(name, offered.name);
  const { title, description, inputSchema, outputSchema } = offered;
  const claimed = claimedIn(offered.annotations);
  return {
    name: called,
    title: title ?? titleIn(offered.annotations),
    description,
    inputSchema,
    outputSchema,
    annotations: { ...claimed, readOnlyHint: false },
    claimed,
    upstream: name,
    scope: scopeOfUpstream(name),
    reach: 'elsewhere',
    async call(args, { person, ...options } = {}) {
      try {
        const own = await ownShelf(shelf, person);
        const result = await own.call(offered.name, asArguments(args), options);
        if (result === undefined) return failed(unapproved(called));
        return answerOf(result, outputSchema !== undefined, (uri) => linkHere(name, uri));
      } catch (thrown) {
        if (options.signal?.aborted) return failed('The call was given up.');
        return failed(sentenceOf(thrown, name));
      }
    },
  };
}

/** What stands for a tool that is not as it was approved: whoever calls it learns why it is not done. */
export function withheldTool(shelf: Shelf, name: string): UpstreamTool {
  const called = namespaced(shelf.upstream.name, name);
  const waits = shelf.waiting.some(({ tool }) => tool.name === name);
  const withheld = waits
    ? unapproved(called)
    : `${called} is not there any more: ${shelf.upstream.name} no longer offers it.`;
  const tool = upstreamTool(shelf, { name, inputSchema: { type: 'object' } });
  return { ...tool, withheld, call: async () => failed(withheld) };
}

/** What is not known of a tool is thought to be the worst, as the specification has it. */
function claimedIn(given: OfferedTool['annotations']): ToolAnnotations {
  const hint = (name: keyof ToolAnnotations, otherwise: boolean) => {
    const said = given?.[name];
    return typeof said === 'boolean' ? said : otherwise;
  };
  const readOnlyHint = hint('readOnlyHint', false);
  return {
    readOnlyHint,
    destructiveHint: hint('destructiveHint', !readOnlyHint),
    idempotentHint: hint('idempotentHint', false),
    openWorldHint: hint('openWorldHint', true),
  };
}

function titleIn(annotations: OfferedTool['annotations']): string | undefined {
  return typeof annotations?.title === 'string' ? annotations.title : undefined;
}

function asArguments(args: unknown): Readonly<Record<string, unknown>> {
  return typeof args === 'object' && args !== null && !Array.isArray(args) ? { ...args } : {};
}

function unapproved(called: string): string {
  return `${called} is new or was changed since it was approved, so it is not used. Whoever runs Latchkey has to look at it first.`;
}

function failed(text: string): CallToolResult {
  return { isError: true, content: [{ type: 'text', text }] };
}

import type { Gateway } from './gateway.ts';
import { ownShelves } from './own-shelf.ts';
import { isPromptEntry } from './prompt-entry.ts';
import type { Shelf } from './shelf.ts';
import { signInTool } from './sign-in-tool.ts';
import { type UpstreamTool, upstreamTool, withheldTool } from './upstream-tool.ts';

type House = Pick<Gateway, 'shelves' | 'shelfFor' | 'isPerPerson' | 'isSignedIn'>;

interface Made {
  readonly from: readonly unknown[];
  readonly tools: readonly UpstreamTool[];
}

/**
 * The tools of all upstreams, from memory: each shelf's are made once and kept until something on it
 * changes, and so is the list of them all. Those that wait for an administrator are among them, to be told of when they are called.
 */
export function houseTools(gateway: House): () => readonly UpstreamTool[] {
  const made = new WeakMap<Shelf, Made>();
  const ownShelf = ownShelves(gateway);

  function toolsOf(shelf: Shelf): readonly UpstreamTool[] {
    const from = [shelf.tools, shelf.waiting, shelf.withheld, shelf.asked];
    const known = made.get(shelf);
    if (known?.from.every((one, at) => one === from[at])) return known.tools;
    const listed = new Set(shelf.tools.map(({ name }) => name));
    const names = [...shelf.withheld, ...shelf.waiting.map(({ tool }) => tool.name)];
    const held = new Set(names.filter((name) => !isPromptEntry(name)));
    const unknown = !shelf.asked && gateway.isPerPerson(shelf.upstream.name);
    const tools = [
      ...(unknown ? [signInTool(gateway, shelf)] : []),
      ...shelf.tools.map((tool) => upstreamTool(shelf, tool, ownShelf)),
      ...[...held].filter((name) => !listed.has(name)).map((name) => withheldTool(shelf, name)),
    ];
    made.set(shelf, { from, tools });
    return tools;
  }

  let last:
    | { readonly of: readonly unknown[]; readonly tools: readonly UpstreamTool[] }
    | undefined;
  return () => {
    const of = Array.from(gateway.shelves.values(), toolsOf);
    const same = last?.of.length === of.length && last.of.every((one, at) => one === of[at]);
    if (last === undefined || !same) last = { of, tools: of.flat() };
    return last.tools;
  };
}

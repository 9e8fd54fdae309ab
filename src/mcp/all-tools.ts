import type { Tool } from '../tools/tool.ts';
import type { HomeMcp, HomeTool } from '../upstreams/home-mcp.ts';
import type { HouseOffers } from '../upstreams/house-offers.ts';
import type { UpstreamTool } from '../upstreams/upstream-tool.ts';

/** A tool as the endpoint lists, decides on and calls it: ours, the home's own, or an upstream's. */
export type AnyTool = Tool | HomeTool | UpstreamTool;

export interface ToolSources {
  /** The catalog. */
  readonly tools: readonly Tool[];
  /** What upstreams have now, from memory: the same list until something changes; absent where there is no gateway. */
  readonly upstreamTools?: () => readonly UpstreamTool[];
  /** What else upstreams offer; absent likewise. */
  readonly upstreamOffers?: HouseOffers;
  /** Home Assistant's own MCP server, where the operator wants it; its tools are each person's. */
  readonly homeMcp?: HomeMcp | undefined;
}

/** Every tool there is now, ours first, whoever may use it. */
export function allTools({ tools, upstreamTools }: ToolSources): readonly AnyTool[] {
  return upstreamTools === undefined ? tools : [...tools, ...upstreamTools()];
}

/** The tool of a name, also one that waits for an administrator: whoever calls it is told so. */
export function toolNamed(name: unknown, sources: ToolSources): AnyTool | undefined {
  return (
    sources.tools.find((one) => one.name === name) ??
    sources.homeMcp?.named(name) ??
    byName(sources.upstreamTools?.() ?? []).get(name)
  );
}

const indexes = new WeakMap<readonly UpstreamTool[], ReadonlyMap<unknown, UpstreamTool>>();

/** The first tool of each name, made once for the same list: there may be thousands in it. */
function byName(tools: readonly UpstreamTool[]): ReadonlyMap<unknown, UpstreamTool> {
  const known = indexes.get(tools);
  if (known !== undefined) return known;
  const made = new Map<unknown, UpstreamTool>();
  for (const tool of tools) if (!made.has(tool.name)) made.set(tool.name, tool);
  indexes.set(tools, made);
  return made;
}

export function isUpstreamTool(tool: AnyTool): tool is UpstreamTool {
  return tool.reach === 'elsewhere';
}

/** Whether a tool is shown at all to whoever may use it. */
export function isListed(tool: AnyTool): boolean {
  return !isUpstreamTool(tool) || tool.withheld === undefined;
}

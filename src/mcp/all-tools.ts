import type { Tool } from '../tools/tool.ts';
import type { HomeMcp, HomeTool } from '../upstreams/home-mcp.ts';
import type { HouseOffers } from '../upstreams/house-offers.ts';
import type { UpstreamTool } from '../upstreams/upstream-tool.ts';

/** A tool as the endpoint lists, decides on and calls it: ours, the home's own, or an upstream's. */
export type AnyTool = Tool | HomeTool | UpstreamTool;

export interface ToolSources {
  /** The catalog. */
  readonly tools: readonly Tool[];
  /** What upstreams have now, from memory; absent where there is no gateway. */
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
    sources.upstreamTools?.().find((one) => one.name === name)
  );
}

export function isUpstreamTool(tool: AnyTool): tool is UpstreamTool {
  return tool.reach === 'elsewhere';
}

/** Whether a tool is shown at all to whoever may use it. */
export function isListed(tool: AnyTool): boolean {
  return !isUpstreamTool(tool) || tool.withheld === undefined;
}

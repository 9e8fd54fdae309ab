import type { Tool as Listing } from '@modelcontextprotocol/server';
import { type AnyTool, isUpstreamTool } from './all-tools.ts';

const listings = new WeakMap<AnyTool, Listing>();

/** A tool as it is listed, made once: an upstream's tool is the same object until it is approved anew. */
export function listing(tool: AnyTool): Listing {
  const known = listings.get(tool);
  if (known !== undefined) return known;
  const { name, title, description, inputSchema, outputSchema } = tool;
  const annotations = isUpstreamTool(tool) ? tool.claimed : tool.annotations;
  const made = { name, title, description, inputSchema, outputSchema, annotations } as Listing;
  listings.set(tool, made);
  return made;
}

import type { Client, Tool } from '@modelcontextprotocol/client';

const MOST_TOOLS = 1_000;
const LARGEST_TOOL = 32 * 1_024;
const LARGEST_OFFER = 4 * 1_024 * 1_024;

/** What of an upstream's tool reaches an assistant. */
export interface OfferedTool {
  readonly name: string;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly inputSchema: Readonly<Record<string, unknown>>;
  readonly outputSchema?: Readonly<Record<string, unknown>> | undefined;
  readonly annotations?: Readonly<Record<string, unknown>> | undefined;
}

/** The tools of an upstream, and how many were left out: for their size or number, or as tasks. */
export interface Offer {
  readonly tools: readonly OfferedTool[];
  readonly leftOut: number;
}

/** Asks an upstream for its tools, page by page, and keeps what is of a reasonable size. */
export async function readOffer(client: Client, timeoutMs: number): Promise<Offer> {
  // Without tools there is nothing to ask, and some servers answer that with an error.
  if (client.getServerCapabilities()?.tools === undefined) return { tools: [], leftOut: 0 };
  const { tools } = await client.listTools(undefined, { timeout: timeoutMs, cacheMode: 'refresh' });
  return bounded(tools);
}

/** The first tools that fit, without the fields nobody here reads. */
export function bounded(tools: readonly Tool[]): Offer {
  const kept: OfferedTool[] = [];
  let room = LARGEST_OFFER;
  for (const tool of tools) {
    // One that can only be run as a task (2025-11-25) is of no use to whoever calls through us.
    if (tool.execution?.taskSupport === 'required') continue;
    const { name, title, description, inputSchema, outputSchema, annotations } = tool;
    const offered = { name, title, description, inputSchema, outputSchema, annotations };
    const size = JSON.stringify(offered).length;
    if (kept.length >= MOST_TOOLS || size > LARGEST_TOOL || size > room) continue;
    room -= size;
    kept.push(offered as OfferedTool);
  }
  return { tools: kept, leftOut: tools.length - kept.length };
}

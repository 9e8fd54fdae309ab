import {
  type Client,
  type ListPromptsResult,
  ProtocolError,
  type Tool,
} from '@modelcontextprotocol/client';
import { entryOfPrompt, isPromptEntry } from './prompt-entry.ts';

const MOST_TOOLS = 1_000;
const LARGEST_TOOL = 32 * 1_024;
/** MCP asks for 128 at most (Tools, Tool Names); what is much longer fits no index of a database. */
const LONGEST_NAME = 500;
const LARGEST_OFFER = 4 * 1_024 * 1_024;

/** What of an upstream's tool reaches an assistant; the entry of a prompt looks the same. */
export interface OfferedTool {
  readonly name: string;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly inputSchema: Readonly<Record<string, unknown>>;
  readonly outputSchema?: Readonly<Record<string, unknown>> | undefined;
  readonly annotations?: Readonly<Record<string, unknown>> | undefined;
}

/** The tools and, as entries, the prompts of an upstream, and how many were left out: for their size or number, or as tasks. */
export interface Offer {
  readonly tools: readonly OfferedTool[];
  readonly leftOut: number;
}

/** Asks an upstream for its tools and prompts, page by page, and keeps what is of a reasonable size. */
export async function readOffer(client: Client, timeoutMs: number): Promise<Offer> {
  const options = { timeout: timeoutMs, cacheMode: 'refresh' } as const;
  // Without any there is nothing to ask, and some servers answer that with an error.
  const has = client.getServerCapabilities();
  const tools = has?.tools && (await client.listTools(undefined, options)).tools;
  const prompts =
    has?.prompts && (await client.listPrompts(undefined, options).catch(none)).prompts;
  return bounded(tools ?? [], prompts?.map(entryOfPrompt));
}

/** A server that has trouble with its prompts is still good for its tools. */
function none(thrown: unknown): Pick<ListPromptsResult, 'prompts'> {
  if (!(thrown instanceof ProtocolError)) throw thrown;
  return { prompts: [] };
}

/** The first tools and prompts that fit, without the fields nobody here reads. */
export function bounded(tools: readonly Tool[], prompts: readonly OfferedTool[] = []): Offer {
  const kept: OfferedTool[] = [];
  let room = LARGEST_OFFER;
  const usable = tools.filter(({ name, execution }) => {
    // One that can only be run as a task (2025-11-25) is of no use to whoever calls through us.
    return execution?.taskSupport !== 'required' && !isPromptEntry(name);
  });
  for (const tool of [...usable, ...prompts]) {
    const { name, title, description, inputSchema, outputSchema, annotations } = tool;
    const offered = { name, title, description, inputSchema, outputSchema, annotations };
    const size = JSON.stringify(offered).length;
    if (kept.length >= MOST_TOOLS || size > LARGEST_TOOL || size > room) continue;
    if (name.length > LONGEST_NAME) continue;
    room -= size;
    kept.push(offered as OfferedTool);
  }
  return { tools: kept, leftOut: tools.length + prompts.length - kept.length };
}

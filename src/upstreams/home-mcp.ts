import { SECOND } from '../core/clock.ts';
import { isLatchkeyError } from '../core/errors.ts';
import type { Home } from '../home/home.ts';
import { callHomeMcp, type HomeMcpTool, homeMcpTools } from '../home/mcp.ts';
import type { HomeUser } from '../home/user.ts';
import { sentenceFor } from '../tools/errors.ts';
import type { JsonSchema } from '../tools/listed-schema.ts';
import type { Tool, ToolAnswer, ToolContext } from '../tools/tool.ts';
import { namespaced } from './tool-names.ts';

/** The name under which Home Assistant's own MCP server is an upstream. */
export const HOME_MCP = 'homeassistant';

export const HOME_MCP_SCOPE = `upstream:${HOME_MCP}` as const;

/** A tool of Home Assistant's own MCP server, called like ours with the person's own home. */
export interface HomeTool extends Omit<Tool, 'title' | 'description' | 'scope' | 'outputSchema'> {
  readonly scope: typeof HOME_MCP_SCOPE;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly outputSchema?: undefined;
}

const FRESH_MS = 30 * SECOND;
const LONGEST_TEXT = 150_000;
const FOR_ADMINISTRATORS =
  'Home Assistant’s own MCP server is for administrators, and the person this acts as is none.';

/**
 * The tools of Home Assistant's own MCP server, for administrators of the home. They go by what Assist
 * is shown and not by our rules, hence the reach.
 */
export class HomeMcp {
  /** By whom a live connection is: the views of it that calls are given come and go. */
  readonly #known = new WeakMap<
    HomeUser,
    { readonly at: number; readonly tools: readonly HomeMcpTool[] }
  >();

  /** What stands for all of them, when it is decided whether somebody may see any. */
  get any(): HomeTool {
    return this.#tool({ name: 'tools', inputSchema: { type: 'object' } });
  }

  /** Those this home offers this person; none where it cannot say. */
  async listed({ home, now }: Pick<ToolContext, 'home' | 'now'>): Promise<readonly HomeTool[]> {
    if (!home.user.administrator) return [];
    try {
      return (await this.#tools(home, now)).map((tool) => this.#tool(tool));
    } catch (thrown) {
      if (isLatchkeyError(thrown, 'home_refused')) throw thrown;
      return [];
    }
  }

  /** The tool that goes by a name here, whether or not the home has it. */
  named(name: unknown): HomeTool | undefined {
    if (typeof name !== 'string' || !name.startsWith(`${HOME_MCP}__`)) return undefined;
    return { ...this.any, name, call: (args, context) => this.#call(name, args, context) };
  }

  async #tools(home: Home, now: number): Promise<readonly HomeMcpTool[]> {
    const known = this.#known.get(home.user);
    if (known !== undefined && Math.abs(now - known.at) < FRESH_MS) return known.tools;
    const tools = await homeMcpTools(home);
    this.#known.set(home.user, { at: now, tools });
    return tools;
  }

  async #call(name: string, args: unknown, { home, now }: ToolContext): Promise<ToolAnswer> {
    if (!home.user.administrator) return failed(FOR_ADMINISTRATORS);
    try {
      const tools = await this.#tools(home, now);
      const tool = tools.find((one) => namespaced(HOME_MCP, one.name) === name);
      if (tool === undefined) return failed(`Home Assistant has no tool ${name}.`);
      const { content, isError } = await callHomeMcp(home, tool.name, { ...(args as object) });
      const text = content.map((block) => block.text ?? JSON.stringify(block)).join('\n');
      const answer = { content: [{ type: 'text', text: text.slice(0, LONGEST_TEXT) }] } as const;
      return isError ? { ...answer, isError } : answer;
    } catch (thrown) {
      if (!isLatchkeyError(thrown) || isLatchkeyError(thrown, 'home_refused')) throw thrown;
      return failed(sentenceFor(thrown));
    }
  }

  #tool({ name: theirs, title, description, inputSchema, annotations }: HomeMcpTool): HomeTool {
    const name = namespaced(HOME_MCP, theirs);
    return {
      name,
      title,
      description,
      inputSchema: inputSchema as JsonSchema,
      annotations: {
        readOnlyHint: annotations?.readOnlyHint === true,
        destructiveHint: annotations?.destructiveHint !== false,
        idempotentHint: annotations?.idempotentHint === true,
        openWorldHint: annotations?.openWorldHint !== false,
      },
      scope: HOME_MCP_SCOPE,
      reach: 'everything',
      call: (args, context) => this.#call(name, args, context),
    };
  }
}

function failed(text: string): ToolAnswer {
  return { isError: true, content: [{ type: 'text', text }] };
}

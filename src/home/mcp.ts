import { z } from 'zod';
import { SECOND } from '../core/clock.ts';
import { HomeCommandError } from './errors.ts';
import type { Home } from './home.ts';

/** As long as Home Assistant itself gives a call. */
const TIMEOUT_MS = 60 * SECOND;
const LARGEST = 4 * 1_024 * 1_024;

/** What Home Assistant says of a tool of its own MCP server. */
export interface HomeMcpTool {
  readonly name: string;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly inputSchema: Readonly<Record<string, unknown>>;
  readonly annotations?: Readonly<Record<string, unknown>> | undefined;
}

const listed = z.object({
  tools: z.array(
    z.object({
      name: z.string(),
      title: z.string().optional(),
      description: z.string().optional(),
      inputSchema: z.record(z.string(), z.unknown()),
      annotations: z.record(z.string(), z.unknown()).optional(),
    }),
  ),
});

const called = z.object({
  content: z.array(z.looseObject({ type: z.string() })).default([]),
  isError: z.boolean().default(false),
});

const answered = z.union([
  z.object({ result: z.unknown() }),
  z.object({ error: z.object({ code: z.number(), message: z.string() }) }),
]);

/**
 * The tools of Home Assistant's own MCP server (`mcp_server`), as this person may see them. Each
 * request to it stands alone, so it is called like the rest of the REST API and the credential stays
 * where it is. Ask for administrators only: others get 403. Throws like `Home.rest`, with `http_404`
 * where the integration is not set up.
 */
export async function homeMcpTools(home: Home): Promise<readonly HomeMcpTool[]> {
  return listed.parse(await ask(home, 'tools/list', {})).tools;
}

/** Calls one of them by Home Assistant's name for it. Throws likewise. */
export async function callHomeMcp(
  home: Home,
  name: string,
  args: Readonly<Record<string, unknown>>,
): Promise<z.output<typeof called>> {
  return called.parse(await ask(home, 'tools/call', { name, arguments: args }));
}

async function ask(home: Home, method: string, params: object): Promise<unknown> {
  const { bytes } = await home.rest({
    method: 'POST',
    path: ['mcp'],
    body: { jsonrpc: '2.0', id: 1, method, params },
    timeoutMs: TIMEOUT_MS,
    largest: LARGEST,
  });
  const answer = answered.parse(JSON.parse(bytes.toString('utf8')));
  if ('error' in answer) {
    throw new HomeCommandError(`mcp_${answer.error.code}`, answer.error.message.slice(0, 1_000));
  }
  return answer.result;
}

import { mcpRequest } from '../../support/mcp-request.ts';
import { constant, type Sent } from './lane.ts';
import type { Lanes } from './peer.ts';

/** An MCP endpoint, and the newest protocol that it speaks without a session. */
export interface McpServer {
  readonly url: string;
  /** Undefined where nobody is asked who they are. */
  readonly token: string | undefined;
  readonly protocol: '2026-07-28' | '2025-11-25';
}

export function listTools(server: McpServer): Lanes {
  return lanes(server, 'tools/list', {}, '"tools":');
}

/** A call of a tool, whose answer must hold that text. */
export function callTool(server: McpServer, name: string, args: object, expected: string): Lanes {
  return lanes(server, 'tools/call', { name, arguments: args }, expected);
}

/** How many tools it lists. */
export async function countTools(server: McpServer): Promise<number> {
  const { url, ...init } = requestOf(server, 'tools/list', {});
  const text = await (await fetch(url, init)).text();
  const message = JSON.parse(/\{.*\}/.exec(text)?.[0] ?? '{}') as {
    result?: { tools?: readonly unknown[] };
  };
  if (message.result?.tools === undefined) throw new Error(`tools/list: ${text.slice(0, 300)}`);
  return message.result.tools.length;
}

function lanes(server: McpServer, method: string, params: object, expected: string): Lanes {
  const sent = requestOf(server, method, params);
  const good = (status: number, body: string) =>
    status === 200 && body.includes(expected) && !body.includes('"isError":true');
  return async (count) => Array.from({ length: count }, () => constant(sent, good));
}

function requestOf({ url, token, protocol }: McpServer, method: string, params: object): Sent {
  const modern = mcpRequest(token ?? '', method, params);
  const { authorization, ...open } = modern.headers;
  const headers = token === undefined || authorization === undefined ? open : modern.headers;
  if (protocol === '2026-07-28') return { url, method: 'POST', headers, body: modern.body };
  return {
    url,
    method: 'POST',
    headers: { ...headers, 'mcp-protocol-version': protocol },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  };
}

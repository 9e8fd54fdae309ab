import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type NodeIncomingMessageLike, toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import type { Ending } from './temp.ts';

/** A small MCP server with the tools that tests of the gateway need. */
export function testServer(): McpServer {
  const server = new McpServer({ name: 'test-upstream', version: '1.0.0' });
  server.registerTool(
    'add',
    { description: 'Adds two numbers.', inputSchema: z.object({ a: z.number(), b: z.number() }) },
    ({ a, b }) => ({ content: [{ type: 'text', text: String(a + b) }] }),
  );
  server.registerTool('environment', { description: 'The names of its variables.' }, () => ({
    content: [{ type: 'text', text: Object.keys(process.env).sort().join(' ') }],
  }));
  server.registerTool('fail', { description: 'Always fails.' }, () => {
    throw new Error('it always fails');
  });
  return server;
}

export interface HttpUpstream {
  readonly host: string;
  readonly url: string;
  /** What came with each request. */
  readonly headers: IncomingHttpHeaders[];
  stop(): Promise<void>;
}

/** Serves `testServer` over Streamable HTTP in both protocol eras, for whoever sends these headers. */
export async function startHttpUpstream(
  t: Ending,
  required: Readonly<Record<string, string>> = {},
  make: () => McpServer = testServer,
): Promise<HttpUpstream> {
  const headers: IncomingHttpHeaders[] = [];
  const serve = toNodeHandler(createMcpHandler(make));
  const server = createServer((request, response) => {
    headers.push(request.headers);
    const missing = Object.entries(required).some(
      ([name, value]) => request.headers[name.toLowerCase()] !== value,
    );
    if (missing) response.writeHead(401).end();
    else void serve(request as NodeIncomingMessageLike, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  t.after(stop);
  return { host, url: `http://${host}/mcp`, headers, stop };
}

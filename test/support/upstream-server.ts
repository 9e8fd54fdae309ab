import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type NodeIncomingMessageLike, toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { type Ending, lastly } from './lastly.ts';

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
  /** What each request asked for. */
  readonly paths: string[];
  stop(): Promise<void>;
}

/** Serves `testServer` over Streamable HTTP in both protocol eras, for whoever sends these headers. */
export async function startHttpUpstream(
  t: Ending,
  required: Readonly<Record<string, string>> = {},
  make: () => McpServer = testServer,
  port = 0,
): Promise<HttpUpstream> {
  const headers: IncomingHttpHeaders[] = [];
  const paths: string[] = [];
  const serve = toNodeHandler(createMcpHandler(make));
  const server = createServer((request, response) => {
    headers.push(request.headers);
    paths.push(request.url ?? '');
    const missing = Object.entries(required).some(
      ([name, value]) => request.headers[name.toLowerCase()] !== value,
    );
    if (missing) response.writeHead(401).end();
    else void serve(request as NodeIncomingMessageLike, response);
  }).listen(port, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  lastly(t, stop);
  return { host, url: `http://${host}/mcp`, headers, paths, stop };
}

export interface RudeUpstream {
  readonly url: string;
  /** How often it said back what came in a header. */
  repeated(): number;
}

/**
 * An upstream whose errors repeat the headers it was sent: below `/listing` when it is asked for its
 * tools, anywhere else at once, as a status.
 */
export async function startRudeUpstream(t: Ending): Promise<RudeUpstream> {
  let repeated = 0;
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => {
      body += part;
    });
    request.on('end', () => {
      const said = JSON.stringify(request.headers);
      const { id, method } = (body === '' ? {} : JSON.parse(body)) as Record<string, unknown>;
      const polite = request.url === '/listing' && method !== 'tools/list';
      if (!polite) repeated += 1;
      if (polite && id === undefined) return void response.writeHead(202).end();
      const result = {
        protocolVersion: '2025-11-25',
        capabilities: { tools: {} },
        serverInfo: { name: 'rude', version: '1' },
      };
      const error = { code: -32_603, message: said };
      const answer =
        method === 'initialize' && polite
          ? { jsonrpc: '2.0', id, result }
          : { jsonrpc: '2.0', id, error };
      response.writeHead(request.url === '/listing' ? 200 : 400, {
        'Content-Type': 'application/json',
        'WWW-Authenticate': `Bearer error="invalid_token", error_description="${request.headers['x-key']}"`,
      });
      response.end(JSON.stringify(answer));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  lastly(t, () => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    repeated: () => repeated,
  };
}

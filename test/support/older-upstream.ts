import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { SSEServerTransport } from '@modelcontextprotocol/sdk/server/sse.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { z } from 'zod';
import { type Ending, lastly } from './lastly.ts';

/** A server as the SDK's first line makes them: it speaks the older era alone, in sessions. */
export interface OlderUpstream {
  readonly host: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders[];
  /** Forgets every session, as a restart does. */
  forget(): void;
  /** Cuts every connection there is. */
  cut(): void;
  /** Answers the next request with this status. */
  refuseNext(status: number): void;
}

type Session = StreamableHTTPServerTransport | SSEServerTransport;

/** Serves `add`, and `hang`, which never answers, over the transport asked for. */
export async function startOlderUpstream(
  t: Ending,
  kind: 'http' | 'sse',
  required: Readonly<Record<string, string>> = {},
): Promise<OlderUpstream> {
  const headers: IncomingHttpHeaders[] = [];
  const sessions = new Map<string, Session>();
  let refusal: number | undefined;
  const serve = kind === 'sse' ? overSse(sessions) : overHttp(sessions);
  const server = createServer((request, response) => {
    headers.push(request.headers);
    const missing = Object.entries(required).some(
      ([name, value]) => request.headers[name.toLowerCase()] !== value,
    );
    const status = missing ? 401 : refusal;
    if (!missing) refusal = undefined;
    if (status !== undefined) response.writeHead(status).end();
    else void serve(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  lastly(t, async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    url: `http://${host}/${kind === 'sse' ? 'sse' : 'mcp'}`,
    headers,
    forget: () => sessions.clear(),
    cut: () => server.closeAllConnections(),
    refuseNext: (status) => {
      refusal = status;
    },
  };
}

function older(): McpServer {
  const server = new McpServer({ name: 'older', version: '1.0.0' });
  const numbers = { a: z.number(), b: z.number() };
  server.registerTool('add', { description: 'Adds.', inputSchema: numbers }, ({ a, b }) => ({
    content: [{ type: 'text', text: String(a + b) }],
  }));
  server.registerTool('hang', { description: 'Never answers.' }, () => new Promise(() => {}));
  return server;
}

type Serve = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

function overHttp(sessions: Map<string, Session>): Serve {
  return async (request, response) => {
    const id = request.headers['mcp-session-id'];
    const known = typeof id === 'string' ? sessions.get(id) : undefined;
    if (id !== undefined && known === undefined) {
      response.writeHead(404).end();
      return;
    }
    const transport =
      known ??
      new StreamableHTTPServerTransport({
        sessionIdGenerator: () => crypto.randomUUID(),
        onsessioninitialized: (made) => void sessions.set(made, transport),
      });
    if (known === undefined) await older().connect(transport as never);
    await (transport as StreamableHTTPServerTransport).handleRequest(request, response);
  };
}

function overSse(sessions: Map<string, Session>): Serve {
  return async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    if (request.method === 'GET' && pathname === '/sse') {
      const transport = new SSEServerTransport('/message', response);
      sessions.set(transport.sessionId, transport);
      await older().connect(transport);
      return;
    }
    const transport = sessions.get(searchParams.get('sessionId') ?? '');
    if (transport instanceof SSEServerTransport) {
      await transport.handlePostMessage(request, response);
    } else response.writeHead(404).end();
  };
}

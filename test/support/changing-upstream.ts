import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type NodeIncomingMessageLike,
  NodeStreamableHTTPServerTransport,
  toNodeHandler,
} from '@modelcontextprotocol/node';
import { createMcpHandler, InMemoryServerEventBus, Server } from '@modelcontextprotocol/server';
import { type Ending, lastly } from './lastly.ts';

/** A server whose resources change when a test says so. */
export interface ChangingUpstream {
  readonly url: string;
  /** What it is subscribed to now, a line for each subscription. */
  subscribed(): readonly string[];
  change(uri: string): void;
  /** Whether whoever is connected would hear of a change: in the older era that takes a stream. */
  heard(): boolean;
  /** Cuts every connection and forgets every session, as a restart does. */
  restart(): void;
}

/** Speaks the newest era, or the older one in sessions; `silent` says of itself that it tells nothing. */
export async function startChangingUpstream(
  t: Ending,
  era: 'modern' | 'legacy',
  { silent = false } = {},
): Promise<ChangingUpstream> {
  const made = era === 'modern' ? modern(silent) : legacy(silent);
  const server = createServer((request, response) => {
    void made.serve(request as NodeIncomingMessageLike & typeof request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  lastly(t, async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return {
    ...made,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`,
    restart() {
      made.forget();
      server.closeAllConnections();
    },
  };
}

function changing(silent: boolean): Server {
  const resources = silent ? {} : { subscribe: true };
  const server = new Server(
    { name: 'changing', version: '1.0.0' },
    { capabilities: { tools: {}, resources } },
  );
  server.setRequestHandler('tools/list', () => ({
    tools: [{ name: 'add', inputSchema: { type: 'object' as const } }],
  }));
  server.setRequestHandler('resources/list', () => ({
    resources: [{ uri: 'note://1', name: 'one' }],
  }));
  server.setRequestHandler('resources/templates/list', () => ({ resourceTemplates: [] }));
  server.setRequestHandler('resources/read', ({ params: { uri } }) => ({
    contents: [{ uri, text: 'what it says' }],
  }));
  return server;
}

/** The bus tells how many listen; what for, only the filter of the request knows. */
function modern(silent: boolean) {
  const bus = new InMemoryServerEventBus();
  const open = new Map<object, readonly string[]>();
  const handle = toNodeHandler(createMcpHandler(() => changing(silent), { bus }));
  type Handle = typeof handle;
  return {
    async serve(request: Parameters<Handle>[0], response: Parameters<Handle>[1]) {
      const parts: Buffer[] = [];
      for await (const part of request as unknown as AsyncIterable<Buffer>) parts.push(part);
      const body = parts.length === 0 ? undefined : JSON.parse(Buffer.concat(parts).toString());
      const uris = body?.params?.notifications?.resourceSubscriptions;
      if (uris !== undefined) {
        open.set(response, uris);
        response.on('close', () => open.delete(response));
      }
      await handle(request, response, body);
    },
    subscribed: () => [...open.values()].flat(),
    heard: () => true,
    change: (uri: string) => bus.publish({ kind: 'resource_updated', uri }),
    forget: () => {},
  };
}

interface Session {
  readonly transport: NodeStreamableHTTPServerTransport;
  readonly server: Server;
  readonly uris: string[];
}

function legacy(silent: boolean) {
  const sessions = new Map<string, Session>();
  let streams = 0;
  type Handle = NodeStreamableHTTPServerTransport['handleRequest'];
  const begin = async () => {
    const server = changing(silent);
    const uris: string[] = [];
    server.setRequestHandler('resources/subscribe', ({ params }) => {
      uris.push(params.uri);
      return {};
    });
    server.setRequestHandler('resources/unsubscribe', ({ params }) => {
      uris.splice(uris.indexOf(params.uri), 1);
      return {};
    });
    const transport = new NodeStreamableHTTPServerTransport({
      sessionIdGenerator: () => crypto.randomUUID(),
      onsessioninitialized: (id) => void sessions.set(id, { transport, server, uris }),
    });
    await server.connect(transport);
    return transport;
  };
  return {
    async serve(request: Parameters<Handle>[0], response: Parameters<Handle>[1]) {
      const id = request.headers['mcp-session-id'];
      const known = typeof id === 'string' ? sessions.get(id)?.transport : undefined;
      if (id !== undefined && known === undefined) return void response.writeHead(404).end();
      if (request.method === 'GET') {
        streams += 1;
        (response as ServerResponse).once('close', () => {
          streams -= 1;
        });
      }
      await (known ?? (await begin())).handleRequest(request, response);
    },
    subscribed: () => Array.from(sessions.values(), ({ uris }) => uris).flat(),
    heard: () => streams > 0,
    change(uri: string) {
      for (const { server, uris } of sessions.values()) {
        if (uris.some((one) => uri.startsWith(one))) {
          server.sendResourceUpdated({ uri }).catch(() => {});
        }
      }
    },
    forget: () => sessions.clear(),
  };
}

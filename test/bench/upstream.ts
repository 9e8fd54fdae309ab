import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type NodeIncomingMessageLike, toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, Server } from '@modelcontextprotocol/server';

/** An upstream with a thousand tools, made once, which answer at once. Prints its port. */
const tools = Array.from({ length: 1_000 }, (_, n) => ({
  name: `tool_${n}`,
  description: `Does the thing with the number ${n}.`,
  inputSchema: { type: 'object' as const, properties: { some: { type: 'string' } } },
}));

const handler = createMcpHandler(() => {
  const server = new Server({ name: 'bench', version: '1' }, { capabilities: { tools: {} } });
  server.setRequestHandler('tools/list', () => ({ tools }));
  server.setRequestHandler('tools/call', () => ({ content: [{ type: 'text', text: 'done' }] }));
  return server;
});
const serve = toNodeHandler(handler);
const server = createServer((request, response) => {
  void serve(request as NodeIncomingMessageLike, response);
}).listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
process.on('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
});

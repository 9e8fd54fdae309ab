import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type NodeIncomingMessageLike, toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, Server } from '@modelcontextprotocol/server';

/** The official SDK's own handler with one tool, which answers a constant; nobody signs in. Prints its port. */
const tools = [
  { name: 'get_state', description: 'Says a constant.', inputSchema: { type: 'object' as const } },
];
const said = { content: [{ type: 'text' as const, text: 'on' }], structuredContent: {} };

const handler = createMcpHandler(() => {
  const server = new Server({ name: 'bare', version: '1' }, { capabilities: { tools: {} } });
  server.setRequestHandler('tools/list', () => ({ tools }));
  server.setRequestHandler('tools/call', () => said);
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

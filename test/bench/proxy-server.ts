import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Streams every request to the address in TARGET, and its answer back. Prints its port. */
const target = new URL(process.env.TARGET ?? '');
const agent = new Agent({ keepAlive: true });

const server = createServer((incoming, outgoing) => {
  const { method, headers } = incoming;
  const sent = request(target, { method, agent, headers: { ...headers, host: target.host } });
  sent.on('response', (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  sent.on('error', () => outgoing.destroy());
  incoming.pipe(sent);
}).listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
process.on('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
  agent.destroy();
});

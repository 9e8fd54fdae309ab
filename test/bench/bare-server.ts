import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The least a server can do: read the body, answer a constant. Prints its port. */
const answer = JSON.stringify({ jsonrpc: '2.0', id: 1, result: {} });

const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(answer),
    });
    response.end(answer);
  });
});
server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => {
  console.log((server.address() as AddressInfo).port);
});
process.on('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
});

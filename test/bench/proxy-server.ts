import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRemoteJWKSet, jwtVerify } from 'jose';

/**
 * Streams every request whose access token of ISSUER is good to the address in TARGET, without the
 * token, and its answer back. Prints its port.
 */
const target = new URL(process.env.TARGET ?? '');
const issuer = process.env.ISSUER ?? '';
const agent = new Agent({ keepAlive: true });
const keys = createRemoteJWKSet(new URL('/jwks', issuer));

const server = createServer(async (incoming, outgoing) => {
  const token = /^Bearer (.+)$/.exec(incoming.headers.authorization ?? '')?.[1] ?? '';
  const checked = jwtVerify(token, keys, { issuer, audience: `${issuer}/mcp` });
  await checked.then(
    () => passOn(incoming, outgoing),
    () => outgoing.writeHead(401).end(),
  );
}).listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));

function passOn(incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { authorization: _ours, ...headers } = incoming.headers;
  const sent = request(target, {
    method: incoming.method,
    agent,
    headers: { ...headers, host: target.host },
  });
  sent.on('response', (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  sent.on('error', () => outgoing.destroy());
  incoming.pipe(sent);
}

process.on('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
  agent.destroy();
});

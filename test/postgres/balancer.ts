import { createServer, request as forward } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Ending, lastly } from '../support/lastly.ts';

/** Something before several instances that gives each request to the next one. */
export interface Balancer {
  readonly base: string;
  /** The ports of those that take part; a test adds and removes. */
  readonly ports: number[];
  /** Which port took each request, as `POST /token`, in order. */
  readonly taken: { readonly port: number; readonly what: string }[];
  /** Has the next request go to this port; the turn goes on from there. */
  next(port: number): void;
}

/**
 * Starts one on a port of its own. A port that refuses to connect is left out and the next one tried,
 * as balancers do; the Host stays, since a front door is known by it.
 */
export async function startBalancer(t: Ending): Promise<Balancer> {
  const ports: number[] = [];
  const taken: Balancer['taken'] = [];
  let turn = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => attempt(ports.length));

    function attempt(left: number): void {
      const port = ports[turn++ % Math.max(ports.length, 1)];
      if (port === undefined || left === 0) {
        response.writeHead(502).end();
        return;
      }
      let connected = false;
      const { method = '', url = '', headers } = request;
      const onward = forward({ host: '127.0.0.1', port, method, path: url, headers, agent: false });
      onward.once('socket', (socket) => socket.once('connect', () => (connected = true)));
      onward.once('response', (answer) => {
        taken.push({ port, what: `${method} ${url.split('?')[0]}` });
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
        answer.once('error', () => response.destroy());
        // So that a test sees the beginning of a stream before its end.
        response.flushHeaders();
      });
      onward.on('error', () => {
        if (connected || response.headersSent) response.destroy();
        else attempt(left - 1);
      });
      response.once('close', () => onward.destroy());
      onward.end(Buffer.concat(chunks));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  lastly(t, async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return {
    base: `http://127.0.0.1:${port}`,
    ports,
    taken,
    next(wanted) {
      turn = Math.max(ports.indexOf(wanted), 0);
    },
  };
}

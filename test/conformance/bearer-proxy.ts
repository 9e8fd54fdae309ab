import {
  createServer,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** A loopback listener that puts a bearer on everything it passes on. */
export interface BearerProxy {
  readonly origin: string;
  stop(): Promise<void>;
}

/**
 * Stands between the conformance tool, which cannot send an Authorization header, and the server
 * under test. Host and Origin go through as they came, since scenarios lie in them on purpose.
 */
export async function startBearerProxy(target: string, bearer: string): Promise<BearerProxy> {
  const { hostname, port } = new URL(target);
  const server = createServer((incoming, outgoing) => {
    const onward = request(
      {
        host: hostname,
        port,
        method: incoming.method ?? 'GET',
        path: incoming.url ?? '/',
        headers: { ...incoming.headers, authorization: `Bearer ${bearer}` },
      },
      (answer) => relay(answer, outgoing),
    );
    onward.on('error', () => outgoing.destroy());
    // A stream that the tool gives up must end at the server too.
    outgoing.on('close', () => onward.destroy());
    incoming.pipe(onward);
  });
  return listening(server);
}

function relay(answer: IncomingMessage, outgoing: ServerResponse): void {
  outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
  // Headers of an event stream matter before its first event.
  outgoing.flushHeaders();
  answer.pipe(outgoing);
  answer.on('error', () => outgoing.destroy());
}

/** Opens a loopback listener on a free port. */
export async function listening(server: Server): Promise<BearerProxy> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Ending, lastly } from '../support/lastly.ts';

/** A client's loopback callback: it hears what the browser brings. */
export interface Callback {
  readonly origin: string;
  readonly uri: string;
  /** Every arrival so far, in order. */
  readonly arrivals: readonly URLSearchParams[];
  /** The first arrival, now or later. */
  readonly arrived: Promise<URLSearchParams>;
}

/** Listens on a free loopback port; sends the browser on to `redirectTo` when there is one. */
export async function startCallback(
  t: Ending,
  { host = '127.0.0.1', redirectTo }: { host?: string; redirectTo?: string } = {},
): Promise<Callback> {
  const arrivals: URLSearchParams[] = [];
  const { promise: arrived, resolve } = Promise.withResolvers<URLSearchParams>();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://callback');
    if (url.pathname !== '/callback') {
      response.writeHead(404).end();
      return;
    }
    arrivals.push(url.searchParams);
    if (redirectTo === undefined) {
      response.setHeader('Content-Type', 'text/html');
      response.end('<link rel="icon" href="data:,"><h1>Welcome back</h1>');
    } else {
      response.writeHead(302, { Location: redirectTo }).end();
    }
    resolve(url.searchParams);
  });
  await new Promise<void>((done) => server.listen(0, host, done));
  lastly(t, () => {
    server.close();
    server.closeAllConnections();
  });
  const origin = `http://${host}:${(server.address() as AddressInfo).port}`;
  return { origin, uri: `${origin}/callback`, arrivals, arrived };
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createTlsServer, request as httpsRequest } from 'node:https';
import type { AddressInfo } from 'node:net';
import {
  createSafeFetch,
  type SafeFetch,
  type SafeFetchOptions,
} from '../../src/net/safe-fetch.ts';
import { selfSigned } from './certificate.ts';
import { type Ending, lastly } from './lastly.ts';

/** What a page of the web answers: JSON, or whatever a function does. */
export type Answer =
  | { readonly json: unknown; readonly headers?: Readonly<Record<string, string>> }
  | ((request: IncomingMessage, response: ServerResponse) => void);

/** A public web of our own, on loopback: the real fetch with only DNS, trust and port changed. */
export interface PublicWeb {
  /** The product's own way out, led here. */
  readonly fetch: SafeFetch;
  readonly port: number;
  /** URLs that were fetched, in order. */
  readonly fetched: readonly string[];
  /** Puts something at a URL, or takes it away. */
  publish(url: string, answer: Answer | undefined): void;
  /** A fetch with further options. */
  fetchWith(options: SafeFetchOptions): SafeFetch;
}

const LOOPBACK = '127.0.0.1';

/** Starts the web for these hosts; it ends with the test. */
export async function startPublicWeb(t: Ending, hosts: readonly string[]): Promise<PublicWeb> {
  const { cert, key } = selfSigned(hosts);
  const pages = new Map<string, Answer>();
  const fetched: string[] = [];
  const server = createTlsServer({ cert, key }, (request, response) => {
    const url = `https://${request.headers.host}${request.url}`;
    fetched.push(url);
    const answer = pages.get(url);
    if (typeof answer === 'function') return answer(request, response);
    response.writeHead(answer === undefined ? 404 : 200, {
      'Content-Type': 'application/json',
      ...answer?.headers,
    });
    response.end(JSON.stringify(answer?.json ?? { error: 'not_found' }));
  });
  await new Promise<void>((resolve) => server.listen(0, LOOPBACK, resolve));
  const { port } = server.address() as AddressInfo;
  lastly(t, () => {
    server.closeAllConnections();
    server.close();
  });

  const fetchWith = (options: SafeFetchOptions) =>
    createSafeFetch({
      resolve: async (name) => (hosts.includes(name) ? [LOOPBACK] : []),
      allowPrivate: (address) => address === LOOPBACK,
      request: (url, sent) => {
        const headers = { ...sent.headers, Host: url.host };
        return httpsRequest(url, { ...sent, headers, port, ca: cert });
      },
      ...options,
    });
  return {
    fetch: fetchWith({}),
    port,
    fetched,
    publish(url, answer) {
      if (answer === undefined) pages.delete(url);
      else pages.set(url, answer);
    },
    fetchWith,
  };
}

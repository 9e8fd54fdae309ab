import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import type { TestCertificate } from './certificate.ts';
import { type Ending, lastly } from './lastly.ts';

/** What arrived from Latchkey, before the proxy hands it on. */
export interface Passing {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** What a proxy does that it should not; each left out is done right. */
export interface Breaks {
  /** Answers in Latchkey's place. */
  readonly instead?: (request: IncomingMessage) => Partial<Passing> | undefined;
  /** Sends other headers on than came. */
  readonly inwards?: (headers: IncomingMessage['headers']) => IncomingMessage['headers'];
  /** Asks for another path. */
  readonly path?: (path: string) => string;
  readonly outwards?: (passing: Passing, request: IncomingMessage) => Passing;
  /** Another server than the one it stands in front of. */
  readonly to?: () => number;
}

export interface BreakingProxy {
  readonly port: number;
  /** Where it leads to, once that is known. */
  lead(port: number): void;
}

/** A reverse proxy, over TLS with a certificate, that breaks what it is told to break. */
export async function startBreakingProxy(
  t: Ending,
  breaks: Breaks = {},
  certificate?: TestCertificate,
): Promise<BreakingProxy> {
  let port = 0;
  const handle = (asked: IncomingMessage, response: ServerResponse) => {
    const instead = breaks.instead?.(asked);
    if (instead !== undefined) {
      answer(response, { status: 200, headers: {}, body: Buffer.alloc(0), ...instead });
      return;
    }
    pass(asked, breaks.to?.() ?? port, breaks).then(
      (passing) => answer(response, breaks.outwards?.(passing, asked) ?? passing),
      () => answer(response, { status: 502, headers: {}, body: Buffer.from('Bad Gateway') }),
    );
  };
  const server =
    certificate === undefined ? createServer(handle) : createSecureServer(certificate, handle);
  server.on('tlsClientError', () => {});
  // A websocket goes through as it is.
  server.on('upgrade', ({ method, url, rawHeaders }, client) => {
    const lines = rawHeaders.flatMap((text, index) =>
      index % 2 === 0 ? [`${text}: ${rawHeaders[index + 1]}`] : [],
    );
    const onwards = connect(port, '127.0.0.1');
    onwards.write(`${[`${method} ${url} HTTP/1.1`, ...lines].join('\r\n')}\r\n\r\n`);
    for (const [one, other] of [
      [onwards, client],
      [client, onwards],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
    onwards.pipe(client).pipe(onwards);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  lastly(t, () => {
    server.close();
    server.closeAllConnections();
  });
  return {
    port: (server.address() as AddressInfo).port,
    lead: (target) => {
      port = target;
    },
  };
}

function pass(asked: IncomingMessage, port: number, breaks: Breaks): Promise<Passing> {
  return new Promise((resolve, reject) => {
    const { method = 'GET', url = '/' } = asked;
    const headers = { ...asked.headers };
    const onwards = request(
      {
        host: '127.0.0.1',
        port,
        method,
        path: breaks.path?.(url) ?? url,
        headers: breaks.inwards?.(headers) ?? headers,
        agent: false,
      },
      async (response) => {
        const parts: Buffer[] = [];
        for await (const part of response as AsyncIterable<Buffer>) parts.push(part);
        const { 'transfer-encoding': _, connection: __, ...kept } = response.headers;
        resolve({ status: response.statusCode ?? 502, headers: kept, body: Buffer.concat(parts) });
      },
    );
    onwards.once('error', reject);
    asked.pipe(onwards);
  });
}

function answer(response: ServerResponse, { status, headers, body }: Passing): void {
  const whole = { ...headers, 'content-length': String(body.length) };
  const said = Object.entries(whole).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  response.writeHead(status, Object.fromEntries(said));
  response.end(body);
}

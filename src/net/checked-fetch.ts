import { lookup as systemLookup } from 'node:dns/promises';
import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { Readable } from 'node:stream';
import { SECOND } from '../core/clock.ts';
import { resolvePublicName } from './public-name.ts';
import { isPublicAddress } from './special-addresses.ts';
import { WholeJson } from './whole-json.ts';

/** What the global `fetch` does, as far as MCP clients need it. */
export type Fetch = (url: string | URL, init?: RequestInit) => Promise<Response>;

export interface CheckedFetchOptions {
  /**
   * Hosts (`host` or `host:port`, as URLs have them) that the operator approved, though they are
   * within the house. Every other one has to be https and public.
   */
  readonly approvedHosts?: readonly string[];
  /** The most bytes of one answer, or of one event of a stream; default 4 MiB. */
  readonly maxBytes?: number;
  readonly connectMs?: number;
}

export interface CheckedFetch {
  readonly fetch: Fetch;
  /**
   * Whether an address may be used at all, by how it is spelt: https, or http at an approved host. So
   * never `javascript:` or a program's own scheme, which a browser must not be sent to either.
   */
  allows(address: string): boolean;
  /** Ends the connections that are kept open. */
  close(): void;
}

/** Never an upstream: where clouds keep their machines' keys. */
const CLOUD_METADATA = new Set(['169.254.169.254', 'fd00:ec2::254']);
/** An empty line ends an event (HTML, server-sent events). */
const EVENT_END = /\n\r?\n/;
const WITHOUT_BODY = new Set([101, 204, 205, 304]);

/**
 * A fetch for addresses that an upstream chose, or the operator (MCP Security Best Practices, SSRF):
 * addresses are checked when a connection is made to them, so a name that changes its mind gains
 * nothing; no redirect is followed; answers are streamed and bounded. It rejects with a TypeError, as
 * fetch does, and says no address in it.
 */
export function createCheckedFetch(options: CheckedFetchOptions = {}): CheckedFetch {
  const { approvedHosts = [], maxBytes = 4 * 1_024 * 1_024, connectMs = 10 * SECOND } = options;
  const approved = new Set(approvedHosts);
  const kept = { keepAlive: true, maxSockets: 32, maxFreeSockets: 16 };
  const agents = [new HttpAgent(kept), new HttpsAgent(kept)] as const;

  async function send(target: string | URL, init: RequestInit = {}): Promise<Response> {
    const url = target instanceof URL ? target : new URL(target);
    const isApproved = approved.has(url.host);
    const fault = urlFault(url, isApproved);
    if (fault !== undefined) throw new TypeError(fault);
    const body = bodyOf(init.body);
    const headers = headersToSend(init, body);
    const secure = url.protocol === 'https:';

    return new Promise((resolve, reject) => {
      const request = (secure ? requestHttps : requestHttp)(url, {
        method: init.method ?? 'GET',
        headers,
        agent: agents[secure ? 1 : 0],
        lookup: isApproved ? withinTheHouse : publicOnly,
      });
      const { signal } = init;
      const abort = () => request.destroy(new TypeError('given up'));
      if (signal?.aborted) abort();
      else signal?.addEventListener('abort', abort, { once: true });
      const stalled = setTimeout(() => request.destroy(new TypeError('no connection')), connectMs);
      request.once('socket', (socket) => {
        if (socket.connecting) socket.once('connect', () => clearTimeout(stalled));
        else clearTimeout(stalled);
      });
      request.once('close', () => {
        clearTimeout(stalled);
        signal?.removeEventListener('abort', abort);
      });
      const fail = (cause: unknown) =>
        reject(signal?.aborted ? signal.reason : new TypeError('fetch failed', { cause }));
      request.once('error', fail);
      request.once('response', (response) => {
        if (isJson(response)) wholeJson(response, maxBytes).then(resolve, fail);
        else if (isSmall(response, maxBytes)) wholeResponse(response).then(resolve, fail);
        else resolve(asResponse(response, maxBytes));
      });
      request.end(body);
    });
  }

  return {
    fetch: send,
    allows(address) {
      const url = URL.parse(address);
      return url !== null && urlFault(url, approved.has(url.host)) === undefined;
    },
    close: () => {
      for (const agent of agents) agent.destroy();
    },
  };
}

function urlFault(url: URL, isApproved: boolean): string | undefined {
  if (url.username !== '' || url.password !== '') return 'an address with a password';
  if (isApproved && ['https:', 'http:'].includes(url.protocol)) return undefined;
  if (url.protocol !== 'https:') return 'an address that is not https';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // An address literal is connected to without a lookup.
  return isIP(host) !== 0 && !isPublicAddress(host) ? 'an address that is not public' : undefined;
}

const publicOnly: LookupFunction = lookupOf(async (name) => {
  const addresses = await resolvePublicName(name);
  if (!addresses.every(isPublicAddress)) throw new Error('the name leads to no public address');
  return addresses;
});

const withinTheHouse: LookupFunction = lookupOf(async (name) => {
  const found = await systemLookup(name, { all: true });
  return found.map(({ address }) => address).filter((address) => !CLOUD_METADATA.has(address));
});

/** A lookup in the two shapes in which `net.connect` asks. */
function lookupOf(resolve: (name: string) => Promise<readonly string[]>): LookupFunction {
  return (name, { all }, answer) => {
    resolve(name)
      .then((addresses) => {
        const found = addresses.map((address) => ({ address, family: isIP(address) }));
        const [first] = found;
        if (first === undefined) throw new Error('the name leads nowhere');
        if (all === true) answer(null, found);
        else answer(null, first.address, first.family);
      })
      .catch((error: Error) => answer(error, []));
  };
}

function bodyOf(body: RequestInit['body']): string | undefined {
  if (body === undefined || body === null) return undefined;
  if (typeof body === 'string') return body;
  if (body instanceof URLSearchParams) return body.toString();
  throw new TypeError('a body that is not text');
}

function headersToSend(init: RequestInit, body: string | undefined): Record<string, string> {
  const given = init.headers instanceof Headers ? init.headers : new Headers(init.headers);
  const headers: Record<string, string> = {};
  given.forEach((value, name) => {
    headers[name] = value;
  });
  if (init.body instanceof URLSearchParams) {
    headers['content-type'] ??= 'application/x-www-form-urlencoded;charset=UTF-8';
  }
  headers['accept-encoding'] = 'identity';
  if (body !== undefined) headers['content-length'] = String(Buffer.byteLength(body));
  return headers;
}

/** Whether a message is what most requests are answered with. */
function isJson({ headers, statusCode }: IncomingMessage): boolean {
  return statusCode === 200 && headers['content-type']?.startsWith('application/json') === true;
}

/** All of an answer that is of no use before it is whole, in one piece. */
function wholeOf(message: IncomingMessage, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let size = 0;
    message.on('data', (part: Buffer) => {
      size += part.length;
      if (size <= maxBytes) parts.push(part);
      else message.destroy(new TypeError('the answer is too large'));
    });
    message.once('error', reject);
    message.once('end', () => resolve(new Uint8Array(Buffer.concat(parts))));
  });
}

async function wholeJson(message: IncomingMessage, maxBytes: number): Promise<Response> {
  return new WholeJson(await wholeOf(message, maxBytes), headersOf(message));
}

const SMALL = 64 * 1_024;

/** Whether a message says that it is one that comes whole in a moment. */
function isSmall({ headers, statusCode = 502 }: IncomingMessage, maxBytes: number): boolean {
  const length = headers['content-length'];
  if (length === undefined || WITHOUT_BODY.has(statusCode)) return false;
  return (
    Number(length) <= Math.min(SMALL, maxBytes) &&
    !headers['content-type']?.startsWith('text/event-stream')
  );
}

/** A small answer likewise: most are, and a stream costs more than all the rest of them. */
async function wholeResponse(message: IncomingMessage): Promise<Response> {
  const status = message.statusCode ?? 502;
  return new Response(await wholeOf(message, SMALL), { status, headers: headersOf(message) });
}

function headersOf(message: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headers)) {
    for (const one of [value].flat()) if (one !== undefined) headers.append(name, one);
  }
  return headers;
}

function asResponse(message: IncomingMessage, maxBytes: number): Response {
  const status = message.statusCode ?? 502;
  const headers = headersOf(message);
  if (WITHOUT_BODY.has(status)) {
    message.resume();
    return new Response(null, { status, headers });
  }
  const events = headers.get('content-type')?.startsWith('text/event-stream') === true;
  const body = Readable.toWeb(
    Readable.from(bounded(message, maxBytes, events), { objectMode: false }),
  );
  return new Response(body as ReadableStream<Uint8Array>, { status, headers });
}

/** Ends with an error what is longer than it may be; of a stream of events, each event counts anew. */
async function* bounded(
  message: IncomingMessage,
  maxBytes: number,
  events: boolean,
): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const part of message as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > maxBytes) throw new TypeError('the answer is too large');
    if (events && EVENT_END.test(part.toString('latin1'))) size = 0;
    yield part;
  }
}

import type { ClientRequest, IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { ok, type Result, refused } from '../core/result.ts';
import { VERSION } from '../core/version.ts';
import { resolvePublicName } from './public-name.ts';
import { isPublicAddress } from './special-addresses.ts';

/** Why a stranger's address was not read. For logs: who asked is told no more than that it failed. */
export type FetchFault =
  /** Not a plain https URL, or it leads to an address that is not public. */
  | 'address_refused'
  | 'name_unknown'
  /** Too many fetches are under way. */
  | 'busy'
  | 'timeout'
  | 'unreachable'
  /** Any status but 200; a redirect is one. */
  | 'status'
  | 'not_json'
  | 'too_large';

export interface FetchLimits {
  readonly maxBytes: number;
  /** For all of it: name, connection, headers and body. */
  readonly timeoutMs: number;
}

export interface Fetched {
  readonly json: unknown;
  readonly headers: IncomingHttpHeaders;
}

/** Reads JSON from an address that a stranger chose. Never throws. */
export type SafeFetch = (url: string, limits: FetchLimits) => Promise<Result<Fetched, FetchFault>>;

export interface SafeFetchOptions {
  /** Private addresses that the operator approved; none unless said. */
  readonly allowPrivate?: (address: string) => boolean;
  /** All addresses of a name. */
  readonly resolve?: (name: string, deadline: AbortSignal) => Promise<readonly string[]>;
  readonly request?: (url: URL, options: RequestOptions) => ClientRequest;
  readonly mostAtOnce?: number;
}

const JSON_TYPE = /^application\/([\w.-]+\+)?json[ \t]*(;|$)/i;

class Fault extends Error {
  readonly fault: FetchFault;

  constructor(fault: FetchFault) {
    super(fault);
    this.fault = fault;
  }
}

/**
 * The only way out to an address that a stranger chose (draft-ietf-oauth-client-id-metadata-document
 * section 6, RFC 9700 section 4.11): https only, no redirects, no credentials, every address of the
 * name public, and the connection held to the very addresses that were checked, so a name that
 * changes its mind in between gains nothing.
 */
export function createSafeFetch(options: SafeFetchOptions = {}): SafeFetch {
  const {
    allowPrivate = () => false,
    resolve = resolvePublicName,
    request = httpsRequest,
    mostAtOnce = 8,
  } = options;
  let underWay = 0;

  async function addressesOf(url: URL, deadline: AbortSignal): Promise<readonly string[]> {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const addresses =
      isIP(host) === 0 ? await before(deadline, resolve(host, deadline)) : ([host] as const);
    if (addresses.length === 0) throw new Fault('name_unknown');
    const mayReach = (one: string) => isPublicAddress(one) || allowPrivate(one);
    if (!addresses.every(mayReach)) throw new Fault('address_refused');
    return addresses;
  }

  return async (address, { maxBytes, timeoutMs }) => {
    const url = plainHttps(address);
    if (url === undefined) return refused('address_refused');
    if (underWay >= mostAtOnce) return refused('busy');
    underWay += 1;
    const deadline = AbortSignal.timeout(timeoutMs);
    try {
      const addresses = await addressesOf(url, deadline);
      const response = await answerOf(
        request(url, {
          agent: false,
          lookup: pinnedTo(addresses),
          signal: deadline,
          headers: {
            Accept: 'application/json',
            'Accept-Encoding': 'identity',
            'User-Agent': `Latchkey/${VERSION}`,
          },
        }),
      );
      try {
        return ok({ json: await readJson(response, maxBytes), headers: response.headers });
      } finally {
        response.destroy();
      }
    } catch (error) {
      if (error instanceof Fault) return refused(error.fault);
      return refused(deadline.aborted ? 'timeout' : 'unreachable');
    } finally {
      underWay -= 1;
    }
  };
}

function plainHttps(address: string): URL | undefined {
  const url = URL.parse(address);
  if (url === null || url.protocol !== 'https:' || url.hostname === '') return undefined;
  return url.username === '' && url.password === '' ? url : undefined;
}

/** A lookup that knows these addresses only, for the two shapes in which `net.connect` asks. */
function pinnedTo(addresses: readonly string[]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_name, { all }, answer) => {
    const [first] = found;
    if (all === true || first === undefined) answer(null, found);
    else answer(null, first.address, first.family);
  };
}

function before<T>(deadline: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    deadline.addEventListener('abort', () => reject(new Fault('timeout')), { once: true });
    work.then(resolve, reject);
  });
}

function answerOf(request: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.on('error', reject);
    // An answer that switches protocols closes the connection without an error.
    request.on('close', () => reject(new Fault('unreachable')));
    request.on('response', resolve);
    request.end();
  });
}

async function readJson(response: IncomingMessage, maxBytes: number): Promise<unknown> {
  const { 'content-type': type = '', 'content-encoding': encoding = 'identity' } = response.headers;
  if (response.statusCode !== 200) throw new Fault('status');
  if (!JSON_TYPE.test(type) || encoding !== 'identity') throw new Fault('not_json');
  if (Number(response.headers['content-length'] ?? 0) > maxBytes) throw new Fault('too_large');

  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > maxBytes) throw new Fault('too_large');
    parts.push(part);
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts)));
  } catch {
    throw new Fault('not_json');
  }
}

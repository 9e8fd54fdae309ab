import { lookup } from 'node:dns/promises';
import { type IncomingHttpHeaders, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { SECOND } from '../../core/clock.ts';
import { ok, type Result, refused } from '../../core/result.ts';
import { VERSION } from '../../core/version.ts';
import { OWN_REQUEST } from '../own-request.ts';

export interface Question {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** False accepts any certificate. */
  readonly checkCertificate?: boolean;
}

/** An answer as it arrived; a redirect is one. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** When the certificate ends, in milliseconds; absent without one. */
  readonly certificateEnds?: number | undefined;
}

/** Why there was no answer; the code is Node's or OpenSSL's. */
export interface Silence {
  readonly kind: 'name' | 'refused' | 'timeout' | 'certificate' | 'not_https' | 'broken';
  readonly code: string;
}

export type Heard = Result<Answer, Silence>;

/** The way out to addresses that the operator wrote down. */
export interface Outward {
  ask(url: string, question?: Question): Promise<Heard>;
  /** Every address of a name, as this machine sees it. */
  addresses(name: string): Promise<readonly string[]>;
}

export interface OutwardOptions {
  /** Where a host and port really are; for tests, which have no names of their own. */
  readonly route?: (host: string, port: number) => { host: string; port: number } | undefined;
  readonly resolve?: (name: string) => Promise<readonly string[]>;
  /** A further authority that is trusted. */
  readonly ca?: string;
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 8 * SECOND;
const LARGEST = 256 * 1_024;
const CERTIFICATE = /CERT|ISSUER|LEAF_SIGNATURE|ALTNAME|SELF_SIGNED/;
const REFUSED = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL']);

/**
 * Asks as an assistant would, and tells in what way it got no answer. For the operator's own addresses
 * only, which may be private: nothing secret is sent, no redirect followed, and sizes and times are
 * bounded. Never throws.
 */
export function createOutward(options: OutwardOptions = {}): Outward {
  const { route, resolve = resolveHere, ca, timeoutMs = TIMEOUT_MS } = options;

  return {
    addresses: resolve,
    async ask(address, question = {}) {
      const url = new URL(address);
      const secure = url.protocol === 'https:';
      const host = url.hostname.replace(/^\[|\]$/g, '');
      const port = Number(url.port) || (secure ? 443 : 80);
      const deadline = AbortSignal.timeout(timeoutMs);
      const to = route === undefined ? { host, port } : route(host, port);
      if (to === undefined) return refused({ kind: 'refused', code: 'ECONNREFUSED' });
      const { body } = question;
      try {
        const response = await answered(
          (secure ? requestHttps : requestHttp)({
            ...to,
            path: `${url.pathname}${url.search}`,
            method: question.method ?? 'GET',
            headers: {
              Host: url.host,
              Accept: 'application/json, text/event-stream',
              'Accept-Encoding': 'identity',
              'User-Agent': `Latchkey-doctor/${VERSION}`,
              ...OWN_REQUEST,
              ...question.headers,
              ...(body !== undefined && { 'Content-Length': String(Buffer.byteLength(body)) }),
            },
            agent: false,
            signal: deadline,
            ...(secure && {
              // An address is no server name (RFC 6066 section 3).
              ...(isIP(host) === 0 && { servername: host }),
              rejectUnauthorized: question.checkCertificate !== false,
              ...(ca !== undefined && { ca }),
            }),
          }),
          body,
        );
        const { valid_to: ends } =
          (response.socket as Partial<TLSSocket>).getPeerCertificate?.() ?? {};
        return ok({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: await wholeBody(response),
          certificateEnds: ends === undefined ? undefined : Date.parse(ends),
        });
      } catch (thrown) {
        return refused(silenceOf(thrown as NodeJS.ErrnoException, deadline.aborted));
      }
    },
  };
}

async function resolveHere(name: string): Promise<readonly string[]> {
  try {
    return (await lookup(name, { all: true })).map(({ address }) => address);
  } catch {
    return [];
  }
}

function answered(
  request: ReturnType<typeof requestHttp>,
  body: string | undefined,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.once('error', reject);
    // An answer that switches protocols closes the connection without an error.
    request.once('close', () => reject(new Error('closed')));
    request.once('response', resolve);
    request.end(body);
  });
}

/** As much of it as is read: what is longer is nothing of ours. */
async function wholeBody(response: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > LARGEST) break;
    parts.push(part);
  }
  response.destroy();
  return Buffer.concat(parts);
}

function silenceOf({ code = 'closed' }: NodeJS.ErrnoException, timedOut: boolean): Silence {
  if (timedOut || code === 'ETIMEDOUT') return { kind: 'timeout', code: 'ETIMEDOUT' };
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return { kind: 'name', code };
  if (REFUSED.has(code)) return { kind: 'refused', code };
  if (CERTIFICATE.test(code)) return { kind: 'certificate', code };
  if (code === 'EPROTO' || code.startsWith('ERR_SSL_')) return { kind: 'not_https', code };
  return { kind: 'broken', code };
}

import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { HomeAddress } from '../config/config.ts';
import { SECOND } from '../core/clock.ts';
import { unreachable } from './errors.ts';

/** One HTTP request to a home. */
export interface HomeRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Begins with a slash; whatever was put into it is encoded already. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** For the whole exchange; default 10 s. */
  readonly patienceMs?: number;
  /** The most bytes that are read of an answer; default 64 KiB. */
  readonly largest?: number;
}

/** A home's answer that was read to its end. */
export interface HomeAnswer {
  readonly status: number;
  /** The media type, without parameters and in lower case; empty when the home named none. */
  readonly type: string;
  readonly bytes: Buffer;
}

const PATIENCE_MS = 10 * SECOND;
const LARGEST_ANSWER = 64 * 1_024;

/**
 * Sends a request to a home at the scheme, host and port of its URL, with its certificate checked or
 * not as the operator said; follows no redirect. Throws `home_unreachable` for everything that is no
 * answer, an answer that is too large included.
 */
export function exchange(home: HomeAddress, asked: HomeRequest): Promise<HomeAnswer> {
  const url = new URL(asked.path, home.url);
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException) =>
      reject(unreachable(error.code === 'ABORT_ERR' ? 'timed out' : (error.code ?? 'no answer')));
    const request = send(url, {
      method: asked.method,
      headers: {
        Accept: 'application/json',
        ...asked.headers,
        ...(asked.body !== undefined && { 'Content-Length': Buffer.byteLength(asked.body) }),
      },
      agent: false,
      rejectUnauthorized: home.verifyTls,
      signal: AbortSignal.timeout(asked.patienceMs ?? PATIENCE_MS),
    });
    request.once('error', fail);
    request.once('response', (response) => {
      read(response, asked.largest ?? LARGEST_ANSWER).then(
        (bytes) => resolve({ status: response.statusCode ?? 0, type: mediaType(response), bytes }),
        fail,
      );
    });
    request.end(asked.body);
  });
}

function mediaType({ headers }: IncomingMessage): string {
  return (headers['content-type'] ?? '').replace(/;.*/, '').trim().toLowerCase();
}

async function read(response: IncomingMessage, largest: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response) {
    const bytes = Buffer.from(part as Uint8Array);
    size += bytes.length;
    if (size > largest) throw new Error('the answer is too large');
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}

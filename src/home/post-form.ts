import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { HomeAddress } from '../config/config.ts';
import { SECOND } from '../core/clock.ts';
import { unreachable } from './errors.ts';

/** A home's answer that was read to its end. */
export interface FormAnswer {
  readonly status: number;
  readonly text: string;
}

const PATIENCE_MS = 10 * SECOND;
const LARGEST_ANSWER = 64 * 1_024;

/**
 * Posts a form to a home at the scheme, host and port of its URL, with its certificate checked or
 * not as the operator said; follows no redirect. `patienceMs` is for the whole exchange. Throws
 * `home_unreachable` for everything that is no answer.
 */
export function postForm(
  home: HomeAddress,
  path: string,
  fields: Readonly<Record<string, string>>,
  patienceMs = PATIENCE_MS,
): Promise<FormAnswer> {
  const url = new URL(path, home.url);
  const body = new URLSearchParams(fields).toString();
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException) =>
      reject(unreachable(error.code === 'ABORT_ERR' ? 'timed out' : (error.code ?? 'no answer')));
    const request = send(url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        'Content-Length': Buffer.byteLength(body),
        Accept: 'application/json',
      },
      agent: false,
      rejectUnauthorized: home.verifyTls,
      signal: AbortSignal.timeout(patienceMs),
    });
    request.once('error', fail);
    request.once('response', (response) => {
      readText(response).then((text) => resolve({ status: response.statusCode ?? 0, text }), fail);
    });
    request.end(body);
  });
}

async function readText(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response) {
    const bytes = Buffer.from(part as Uint8Array);
    size += bytes.length;
    if (size > LARGEST_ANSWER) throw new Error('the answer is too large');
    parts.push(bytes);
  }
  return Buffer.concat(parts).toString('utf8');
}

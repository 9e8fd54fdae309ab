import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SignedIn } from '../auth/accounts.ts';
import type { House } from '../house.ts';

/** One request with what every view needs of it. */
export interface Exchange {
  readonly house: House;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly address: string;
}

/** A request by somebody who showed a good access token. */
export interface SignedExchange extends Exchange {
  readonly signedIn: SignedIn;
}

const BODY_LIMIT = 1_000_000;
const PHRASES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
};

/** Answers with JSON. */
export function sendJson(
  { response }: Pick<Exchange, 'response'>,
  status: number,
  body: unknown,
): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

/** Answers with a page that nobody keeps or frames. */
export function sendHtml({ response }: Exchange, status: number, html: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'x-frame-options': 'SAMEORIGIN',
    'referrer-policy': 'no-referrer',
  });
  response.end(html);
}

/** A refusal in plain text, the way the web framework of Home Assistant writes it. */
export function sendPlain(
  { response }: Pick<Exchange, 'response'>,
  status: number,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', ...headers });
  response.end(`${status}: ${PHRASES[status] ?? 'Error'}`);
}

/** The whole body as text; nothing when it is more than anybody needs. */
export async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    const bytes = Buffer.from(part);
    size += bytes.length;
    if (size > BODY_LIMIT) return undefined;
    parts.push(bytes);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** A form as browsers and OAuth clients send one, also in several parts. */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const text = (await readBody(request)) ?? '';
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data')) return new URLSearchParams(text);
  const form = await new Response(text, { headers: { 'content-type': type } }).formData();
  const fields = new URLSearchParams();
  for (const [name, value] of form) fields.append(name, String(value));
  return fields;
}

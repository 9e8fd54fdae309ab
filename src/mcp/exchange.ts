import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AuthInfo, McpHttpHandler } from '@modelcontextprotocol/server';
import { shownHeaders } from './shown.ts';

/** One request as the SDK is to see it. */
export interface McpExchange {
  readonly raw: IncomingMessage;
  readonly response: ServerResponse;
  /** The parsed body; nothing for what has none. */
  readonly body: unknown;
  readonly auth: AuthInfo;
  /** Hears of the answer; it is then sent in one piece, so only for what does not stream. */
  readonly onAnswer?: ((answer: WholeAnswer) => void) | undefined;
  /** Hears of a short answer when it has been sent, also of one that was a stream. */
  readonly onSent?: ((answer: WholeAnswer) => void) | undefined;
}

/** Of a longer stream nobody hears. */
const SHORT = 64 * 1_024;

/** An answer in one piece, as it is sent. */
export interface SentAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** The same as the SDK gave it. */
export interface WholeAnswer extends SentAnswer {
  readonly body: string;
}

/**
 * Hands a request that is parsed already to the SDK and sends what comes back: a whole answer in one
 * piece, a stream as it comes. A client that hangs up ends the work that is done for it.
 */
export async function serveExchange(
  handler: Pick<McpHttpHandler, 'fetch'>,
  { raw, response, body, auth, onAnswer, onSent }: McpExchange,
): Promise<void> {
  const abort = new AbortController();
  response.on('close', () => {
    if (!response.writableFinished) abort.abort();
  });
  let answer: Response;
  try {
    answer = await handler.fetch(webRequest(raw, abort.signal), {
      authInfo: auth,
      ...(body !== undefined && { parsedBody: body }),
    });
  } catch {
    // The SDK answers its own trouble; it throws only when it is being closed.
    response.writeHead(503, { 'retry-after': '5' }).end();
    return;
  }
  const headers = Object.fromEntries(answer.headers);
  if (answer.body === null) {
    response.writeHead(answer.status, headers).end();
  } else if (
    onAnswer === undefined &&
    answer.headers.get('content-type')?.startsWith('text/event-stream')
  ) {
    response.writeHead(answer.status, headers);
    const sent = await sendStream(answer.body, response, abort.signal, onSent && SHORT);
    if (sent !== undefined) onSent?.({ status: answer.status, headers, body: sent });
  } else {
    const whole = { status: answer.status, headers, body: await answer.text() };
    onAnswer?.(whole);
    const length = Buffer.byteLength(whole.body);
    response.writeHead(whole.status, { ...headers, 'content-length': length }).end(whole.body);
    onSent?.(whole);
  }
}

/** Without a body: the SDK is given it parsed. */
function webRequest(raw: IncomingMessage, signal: AbortSignal): Request {
  const { method = 'GET', url = '/' } = raw;
  // Nothing is derived from the Host that was sent; the SDK only needs some address.
  return new Request(`http://localhost${url}`, { method, headers: shownHeaders(raw), signal });
}

/** Sends a stream as it comes. Gives what was sent, if it is no longer than somebody wants to hear of. */
async function sendStream(
  body: ReadableStream<Uint8Array>,
  response: ServerResponse,
  signal: AbortSignal,
  heard = 0,
): Promise<string | undefined> {
  // What the client does not read is not written, and its going away ends the stream.
  const room = () =>
    new Promise<void>((resolve) => {
      response.once('drain', resolve);
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  const sent: Uint8Array[] = [];
  let length = 0;
  let whole = true;
  try {
    for await (const chunk of body) {
      if (signal.aborted) break;
      length += chunk.length;
      if (length <= heard) sent.push(chunk);
      if (!response.write(chunk)) await room();
    }
  } catch {
    // A stream that breaks off cannot be told so any more; the client sees its end.
    whole = false;
  }
  response.end();
  return whole && !signal.aborted && length <= heard ? Buffer.concat(sent).toString() : undefined;
}

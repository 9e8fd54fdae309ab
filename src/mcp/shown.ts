import type { IncomingMessage } from 'node:http';

type Raw = Pick<IncomingMessage, 'method' | 'url' | 'headers'>;

/** What the SDK reads of a request, besides the protocol's own headers; no token is among it. */
const HEADERS: ReadonlySet<string> = new Set(['accept', 'content-type', 'last-event-id']);
const OWN_HEADER = 'mcp-';
const NAME = 'mcp-name';

/** All that the SDK is shown of a request, besides who sent it and its parsed body, as a text to look it up by. */
export interface Shown {
  readonly method: string;
  /** What is called, where a header says so (SEP-2243). */
  readonly called: string | undefined;
  /**
   * The method, the address and every other header, a line each. Node lets no line break into any of
   * them (RFC 9112 section 5.2), so requests that differ are spelt differently.
   */
  readonly spelling: string;
}

export function shownOf(raw: Raw): Shown {
  const method = raw.method ?? 'GET';
  let called: string | undefined;
  let spelling = `${method} ${raw.url ?? '/'}\n`;
  for (const name in raw.headers) {
    const value = raw.headers[name];
    if (typeof value !== 'string' || !isShown(name)) continue;
    if (name === NAME) called = value;
    else spelling += `${name}: ${value}\n`;
  }
  return { method, called, spelling };
}

/** The headers that the SDK is shown. */
export function shownHeaders(raw: Raw): [string, string][] {
  return Object.entries(raw.headers).filter(
    (header): header is [string, string] => typeof header[1] === 'string' && isShown(header[0]),
  );
}

function isShown(name: string): boolean {
  return HEADERS.has(name) || name.startsWith(OWN_HEADER);
}

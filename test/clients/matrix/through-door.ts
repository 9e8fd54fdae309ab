import { request } from 'node:http';
import type { FrontDoor } from '../../../src/net/front-doors.ts';
import { Browser, type Page } from '../../support/oauth-client.ts';

/** A request as it leaves a client. */
export interface Sent {
  readonly method?: 'GET' | 'POST' | 'OPTIONS' | 'DELETE';
  /** The public URL, as the client knows it. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The way in: a front door, and the port on this machine to which it leads. */
export interface Entrance {
  readonly door: FrontDoor;
  readonly port: number;
}

/** Sends a request to a front door as its tunnel delivers it, and follows no redirect. */
export function sendThrough({ door, port }: Entrance, sent: Sent): Promise<Page> {
  const url = new URL(sent.url);
  if (url.origin !== door.origin) throw new Error(`${sent.url} is not at ${door.origin}`);
  const path = inside(door, url.pathname) + url.search;
  return new Promise((resolve, reject) => {
    const { method = 'GET', body } = sent;
    const length =
      body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body, 'utf8')) };
    const headers = { Host: url.host, Connection: 'close', ...sent.headers, ...length };
    request({ host: '127.0.0.1', port, method, path, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        text += part;
      });
      response.once('error', reject);
      response.once('end', () => {
        const { statusCode: status = 0, rawHeaders } = response;
        const page = { url: sent.url, status, headers: asHeaders(rawHeaders), text };
        if (status === 500) reject(new Error(`${sent.url} answered 500: ${text}`));
        else resolve(page);
      });
    })
      .once('error', reject)
      .end(body);
  });
}

/** A person's browser that arrives through a front door. */
export class DoorBrowser extends Browser {
  readonly #entrance: Entrance;
  #cookies = new Map<string, string>();
  /** The status with which /authorize sent the browser on. */
  sentOnWith: number | undefined;

  constructor(entrance: Entrance) {
    super();
    this.#entrance = entrance;
  }

  override async open(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Page> {
    const page = await this.#send({ url, headers: { Accept: 'text/html', ...headers } });
    const location = page.headers.get('location');
    if (location === null) return page;
    this.sentOnWith = page.status;
    return this.open(new URL(location, url).href, headers);
  }

  override post(
    url: string,
    fields: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Page> {
    return this.#send({
      method: 'POST',
      url,
      headers: {
        Accept: 'text/html',
        'Content-Type': 'application/x-www-form-urlencoded',
        Origin: new URL(url).origin,
        'Sec-Fetch-Site': 'same-origin',
        ...headers,
      },
      body: new URLSearchParams(fields).toString(),
    });
  }

  async #send(sent: Sent): Promise<Page> {
    const cookie = Array.from(this.#cookies, ([name, value]) => `${name}=${value}`).join('; ');
    const page = await sendThrough(this.#entrance, {
      ...sent,
      headers: { ...sent.headers, ...(cookie !== '' && { Cookie: cookie }) },
    });
    for (const line of page.headers.getSetCookie()) {
      const [, name, value] = /^([^=;]+)=([^;]*)/.exec(line) ?? [];
      if (name !== undefined && value !== undefined) this.#cookies.set(name, value);
    }
    return page;
  }
}

/** A door with a path is a byte pipe inside Home Assistant, which takes its own path away. */
function inside(door: FrontDoor, path: string): string {
  return door.path !== '' && path.startsWith(`${door.path}/`) ? path.slice(door.path.length) : path;
}

function asHeaders(raw: readonly string[]): Headers {
  const headers = new Headers();
  for (let at = 0; at + 1 < raw.length; at += 2) headers.append(raw[at] ?? '', raw[at + 1] ?? '');
  return headers;
}

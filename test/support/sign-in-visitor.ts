import type { FastifyInstance, LightMyRequestResponse } from 'fastify';

/** A browser at the pages for signing in at upstreams, without a network. */
export class SignInVisitor {
  readonly #app: FastifyInstance;
  readonly #cookies = new Map<string, string>();

  constructor(app: FastifyInstance) {
    this.#app = app;
  }

  async open(url: string): Promise<LightMyRequestResponse> {
    return this.#kept(await this.#app.inject({ method: 'GET', url, headers: this.#headers(url) }));
  }

  /** Presses the button of a page that `open` showed. */
  async press(page: LightMyRequestResponse, url: string): Promise<LightMyRequestResponse> {
    const [, action = ''] = /<form method="post" action="([^"]*)"/.exec(page.body) ?? [];
    const [, csrf = ''] = /name="csrf" value="([^"]*)"/.exec(page.body) ?? [];
    const { origin } = new URL(url);
    return this.#app.inject({
      method: 'POST',
      url: new URL(action, url).href,
      headers: {
        ...this.#headers(url),
        origin,
        'content-type': 'application/x-www-form-urlencoded',
      },
      payload: new URLSearchParams({ csrf }).toString(),
    });
  }

  /** Follows a link as far as the login page of the other side: its address. */
  async leave(link: string): Promise<string> {
    const page = await this.press(await this.open(link), link);
    return leadsTo(page);
  }

  #headers(url: string): Record<string, string> {
    const cookie = Array.from(this.#cookies, ([name, value]) => `${name}=${value}`).join('; ');
    return { host: new URL(url).host, accept: 'text/html', ...(cookie !== '' && { cookie }) };
  }

  #kept(page: LightMyRequestResponse): LightMyRequestResponse {
    for (const { name, value } of page.cookies) this.#cookies.set(name, value);
    return page;
  }
}

/** Where a page that moves on by itself moves on to. */
export function leadsTo(page: LightMyRequestResponse): string {
  const [, url = ''] = /<meta http-equiv="refresh" content="0; url=([^"]*)">/.exec(page.body) ?? [];
  if (url === '') throw new Error(`this page leads nowhere: ${page.statusCode} ${page.body}`);
  return url.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'");
}

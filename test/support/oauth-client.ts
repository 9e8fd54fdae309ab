import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { type HtmlForm, onward, postForm } from '../../src/doctor/selftest/html.ts';
import type { TestPerson } from './home-under-test.ts';

/** An answer that was read to its end. */
export interface Page {
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Parameters to send instead of the usual ones; undefined leaves one out. */
export type Changes = Readonly<Record<string, string | undefined>>;

export interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly token_type: string;
  readonly expires_in: number;
  readonly scope: string;
}

/** Sends a request without following redirects. Nothing a test sends may make a 500. */
export async function send(url: string, init: RequestInit = {}): Promise<Page> {
  const headers = new Headers(init.headers);
  // A kept connection would be found dead after a restart.
  headers.set('Connection', 'close');
  const response = await fetch(url, { redirect: 'manual', ...init, headers });
  const page = {
    url,
    status: response.status,
    headers: response.headers,
    text: await response.text(),
  };
  if (page.status === 500) throw new Error(`${url} answered 500: ${page.text}`);
  return page;
}

/** The JSON object in an answer; any other text is an error. */
export function jsonOf(page: Page): Record<string, unknown> {
  return JSON.parse(page.text) as Record<string, unknown>;
}

/** A browser as far as the consent page needs one: cookies by host, and it follows our redirects. */
export class Browser {
  readonly #cookies = new Map<string, Map<string, string>>();

  /** The Cookie header for a URL. */
  cookie(url: string): string {
    const jar = this.#cookies.get(new URL(url).host) ?? new Map<string, string>();
    return Array.from(jar, ([name, value]) => `${name}=${value}`).join('; ');
  }

  /** Opens a URL as a link does, following redirects as long as they stay with this host. */
  async open(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Page> {
    const page = await this.#send(url, {
      headers: { Accept: 'text/html', ...this.#withCookie(url), ...headers },
    });
    const location = page.headers.get('location');
    if (location === null) return page;
    const next = new URL(location, url);
    return next.host === new URL(url).host ? this.open(next.href, headers) : page;
  }

  /** Posts a form as our own page does; `headers` may say otherwise, '' leaves one out. */
  post(
    url: string,
    fields: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Page> {
    const all = {
      Accept: 'text/html',
      'Content-Type': 'application/x-www-form-urlencoded',
      Origin: new URL(url).origin,
      'Sec-Fetch-Site': 'same-origin',
      ...this.#withCookie(url),
      ...headers,
    };
    return this.#send(url, {
      method: 'POST',
      headers: Object.entries(all).filter(([, value]) => value !== ''),
      body: new URLSearchParams(fields).toString(),
    });
  }

  #withCookie(url: string): { Cookie?: string } {
    const cookie = this.cookie(url);
    return cookie === '' ? {} : { Cookie: cookie };
  }

  async #send(url: string, init: RequestInit): Promise<Page> {
    const page = await send(url, init);
    const { host } = new URL(url);
    for (const line of page.headers.getSetCookie()) {
      const [, name, value] = /^([^=;]+)=([^;]*)/.exec(line) ?? [];
      if (name === undefined || value === undefined) continue;
      const jar = this.#cookies.get(host) ?? new Map<string, string>();
      this.#cookies.set(host, jar.set(name, value));
    }
    return page;
  }
}

/** A consent form that a browser shows. */
export interface ConsentPage extends Page {
  readonly browser: Browser;
  readonly form: HtmlForm;
  /** Where it posts to, and its hidden fields. */
  readonly action: string;
  readonly hidden: Readonly<Record<string, string>>;
  readonly permissions: readonly string[];
  readonly preselected: string | undefined;
}

/** Asserts a page a person can live with: it says what happened and what to do, and looks whole. */
export function assertKindPage(page: Page, status: number, about: RegExp): void {
  assert.equal(page.status, status, page.text);
  assert.match(page.headers.get('content-type') ?? '', /^text\/html/);
  assert.equal(page.headers.get('cache-control'), 'no-store');
  assert.match(page.headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/);
  assert.match(page.text, about);
  const sentences = page.text.slice(page.text.indexOf('<h1>')).match(/<p>[^<]+\.<\/p>/g) ?? [];
  assert.ok(sentences.length >= 2, `what happened and what to do: ${page.text}`);
  assert.doesNotMatch(page.text, /\bat .+:\d+:\d+|node:internal|undefined|\[object/);
}

/** What came back to the client's redirect URI. */
export interface Callback {
  readonly location: string;
  readonly code: string | undefined;
  readonly query: URLSearchParams;
}

/** One registered client that takes the flow a step at a time, so that a test can bend each. */
export class TestClient {
  readonly base: string;
  readonly id: string;
  readonly secret: string | undefined;
  readonly redirectUri: string;
  readonly verifier = randomBytes(32).toString('base64url');
  readonly state = randomBytes(12).toString('base64url');

  private constructor(base: string, id: string, redirectUri: string, secret: string | undefined) {
    this.base = base;
    this.id = id;
    this.redirectUri = redirectUri;
    this.secret = secret;
  }

  /** A client that is known already, or will be: from a document or the operator's list. */
  static known(base: string, id: string, redirectUri: string, secret?: string): TestClient {
    return new TestClient(base, id, redirectUri, secret);
  }

  static async register(
    base: string,
    metadata: Readonly<Record<string, unknown>> & { redirect_uris?: readonly string[] } = {},
  ): Promise<TestClient> {
    const redirectUris = metadata.redirect_uris ?? ['https://client.example/callback'];
    const page = await send(`${base}/register`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        client_name: 'Test client',
        token_endpoint_auth_method: 'none',
        ...metadata,
        redirect_uris: redirectUris,
      }),
    });
    if (page.status !== 201) throw new Error(`registration answered ${page.status}: ${page.text}`);
    const { client_id: id, client_secret: secret } = jsonOf(page);
    return new TestClient(
      base,
      String(id),
      redirectUris[0] ?? '',
      secret === undefined ? undefined : String(secret),
    );
  }

  authorizeUrl(changes: Changes = {}): string {
    return `${this.base}/authorize?${present({
      response_type: 'code',
      client_id: this.id,
      redirect_uri: this.redirectUri,
      code_challenge: challengeOf(this.verifier),
      code_challenge_method: 'S256',
      state: this.state,
      resource: `${this.base}/mcp`,
      ...changes,
    })}`;
  }

  /** Opens the consent form, in a fresh browser if none is given. */
  async openConsent(changes: Changes = {}, browser = new Browser()): Promise<ConsentPage> {
    return consentPage(browser, await browser.open(this.authorizeUrl(changes)));
  }

  /** Redeems a code; `changes` bends what is sent. */
  redeem(code: string, changes: Changes = {}, headers: Record<string, string> = {}): Promise<Page> {
    return this.#token(this.redemption(code, changes), headers);
  }

  /** What `redeem` sends. */
  redemption(code: string, changes: Changes = {}): Changes {
    return {
      grant_type: 'authorization_code',
      client_id: this.id,
      ...(this.secret !== undefined && { client_secret: this.secret }),
      code,
      redirect_uri: this.redirectUri,
      code_verifier: this.verifier,
      ...changes,
    };
  }

  /** Refreshes; `changes` bends what is sent. */
  refresh(token: string, changes: Changes = {}): Promise<Page> {
    return this.#token(this.refreshment(token, changes));
  }

  /** What `refresh` sends. */
  refreshment(token: string, changes: Changes = {}): Changes {
    return {
      grant_type: 'refresh_token',
      client_id: this.id,
      ...(this.secret !== undefined && { client_secret: this.secret }),
      refresh_token: token,
      ...changes,
    };
  }

  revoke(token: string | undefined, changes: Changes = {}): Promise<Page> {
    return sendForm(`${this.base}/revoke`, {
      client_id: this.id,
      ...(this.secret !== undefined && { client_secret: this.secret }),
      token,
      ...changes,
    });
  }

  #token(fields: Changes, headers: Record<string, string> = {}): Promise<Page> {
    return sendForm(`${this.base}/token`, fields, headers);
  }
}

/** The form on a page, read as a browser would. */
export function consentPage(browser: Browser, page: Page): ConsentPage {
  const form = postForm(page.text);
  if (form === undefined) throw new Error(`no form on the page (${page.status}): ${page.text}`);
  const radios = form.inputs.filter((one) => one.name === 'permission');
  return {
    ...page,
    browser,
    form,
    action: new URL(form.action, page.url).href,
    hidden: Object.fromEntries(
      form.inputs
        .filter((one) => one.type === 'hidden')
        .map(({ name = '', value = '' }) => [name, value]),
    ),
    permissions: radios.map((one) => one.value ?? ''),
    preselected: radios.find((one) => one.checked !== undefined)?.value,
  };
}

/** Answers a consent form: Allow with that token, unless `fields` say otherwise. */
export function submitConsent(
  page: ConsentPage,
  token: string,
  fields: Readonly<Record<string, string>> = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<Page> {
  const permission = page.preselected ?? '';
  return page.browser.post(
    page.action,
    { ...page.hidden, permission, token, action: 'allow', ...fields },
    headers,
  );
}

/** Where a page moves on to, by itself as by its link. */
export function onwardOf(page: Page): string {
  const { refresh, link } = onward(page.text);
  if (page.status !== 200 || refresh === undefined || refresh !== link) {
    throw new Error(`the page does not move on (${page.status}): ${page.text}`);
  }
  return refresh;
}

/** Where an answered form sends the browser. */
export function callbackOf(page: Page): Callback {
  const location = onwardOf(page);
  const query = new URL(location).searchParams;
  return { location, code: query.get('code') ?? undefined, query };
}

/** The code in a callback that was a success. */
export function codeOf(page: Page): string {
  const { code, location } = callbackOf(page);
  if (code === undefined) throw new Error(`no code came back: ${location}`);
  return code;
}

/** The tokens in an answer of /token that was a success. */
export function tokensOf(page: Page): Tokens {
  if (page.status !== 200) throw new Error(`/token answered ${page.status}: ${page.text}`);
  return JSON.parse(page.text) as Tokens;
}

/** The whole way for one person, from registration to tokens. */
export async function signIn(
  base: string,
  person: TestPerson,
  options: {
    readonly client?: TestClient;
    readonly scope?: string;
    readonly permission?: string;
  } = {},
): Promise<{ readonly client: TestClient; readonly tokens: Tokens }> {
  const client = options.client ?? (await TestClient.register(base));
  const page = await client.openConsent({ scope: options.scope });
  const { permission } = options;
  const answer = await submitConsent(page, person.token, permission ? { permission } : {});
  return { client, tokens: tokensOf(await client.redeem(codeOf(answer))) };
}

/** How an MCP request was answered. */
export interface McpAnswer extends Page {
  readonly result: Readonly<Record<string, unknown>> | undefined;
  readonly error: Readonly<Record<string, unknown>> | undefined;
}

export type Era = 'modern' | 'legacy';

/** One MCP request of either era; each stands alone. */
export async function mcp(
  url: string,
  accessToken: string | undefined,
  method: string,
  params: Readonly<Record<string, unknown>> = {},
  options: {
    readonly era?: Era;
    readonly headers?: Readonly<Record<string, string>>;
    /** More of `_meta`, in the modern era. */
    readonly meta?: Readonly<Record<string, unknown>>;
  } = {},
): Promise<McpAnswer> {
  const modern = options.era !== 'legacy';
  const version = modern ? '2026-07-28' : '2025-11-25';
  const _meta = {
    'io.modelcontextprotocol/protocolVersion': version,
    'io.modelcontextprotocol/clientInfo': { name: 'test', version: '0' },
    'io.modelcontextprotocol/clientCapabilities': {},
    ...options.meta,
  };
  const page = await send(url, {
    method: 'POST',
    headers: {
      Accept: 'application/json, text/event-stream',
      'Content-Type': 'application/json',
      'MCP-Protocol-Version': version,
      ...(modern && { 'Mcp-Method': method }),
      ...(modern && typeof params.name === 'string' && { 'Mcp-Name': params.name }),
      ...(accessToken !== undefined && { Authorization: `Bearer ${accessToken}` }),
      ...options.headers,
    },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method,
      params: modern ? { ...params, _meta } : params,
    }),
  });
  const text = /^data: ?(\{.*\})\s*$/m.exec(page.text)?.[1] ?? page.text;
  const message = text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {};
  return {
    ...page,
    result: message.result as McpAnswer['result'],
    error: message.error as McpAnswer['error'],
  };
}

/** The names of the tools a token may see. */
export async function toolNames(url: string, accessToken: string, era?: Era): Promise<string[]> {
  const { result, text } = await mcp(url, accessToken, 'tools/list', {}, era && { era });
  if (!Array.isArray(result?.tools)) throw new Error(`tools/list has no answer: ${text}`);
  return (result.tools as { name: string }[]).map(({ name }) => name);
}

/** Calls a tool in either protocol era. */
export function callTool(
  url: string,
  accessToken: string | undefined,
  name: string,
  args: Readonly<Record<string, unknown>> = {},
  options: { readonly era?: Era; readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<McpAnswer> {
  return mcp(url, accessToken, 'tools/call', { name, arguments: args }, options);
}

/** The name of the person as whom `home_overview` acts. */
export async function whoAmI(url: string, accessToken: string, era?: Era): Promise<unknown> {
  const { result, text } = await callTool(url, accessToken, 'home_overview', {}, era && { era });
  const overview = result?.structuredContent as { you?: { name?: unknown } } | undefined;
  if (overview === undefined) throw new Error(`home_overview has no answer: ${text}`);
  return overview.you?.name;
}

/**
 * Sends the same form to several addresses at the same instant: every request is on its way but for
 * its last byte, and the last bytes follow together.
 */
export async function postAtOnce(urls: readonly string[], fields: Changes): Promise<Page[]> {
  const body = present(fields);
  const waiting = await Promise.all(urls.map((url) => allButTheLastByte(url, body)));
  for (const { finish } of waiting) finish();
  return Promise.all(waiting.map(({ answer }) => answer));
}

async function allButTheLastByte(url: string, body: string) {
  const request = httpRequest(url, {
    method: 'POST',
    agent: false,
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      'Content-Length': Buffer.byteLength(body),
    },
  });
  const answer = new Promise<Page>((resolve, reject) => {
    request.once('error', reject);
    request.once('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        text += part;
      });
      response.once('error', reject);
      response.once('end', () =>
        resolve({ url, status: response.statusCode ?? 0, headers: new Headers(), text }),
      );
    });
  });
  await new Promise<void>((resolve, reject) => {
    request.once('error', reject);
    request.write(body.slice(0, -1), () => resolve());
  });
  return { answer, finish: () => request.end(body.slice(-1)) };
}

/** A form as /token and /revoke take it. */
export function sendForm(
  url: string,
  fields: Changes,
  headers: Readonly<Record<string, string>> = {},
): Promise<Page> {
  return send(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
    body: present(fields),
  });
}

function present(fields: Changes): string {
  const kept = Object.entries(fields).filter((one): one is [string, string] => {
    return one[1] !== undefined;
  });
  return new URLSearchParams(kept).toString();
}

/** The S256 challenge of a verifier (RFC 7636 section 4.2). */
export function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}

import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type NodeIncomingMessageLike, toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler } from '@modelcontextprotocol/server';
import { type Ending, lastly } from './lastly.ts';
import { testServer } from './upstream-server.ts';

type Members = Readonly<Record<string, unknown>>;

interface Code {
  readonly challenge: string;
  readonly redirectUri: string;
  readonly clientId: string;
  readonly scope: string;
}

/** A request to the token endpoint. */
export interface TokenRequest {
  readonly form: URLSearchParams;
  readonly authorization: string | undefined;
}

/** An MCP server with an authorization server on the same address, with hands to misbehave. */
export class OAuthUpstream {
  origin = '';
  /** Members of its documents to say otherwise; undefined leaves one out. */
  metadata: Members = {};
  resourceMetadata: Members = {};
  /** Publishes nothing of signing in, as servers of 2025-03-26 did that had all of it at their root. */
  silent = false;
  /** Of its next tokens, in seconds. */
  life = 3_600;
  givesRefreshTokens = true;
  /** What a tool call needs beyond being signed in. */
  neededScope: string | undefined;
  /** While set, the token endpoint answers this. */
  tokenTrouble: { readonly status: number; readonly error: string } | undefined;
  /** Paths that lead elsewhere. */
  readonly redirects = new Map<string, string>();
  readonly registered: Members[] = [];
  readonly tokenRequests: TokenRequest[] = [];
  /** Paths, and the Authorization of each request to the MCP endpoint. */
  readonly asked: string[] = [];
  readonly bearers: (string | undefined)[] = [];
  readonly #codes = new Map<string, Code>();
  readonly #tokens = new Map<string, string>();
  readonly #refreshTokens = new Map<string, string>();
  /** What it offers to whoever is signed in. */
  make = testServer;
  readonly #serve = toNodeHandler(createMcpHandler(() => this.make()));

  static async start(t: Ending): Promise<OAuthUpstream> {
    const upstream = new OAuthUpstream();
    const server = createServer((request, response) => {
      void upstream.#answer(request, response);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    upstream.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    lastly(t, () => {
      server.closeAllConnections();
      server.close();
    });
    return upstream;
  }

  get url(): string {
    return `${this.origin}/mcp`;
  }

  /** Takes every access token back, as when they are revoked. */
  endAccessTokens(): void {
    this.#tokens.clear();
  }

  endRefreshTokens(): void {
    this.#refreshTokens.clear();
  }

  /** What a browser gets at the login page, of somebody who says yes: where it is sent. */
  authorize(url: string, over: Readonly<Record<string, string | undefined>> = {}): URL {
    const asked = new URL(url).searchParams;
    const code = randomUUID();
    const redirectUri = asked.get('redirect_uri') ?? '';
    this.#codes.set(code, {
      challenge: asked.get('code_challenge') ?? '',
      redirectUri,
      clientId: asked.get('client_id') ?? '',
      scope: asked.get('scope') ?? '',
    });
    const back = new URL(redirectUri);
    const parameters = { code, state: asked.get('state') ?? '', iss: this.origin, ...over };
    for (const [name, value] of Object.entries(parameters)) {
      if (value !== undefined) back.searchParams.set(name, value);
    }
    return back;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '', this.origin);
    this.asked.push(pathname);
    const json = (status: number, body: unknown) => {
      response.writeHead(status, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    const elsewhere = this.redirects.get(pathname);
    if (elsewhere !== undefined) {
      response.writeHead(307, { Location: elsewhere }).end();
      return;
    }
    if (pathname === '/mcp') return this.#mcp(request, response);
    if (this.silent && pathname.startsWith('/.well-known/')) return json(404, {});
    if (pathname === '/.well-known/oauth-protected-resource/mcp') {
      return json(200, {
        resource: this.url,
        authorization_servers: [this.origin],
        ...this.resourceMetadata,
      });
    }
    if (pathname === '/.well-known/oauth-authorization-server') return json(200, this.#document());
    const body = await text(request);
    if (pathname === '/register') {
      const metadata = JSON.parse(body) as Members;
      this.registered.push(metadata);
      return json(201, {
        ...metadata,
        client_id: `client-${this.registered.length}`,
        client_secret: 'their secret',
        client_secret_expires_at: 0,
      });
    }
    if (pathname !== '/token') return json(404, {});
    const form = new URLSearchParams(body);
    this.tokenRequests.push({ form, authorization: request.headers.authorization });
    const { tokenTrouble } = this;
    if (tokenTrouble !== undefined) {
      return json(tokenTrouble.status, {
        error: tokenTrouble.error,
        error_description: 'their secret is wrong',
      });
    }
    const scope = this.#spend(form);
    return scope === undefined
      ? json(400, { error: 'invalid_grant' })
      : json(200, this.#give(scope));
  }

  #mcp(request: IncomingMessage, response: ServerResponse): void {
    const { authorization } = request.headers;
    this.bearers.push(authorization);
    const scope = this.#tokens.get(authorization?.replace(/^Bearer /, '') ?? '');
    const where = `resource_metadata="${this.origin}/.well-known/oauth-protected-resource/mcp"`;
    if (scope === undefined) {
      const challenge = this.silent ? 'Bearer' : `Bearer ${where}, scope="read"`;
      response.writeHead(401, { 'WWW-Authenticate': challenge }).end();
      return;
    }
    const needed = this.neededScope;
    if (needed !== undefined && request.headers['mcp-method'] === 'tools/call') {
      if (!scope.split(' ').includes(needed)) {
        const challenge = `Bearer error="insufficient_scope", scope="${needed}", ${where}`;
        response.writeHead(403, { 'WWW-Authenticate': challenge }).end();
        return;
      }
    }
    void this.#serve(request as NodeIncomingMessageLike, response);
  }

  #document(): Members {
    return {
      issuer: this.origin,
      authorization_endpoint: `${this.origin}/authorize`,
      token_endpoint: `${this.origin}/token`,
      registration_endpoint: `${this.origin}/register`,
      response_types_supported: ['code'],
      grant_types_supported: ['authorization_code', 'refresh_token'],
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
      ...this.metadata,
    };
  }

  #spend(form: URLSearchParams): string | undefined {
    if (form.get('grant_type') === 'refresh_token') {
      const given = form.get('refresh_token') ?? '';
      const scope = this.#refreshTokens.get(given);
      this.#refreshTokens.delete(given);
      return scope;
    }
    const code = this.#codes.get(form.get('code') ?? '');
    this.#codes.delete(form.get('code') ?? '');
    const verifier = form.get('code_verifier') ?? '';
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const right = code?.challenge === challenge && code.redirectUri === form.get('redirect_uri');
    return right ? code.scope : undefined;
  }

  #give(scope: string): Members {
    const [access, refresh] = [`access-${randomUUID()}`, `refresh-${randomUUID()}`];
    this.#tokens.set(access, scope);
    if (this.givesRefreshTokens) this.#refreshTokens.set(refresh, scope);
    return {
      access_token: access,
      token_type: 'Bearer',
      expires_in: this.life,
      scope,
      ...(this.givesRefreshTokens && { refresh_token: refresh }),
    };
  }
}

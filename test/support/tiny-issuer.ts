import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { type Clock, inSeconds, systemClock } from '../../src/core/clock.ts';
import { lastly } from './lastly.ts';

/** A key of an issuer, with what it publishes of it. */
export interface IssuerKey {
  readonly kid: string;
  readonly alg: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
}

type Members = Readonly<Record<string, unknown>>;

/** Makes a key pair. */
export async function issuerKey(kid: string, alg = 'RS256'): Promise<IssuerKey> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  return { kid, alg, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, use: 'sig' } };
}

/** An identity provider as small as one can be, with hands for tests to make it misbehave. */
export class TinyIssuer {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #clock: Clock;
  #up = true;
  /** What `iss` of its tokens says. */
  url = '';
  /** Signs what `sign` makes. */
  key: IssuerKey;
  /** What its key set holds. */
  published: readonly JWK[];
  /** Members of its discovery document to say otherwise. */
  discovery: Members = {};
  /** What it was asked for, in order. */
  readonly asked: string[] = [];

  private constructor(key: IssuerKey, clock: Clock) {
    this.#clock = clock;
    this.key = key;
    this.published = [key.publicJwk];
    this.#server = createServer((request, response) => {
      this.asked.push(request.url ?? '');
      const document = this.#document(request.url ?? '');
      response.writeHead(document === undefined ? 404 : 200, {
        'Content-Type': 'application/json',
      });
      response.end(JSON.stringify(document ?? {}));
    });
    this.#server.on('connection', (socket: Socket) => {
      if (!this.#up) socket.destroy();
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
  }

  /** Listens on a free port until the test is over. */
  static async start(
    t: { after(callback: () => void): void },
    options: { readonly clock?: Clock; readonly path?: string } = {},
  ): Promise<TinyIssuer> {
    const issuer = new TinyIssuer(await issuerKey('first'), options.clock ?? systemClock);
    await new Promise<void>((resolve) => issuer.#server.listen(0, '127.0.0.1', resolve));
    const { port } = issuer.#server.address() as AddressInfo;
    issuer.url = `http://127.0.0.1:${port}${options.path ?? '/application/o/home/'}`;
    lastly(t, () => {
      issuer.setUp(false);
      issuer.#server.close();
    });
    return issuer;
  }

  /** While it is down, every connection is cut. */
  setUp(up: boolean): void {
    this.#up = up;
    if (!up) for (const socket of this.#sockets) socket.destroy();
  }

  /** Replaces its key, as providers do; the old one is published no more. */
  async rotate(kid: string): Promise<void> {
    this.key = await issuerKey(kid);
    this.published = [this.key.publicJwk];
  }

  /** A good access token for `audience`; `claims` and `header` bend it, undefined leaves one out. */
  sign(
    audience: unknown,
    claims: Members = {},
    header: Members = {},
    key: CryptoKey | Uint8Array = this.key.privateKey,
  ): Promise<string> {
    const now = inSeconds(this.#clock());
    const payload = {
      iss: this.url,
      sub: 'service-account',
      aud: audience,
      iat: now,
      exp: now + 300,
      scope: 'home:read energy:read',
      ...claims,
    };
    const { kid, alg } = this.key;
    return new SignJWT(payload as Record<string, unknown>)
      .setProtectedHeader({ alg, kid, typ: 'at+jwt', ...header })
      .sign(key, { crit: { unheard_of: true } });
  }

  #document(path: string): unknown {
    const base = new URL(this.url).pathname.replace(/\/$/, '');
    if (path === `${base}/jwks`) return { keys: this.published };
    if (path !== `${base}/.well-known/openid-configuration`) return undefined;
    const { origin } = new URL(this.url);
    return { issuer: this.url, jwks_uri: `${origin}${base}/jwks`, ...this.discovery };
  }
}

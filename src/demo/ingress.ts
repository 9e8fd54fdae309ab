import { createServer, type IncomingHttpHeaders, request } from 'node:http';
import { parseCookie } from 'cookie';
import { randomId } from '../core/ids.ts';
import { isFiltered } from './supervisor/rules.ts';

/** A user of Home Assistant as ingress names them to an app. */
export interface IngressUser {
  readonly id: string;
  readonly username: string;
  readonly name: string;
}

/** Ingress in front of one app. */
export interface Ingress {
  readonly origin: string;
  /** Where the app's pages begin for a browser, with a slash at the end. */
  readonly url: string;
  /** What a browser's cookie must be for it to be this user's, as the frontend sets it. */
  sessionOf(user: IngressUser): string;
  stop(): Promise<void>;
}

const COOKIE = 'ingress_session';
const NEVER_PASSED_ON =
  /^(x-remote-user-.*|x-supervisor-token|x-hassio-key|x-ingress-path|x-hass-source|connection|transfer-encoding)$/;

/**
 * Ingress as the Supervisor does it: a session cookie, the path taken off, and headers that name the
 * user. Whoever opens `origin` itself is signed in as `visitor`, which spares the demo a frontend.
 */
export async function startIngress(
  app: string,
  { port = 0, visitor }: { readonly port?: number; readonly visitor?: IngressUser } = {},
): Promise<Ingress> {
  const prefix = `/api/hassio_ingress/${randomId(undefined, 24)}`;
  const sessions = new Map<string, IngressUser>();
  const sessionOf = (user: IngressUser) => {
    const session = randomId();
    sessions.set(session, user);
    return session;
  };

  const server = createServer((incoming, outgoing) => {
    const { url = '/', headers, method } = incoming;
    // Another name that leads here is a page of somebody else's (DNS rebinding).
    if (!/^(localhost|127\.0\.0\.1)(:\d+)?$/.test(headers.host ?? '')) {
      outgoing.writeHead(403).end();
      return;
    }
    if (url === '/' && visitor !== undefined) {
      const cookie = `${COOKIE}=${sessionOf(visitor)}; Path=/api/hassio_ingress/; SameSite=Strict; HttpOnly`;
      outgoing.writeHead(302, { 'Set-Cookie': cookie, Location: `${prefix}/` }).end();
      return;
    }
    const user = sessions.get(parseCookie(headers.cookie ?? '')[COOKIE] ?? '');
    if (!url.startsWith(`${prefix}/`) || user === undefined) {
      outgoing.writeHead(url.startsWith(prefix) ? 401 : 404).end();
      return;
    }
    if (isFiltered(url)) {
      outgoing.writeHead(400).end();
      return;
    }
    const passed = request(
      `${app}${url.slice(prefix.length)}`,
      { method, headers: passedOn(headers, user, prefix) },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    passed.on('error', () => outgoing.headersSent || outgoing.writeHead(502).end());
    outgoing.on('close', () => passed.destroy());
    incoming.pipe(passed);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  const origin = `http://localhost:${typeof address === 'object' ? address?.port : port}`;
  return {
    origin,
    url: `${origin}${prefix}/`,
    sessionOf,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function passedOn(headers: IncomingHttpHeaders, user: IngressUser, prefix: string) {
  const kept = Object.entries(headers).filter(([name]) => !NEVER_PASSED_ON.test(name));
  return {
    ...Object.fromEntries(kept),
    'x-ingress-path': prefix,
    'x-hass-source': 'core.ingress',
    'x-forwarded-proto': 'http',
    'x-remote-user-id': user.id,
    'x-remote-user-name': user.username,
    'x-remote-user-display-name': user.name,
  };
}

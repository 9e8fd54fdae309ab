import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { House } from '../house.ts';
import { Session } from '../websocket/session.ts';
import { type Exchange, sendPlain } from './answer.ts';
import { LOGIN_FLOW_VIEWS } from './login-flow.ts';
import { LOGIN_PAGE_VIEWS } from './login-page.ts';
import { REST_VIEWS } from './rest.ts';
import { type AnyView, matchView } from './router.ts';
import { TOKEN_VIEWS } from './tokens.ts';

const VIEWS: readonly AnyView[] = [
  ...REST_VIEWS,
  ...TOKEN_VIEWS,
  ...LOGIN_PAGE_VIEWS,
  ...LOGIN_FLOW_VIEWS,
];

const WEBSOCKET_PATH = '/api/websocket';

function addressOf(request: IncomingMessage): string {
  return request.socket.remoteAddress ?? 'unknown';
}

function urlOf(house: House, request: IncomingMessage): URL | undefined {
  const target = `${house.url}${request.url ?? '/'}`;
  return URL.canParse(target) ? new URL(target) : undefined;
}

/** Why a request does not even reach a view. */
function turnedAway(house: House, request: IncomingMessage): 400 | 403 | undefined {
  if (house.loginAttempts.banned(addressOf(request))) return 403;
  // No reverse proxy was ever set up, so nobody may speak for one.
  return request.headers['x-forwarded-for'] === undefined ? undefined : 400;
}

function refuseLogin(exchange: Exchange): void {
  const { house, address } = exchange;
  house.loginAttempts.wrong(address);
  const document = `${house.url}/.well-known/oauth-protected-resource`;
  sendPlain(exchange, 401, { 'www-authenticate': `Bearer resource_metadata="${document}"` });
}

async function runView(exchange: Exchange): Promise<void> {
  const { house, request } = exchange;
  const match = matchView(VIEWS, request.method ?? 'GET', exchange.url.pathname);
  if (match.kind !== 'view') {
    sendPlain(exchange, match.kind === 'nothing' ? 404 : 405);
    return;
  }
  const { view, params } = match;
  if (view.open) {
    await view.run(exchange, params);
    return;
  }
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  const signedIn = bearer === undefined ? undefined : house.accounts.signedIn(bearer);
  if (signedIn === undefined) refuseLogin(exchange);
  else await view.run({ ...exchange, signedIn }, params);
}

/** Answers one request of the web server. */
export function answerRequest(
  house: House,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const url = urlOf(house, request);
  const status = url === undefined ? 400 : turnedAway(house, request);
  if (url === undefined || status !== undefined) {
    sendPlain({ response }, status ?? 400);
    return;
  }
  runView({ house, request, response, url, address: addressOf(request) }).catch(() => {
    if (response.headersSent) response.destroy();
    else sendPlain({ response }, 500);
  });
}

/** Takes websocket connections, each with a session of its own. */
export class Doorman {
  readonly #house: House;
  readonly #sockets = new WebSocketServer({ noServer: true });

  constructor(house: House) {
    this.#house = house;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const path = urlOf(this.#house, request)?.pathname;
    const status = turnedAway(this.#house, request) ?? (path === WEBSOCKET_PATH ? undefined : 404);
    if (status !== undefined) {
      socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    this.#sockets.handleUpgrade(request, socket, head, (websocket) => {
      new Session(this.#house, websocket, addressOf(request));
    });
  }

  /** Ends every connection at once, without a goodbye. */
  drop(): void {
    for (const socket of this.#sockets.clients) socket.terminate();
  }
}

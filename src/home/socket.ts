import type { HaWebSocket } from 'home-assistant-js-websocket';
import { WebSocket } from 'ws';
import type { HomeAddress } from '../config/config.ts';
import { SECOND } from '../core/clock.ts';
import type { LatchkeyError } from '../core/errors.ts';
import { banned, credentialRefused, unreachable } from './errors.ts';

export interface SocketOptions {
  readonly home: HomeAddress;
  readonly token: string;
  /** For connecting and authenticating together. */
  readonly handshakeTimeoutMs?: number;
  readonly heartbeatMs?: number;
  /** Largest frame in bytes; the first states of a big home arrive in one. */
  readonly maxPayload?: number;
  readonly signal?: AbortSignal;
}

/** How long a peer gets to answer our close before the socket is dropped. */
const CLOSE_PATIENCE_MS = SECOND;
const MEBIBYTE = 1024 * 1024;

/**
 * Opens and authenticates Home Assistant's websocket, in the shape home-assistant-js-websocket
 * works on. Throws home_unreachable, home_refused or home_banned.
 */
export function openSocket(options: SocketOptions): Promise<HaWebSocket> {
  const { home, token, signal } = options;
  const timeoutMs = options.handshakeTimeoutMs ?? 10 * SECOND;
  return new Promise((resolve, reject) => {
    const ws = new WebSocket(websocketUrl(home.url), {
      handshakeTimeout: timeoutMs,
      maxPayload: options.maxPayload ?? 64 * MEBIBYTE,
      perMessageDeflate: false,
      rejectUnauthorized: home.verifyTls,
    });

    const settle = (outcome: HaWebSocket | LatchkeyError) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      ws.off('message', onMessage);
      ws.off('close', onClose);
      if (outcome instanceof Error) {
        ws.terminate();
        reject(outcome);
      } else {
        resolve(outcome);
      }
    };
    const onAbort = () => settle(unreachable('closed'));
    const onClose = () => settle(unreachable('closed during sign-in'));
    const onMessage = (data: unknown) => {
      const message = parseAuthMessage(data);
      switch (message?.type) {
        case 'auth_required':
          ws.send(JSON.stringify({ type: 'auth', access_token: token }));
          break;
        case 'auth_ok':
          // The library counts on this message having taken id 1.
          ws.send(JSON.stringify(supportedFeatures()));
          settle(adapt(ws, message.version));
          keepAlive(ws, options.heartbeatMs ?? 30 * SECOND);
          break;
        case 'auth_invalid':
          settle(credentialRefused(message.reason));
          break;
        default:
          settle(unreachable('not a Home Assistant websocket'));
      }
    };
    const timer = setTimeout(() => settle(unreachable('timed out')), timeoutMs);

    // Stays for the socket's life: an 'error' without a listener would end the process.
    ws.on('error', (error: NodeJS.ErrnoException) =>
      settle(unreachable(error.code ?? error.message, error)),
    );
    ws.on('unexpected-response', (_request, response) => {
      response.resume();
      settle(response.statusCode === 403 ? banned() : unreachable(`status ${response.statusCode}`));
    });
    ws.on('message', onMessage);
    ws.on('close', onClose);
    if (signal?.aborted) onAbort();
    else signal?.addEventListener('abort', onAbort);
  });
}

/** `http(s)://host` to `ws(s)://host/api/websocket`. */
export function websocketUrl(url: string): string {
  return `${url.replace(/^http/, 'ws').replace(/\/+$/, '')}/api/websocket`;
}

function supportedFeatures() {
  return { id: 1, type: 'supported_features', features: { coalesce_messages: 1 } };
}

interface AuthMessage {
  readonly type: string;
  readonly version: string;
  readonly reason: string;
}

function parseAuthMessage(data: unknown): AuthMessage | undefined {
  try {
    const message = JSON.parse(String(data));
    return {
      type: String(message.type),
      version: String(message.ha_version ?? '0.0.0'),
      reason: String(message.message ?? 'no reason given').slice(0, 200),
    };
  } catch {
    return undefined;
  }
}

/** Pings a silent peer and drops it when it stays silent, so that a half-open link is noticed. */
function keepAlive(ws: WebSocket, everyMs: number): void {
  let heard = true;
  const hear = () => {
    heard = true;
  };
  const timer = setInterval(() => {
    if (!heard) {
      ws.terminate();
      return;
    }
    heard = false;
    ws.ping();
  }, everyMs);
  timer.unref();
  ws.on('message', hear);
  ws.on('ping', hear);
  ws.on('pong', hear);
  ws.on('close', () => clearInterval(timer));
}

/** The part of a DOM WebSocket that home-assistant-js-websocket uses. */
function adapt(ws: WebSocket, haVersion: string): HaWebSocket {
  type Listener = (event: { data: string }) => void;
  const attached = new Map<Listener, (data?: unknown) => void>();
  const socket = {
    haVersion,
    OPEN: WebSocket.OPEN,
    get readyState() {
      return ws.readyState;
    },
    addEventListener(type: 'message' | 'close', listener: Listener) {
      const handler = (data?: unknown) => {
        try {
          listener({ data: String(data) });
        } catch {
          // A frame the library cannot read would otherwise be an uncaught exception.
          ws.terminate();
        }
      };
      attached.set(listener, handler);
      ws.on(type, handler);
    },
    removeEventListener(type: 'message' | 'close', listener: Listener) {
      const handler = attached.get(listener);
      if (handler) ws.off(type, handler);
    },
    send(text: string) {
      ws.send(text);
    },
    close() {
      ws.close();
      const timer = setTimeout(() => ws.terminate(), CLOSE_PATIENCE_MS);
      timer.unref();
      ws.once('close', () => clearTimeout(timer));
    },
  };
  return socket as unknown as HaWebSocket;
}

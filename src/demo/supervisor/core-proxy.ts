import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, WebSocket, WebSocketServer } from 'ws';
import { HA_VERSION } from '../house.ts';
import { isBlockedType } from './rules.ts';

/** A command that the house behind the proxy does not know, and what it would answer. */
export type Further = (
  message: Readonly<Record<string, unknown>>,
) => { readonly result: unknown } | { readonly error: string } | undefined;

export interface CoreProxyOptions {
  /** The app's token. */
  readonly token: string;
  readonly home: string;
  /** That of the Supervisor's own account of Home Assistant. */
  readonly homeToken: string;
  readonly further: Further;
}

/**
 * The Supervisor's way to Home Assistant's websocket: it takes the app's token, signs in as its own
 * account of Home Assistant, and passes on everything but what concerns the Supervisor.
 */
export class CoreProxy {
  readonly #sockets = new WebSocketServer({ noServer: true });
  readonly #options: CoreProxyOptions;

  constructor(options: CoreProxyOptions) {
    this.#options = options;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#sockets.handleUpgrade(request, socket, head, (app) => {
      app.send(JSON.stringify({ type: 'auth_required', ha_version: HA_VERSION }));
      app.once('message', (data) => this.#greet(app, data));
    });
  }

  drop(): void {
    for (const socket of this.#sockets.clients) socket.terminate();
  }

  #greet(app: WebSocket, data: RawData): void {
    const { token, home, homeToken } = this.#options;
    if (read(data).access_token !== token) {
      app.send(JSON.stringify({ type: 'auth_invalid', message: 'Invalid access' }));
      app.close();
      return;
    }
    const core = new WebSocket(`${home.replace(/^http/, 'ws')}/api/websocket`);
    core.on('error', () => app.close());
    core.on('close', () => app.close());
    app.on('close', () => core.close());
    core.on('message', (incoming) => {
      const { type } = read(incoming);
      if (type === 'auth_required') {
        core.send(JSON.stringify({ type: 'auth', access_token: homeToken }));
      } else if (app.readyState === app.OPEN) app.send(String(incoming));
    });
    app.on('message', (incoming) => {
      const message = read(incoming);
      const answer = this.#own(message);
      if (answer !== undefined) app.send(JSON.stringify(answer));
      else if (core.readyState === core.OPEN) core.send(String(incoming));
    });
  }

  /** What the proxy answers instead of Home Assistant. */
  #own(message: Readonly<Record<string, unknown>>): object | undefined {
    const { id, type } = message;
    const refused = (code: string) => ({
      id,
      type: 'result',
      success: false,
      error: { code, message: code },
    });
    if (isBlockedType(type)) return refused('unauthorized');
    const further = this.#options.further(message);
    if (further === undefined) return undefined;
    if ('error' in further) return refused(further.error);
    return { id, type: 'result', success: true, result: further.result };
  }
}

function read(data: RawData): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(String(data));
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

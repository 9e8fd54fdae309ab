import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomId } from '../../core/ids.ts';
import { type SupervisorState, supervisorAnswer } from './answers.ts';
import { CoreProxy, type Further } from './core-proxy.ts';
import { isBlockedApi, isFiltered, mayAsk } from './rules.ts';

/** A Supervisor of our own, for an app of the role `default` that may reach Home Assistant. */
export interface DemoSupervisor {
  readonly url: string;
  /** The app's token. */
  readonly token: string;
  readonly state: SupervisorState;
  /** What was asked, as `METHOD path`, in order. */
  readonly asked: readonly string[];
  /** Whether Home Assistant has started; until then what is meant for it is 502. */
  setCoreRunning(running: boolean): void;
  stop(): Promise<void>;
}

export interface DemoSupervisorOptions {
  /** Home Assistant, and the token of the account that the Supervisor has there. */
  readonly home: string;
  readonly homeToken: string;
  readonly services?: readonly string[];
  readonly coreRunning?: boolean;
  /** Where Home Assistant is said to listen; absent: where `home` is. */
  readonly core?: { readonly port: number; readonly ssl: boolean };
  /** Commands that the home behind it does not know. */
  readonly further?: Further;
}

const METHODS_TO_CORE = ['GET', 'POST', 'DELETE'];

/** Starts it: its API, and its proxies to Home Assistant's REST API and websocket. */
export async function startDemoSupervisor(options: DemoSupervisorOptions): Promise<DemoSupervisor> {
  const token = randomId();
  const homeUrl = new URL(options.home);
  const state: SupervisorState = {
    hostname: 'a1b2c3d4-latchkey',
    network: { '8086/tcp': null },
    watchdog: false,
    core: { port: Number(homeUrl.port), ssl: false, ...options.core },
    services: options.services ?? ['latchkey', 'mcp'],
    announced: new Map(),
    apps: new Map(),
    restarts: 0,
  };
  const asked: string[] = [];
  let running = options.coreRunning ?? true;
  const proxy = new CoreProxy({ ...options, token, further: options.further ?? (() => undefined) });

  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const { url = '/', method = 'GET' } = incoming;
    const path = url.replace(/\?.*$/s, '');
    const bare = (status: number) => void outgoing.writeHead(status).end();
    asked.push(`${method} ${path}`);
    if (isFiltered(url)) return bare(400);
    if (isBlockedApi(path)) return bare(403);
    const shown = tokenOf(incoming);
    if (path.startsWith('/core/api/')) {
      if (shown !== token) return bare(401);
      if (!METHODS_TO_CORE.includes(method)) return bare(405);
      if (!running) return bare(502);
      return passOn(incoming, outgoing, options);
    }
    if (shown === undefined) return bare(401);
    if (shown !== token || !mayAsk(path)) return bare(403);
    const text = await bodyOf(incoming);
    const said = supervisorAnswer(state, method, path, text === '' ? undefined : parsed(text));
    const envelope =
      'data' in said
        ? { result: 'ok', data: said.data }
        : { result: 'error', message: said.message };
    outgoing.writeHead(said.status, { 'Content-Type': 'application/json' });
    outgoing.end(JSON.stringify(envelope));
  };

  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch(() => outgoing.destroy());
  });
  server.on('upgrade', (incoming, socket, head) => {
    const known = ['/core/websocket', '/core/api/websocket'].includes(incoming.url ?? '');
    if (known && running) return proxy.upgrade(incoming, socket, head);
    socket.end(
      `HTTP/1.1 ${known ? '502 Bad Gateway' : '404 Not Found'}\r\nConnection: close\r\n\r\n`,
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    token,
    state,
    asked,
    setCoreRunning(now) {
      running = now;
      if (!now) proxy.drop();
    },
    stop: async () => {
      proxy.drop();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function tokenOf({ headers }: IncomingMessage): string | undefined {
  const own = headers['x-supervisor-token'];
  return typeof own === 'string' ? own : /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
}

/** As the Supervisor's own account of Home Assistant, whatever the app showed. */
function passOn(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { home, homeToken }: DemoSupervisorOptions,
): void {
  const target = `${home}${incoming.url?.slice('/core'.length)}`;
  const headers = {
    Authorization: `Bearer ${homeToken}`,
    ...(incoming.headers['content-type'] && { 'Content-Type': incoming.headers['content-type'] }),
  };
  const passed = request(target, { method: incoming.method ?? 'GET', headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  passed.on('error', () => outgoing.destroy());
  incoming.pipe(passed);
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of incoming) text += part;
  return text;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

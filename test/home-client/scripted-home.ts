import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import type { HomeAddress } from '../../src/config/config.ts';

type Message = Readonly<Record<string, unknown>> & { readonly id: number; readonly type: string };

/** What a command is answered with: a result, an error, or nothing at all. */
export type Answer = { result: unknown } | { error: { code: string; message: string } } | 'silence';

export interface ScriptedHome {
  readonly address: HomeAddress;
  /** Websockets that were opened, and tokens that were presented on them. */
  readonly opened: () => number;
  readonly presented: readonly string[];
  /** Commands by type; changed by tests while it runs. */
  readonly answers: Map<string, (message: Message) => Answer>;
  /** Decides on tokens, and on the upgrade before them. */
  accepts: (token: string) => boolean;
  upgradeStatus: number | undefined;
  greets: boolean;
  /** Sends an event to every subscription of that kind: an event type or `subscribe_entities`. */
  readonly emit: (kind: string, event: unknown) => void;
  /** Sends a raw frame to everyone. */
  readonly frame: (text: string) => void;
  readonly dropAll: () => void;
  /** Resolves when that many websockets are open. */
  readonly untilOpen: (count: number) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** A Home Assistant of a few lines whose every answer a test decides, faults included. */
export async function startScriptedHome(
  options: { autoPong?: boolean } = {},
): Promise<ScriptedHome> {
  const server = createServer();
  const sockets = new WebSocketServer({ noServer: true, autoPong: options.autoPong ?? true });
  const subscriptions: { socket: WebSocket; id: number; kind: string }[] = [];
  const presented: string[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  let opened = 0;

  const settleWaiting = () => {
    for (const { count, resolve } of waiting) if (sockets.clients.size === count) resolve();
  };
  const home: ScriptedHome = {
    address: { name: 'home', url: '', verifyTls: true },
    opened: () => opened,
    presented,
    answers: new Map(standardAnswers()),
    accepts: () => true,
    upgradeStatus: undefined,
    greets: true,
    emit(kind, event) {
      for (const one of subscriptions.filter((subscription) => subscription.kind === kind)) {
        one.socket.send(JSON.stringify({ id: one.id, type: 'event', event }));
      }
    },
    frame(text) {
      for (const socket of sockets.clients) socket.send(text);
    },
    dropAll() {
      for (const socket of sockets.clients) socket.terminate();
    },
    untilOpen(count) {
      return new Promise((resolve) => {
        waiting.push({ count, resolve });
        settleWaiting();
      });
    },
    async stop() {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  server.on('upgrade', (request: IncomingMessage, socket, head) => {
    if (home.upgradeStatus !== undefined) {
      socket.end(`HTTP/1.1 ${home.upgradeStatus} No\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (client) => {
      opened += 1;
      settleWaiting();
      client.on('close', settleWaiting);
      if (!home.greets) return;
      client.send(JSON.stringify({ type: 'auth_required', ha_version: '2026.11.0' }));
      client.on('message', (data) => receive(client, JSON.parse(String(data))));
    });
  });

  const receive = (socket: WebSocket, message: Message) => {
    const reply = (answer: object) => socket.send(JSON.stringify(answer));
    if (message.type === 'auth') {
      const token = String(message.access_token);
      presented.push(token);
      if (home.accepts(token)) return reply({ type: 'auth_ok', ha_version: '2026.11.0' });
      reply({ type: 'auth_invalid', message: 'Invalid access token or password' });
      return socket.close();
    }
    const answer = home.answers.get(message.type)?.(message) ?? {
      error: { code: 'unknown_command', message: 'Unknown command.' },
    };
    if (answer === 'silence') return;
    const success = 'result' in answer;
    reply({ id: message.id, type: 'result', success, ...answer });
    if (!success) return;
    if (message.type === 'subscribe_events') {
      subscriptions.push({ socket, id: message.id, kind: String(message.event_type) });
    }
    if (message.type === 'subscribe_entities') {
      subscriptions.push({ socket, id: message.id, kind: 'subscribe_entities' });
      reply({ id: message.id, type: 'event', event: { a: STATES } });
    }
  };

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  Object.assign(home.address, { url: `http://127.0.0.1:${port}` });
  return home;
}

const STATES = {
  'light.kitchen': { s: 'off', a: { friendly_name: 'Kitchen' }, c: 'c0', lc: 1_700_000_000 },
};

function standardAnswers(): [string, (message: Message) => Answer][] {
  const answers: Record<string, unknown> = {
    supported_features: null,
    'auth/current_user': { id: 'u1', name: 'Ada', is_admin: true, is_owner: true },
    get_config: { location_name: 'Test', time_zone: 'Europe/Madrid', version: '2026.11.0' },
    get_services: {
      light: { turn_on: { fields: {}, target: { entity: [{ domain: ['light'] }] } } },
    },
    'config/entity_registry/list_for_display': {
      entity_categories: { 0: 'config', 1: 'diagnostic' },
      entities: [{ ei: 'light.kitchen', pl: 'test', lb: [], ai: 'kitchen' }],
    },
    'config/entity_registry/get_entries': { 'light.kitchen': { aliases: ['cooking lamp'] } },
    'config/device_registry/list': [],
    'config/area_registry/list': [{ area_id: 'kitchen', name: 'Kitchen', aliases: [], labels: [] }],
    'config/floor_registry/list': [],
    'config/label_registry/list': [],
    subscribe_events: null,
    subscribe_entities: null,
    call_service: { context: { id: 'c1' }, response: null },
  };
  return Object.entries(answers).map(([type, result]) => [type, () => ({ result })]);
}

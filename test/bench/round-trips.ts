import { Agent } from 'node:http';
import { mcpRequest } from '../support/mcp-request.ts';
import { HomeSocket } from './home-socket.ts';
import { post, rowsOf, type Trip, takeTrips } from './one-at-a-time.ts';

const LIGHT = 'light.kitchen';

/**
 * Prints what a call through `/mcp` costs more than the same done over a websocket to the home, in
 * turns within one run. Shown and held to nothing: what a clock says depends on who else is busy.
 */
export async function roundTrips(
  base: string,
  token: string,
  home: { readonly url: string; readonly token: string },
  times: number,
): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const socket = await HomeSocket.open(home.url, home.token);
  try {
    const rows = [];
    for (const trip of trips(base, token, agent, socket)) {
      rows.push(...rowsOf(trip, await takeTrips(trip, times)));
    }
    console.log('\nOne call at a time through /mcp beside a websocket to the same home, in turns');
    console.table(rows);
  } finally {
    socket.close();
    agent.destroy();
  }
}

function trips(base: string, token: string, agent: Agent, socket: HomeSocket): readonly Trip[] {
  const call = (name: string, args: object) =>
    post(
      `${base}/mcp`,
      agent,
      mcpRequest(token, 'tools/call', { name, arguments: args }),
      'structuredContent',
    );
  return [
    {
      tool: 'get_state',
      // The cheapest command that answers with one entity's state; the mirror needs none at all.
      beside: 'subscribe_entities of one',
      ours: () => call('get_state', { entity_id: LIGHT }),
      theirs: () => readState(socket),
    },
    {
      tool: 'control_devices',
      beside: 'call_service and its state',
      ours: () => call('control_devices', { action: 'toggle', entity_id: LIGHT }),
      theirs: watchedToggle(socket),
    },
  ];
}

function readState(socket: HomeSocket): Promise<void> {
  return new Promise((resolve) => {
    const id = socket.send({ type: 'subscribe_entities', entity_ids: [LIGHT] }, ({ type }) => {
      if (type !== 'event') return;
      socket.forget(id);
      // Not waited for: it is no part of reading.
      socket.send({ type: 'unsubscribe_events', subscription: id });
      resolve();
    });
  });
}

/** Toggles the light; done when both the answer and the new state have come. */
function watchedToggle(socket: HomeSocket): () => Promise<void> {
  let moved = () => {};
  socket.send({ type: 'subscribe_entities', entity_ids: [LIGHT] }, ({ type }) => {
    if (type === 'event') moved();
  });
  return async () => {
    const seen = new Promise<void>((resolve) => {
      moved = resolve;
    });
    const answered = new Promise<void>((resolve, reject) => {
      const message = {
        type: 'call_service',
        domain: 'light',
        service: 'toggle',
        target: { entity_id: [LIGHT] },
      };
      const id = socket.send(message, ({ success }) => {
        socket.forget(id);
        if (success === true) resolve();
        else reject(new Error('the home refused'));
      });
    });
    await Promise.all([seen, answered]);
  };
}

import { Agent, request } from 'node:http';
import { compare, type Round } from './difference.ts';
import { HomeSocket } from './home-socket.ts';
import { mcpRequest } from './mcp-request.ts';

const LIGHT = 'light.kitchen';
const ROUNDS = 3;
const WARM_UP = 100;

/** Milliseconds that Latchkey is to take more at most than the thing itself. */
const WANTED = [
  { name: 'p50', share: 0.5, wanted: 1.5 },
  { name: 'p99', share: 0.99, wanted: 8 },
] as const;

/** The same thing done in two ways, one request at a time. */
interface Pair {
  readonly tool: string;
  readonly beside: string;
  ours(): Promise<void>;
  theirs(): Promise<void>;
}

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
    for (const pair of pairs(base, token, agent, socket)) {
      for (let n = 0; n < WARM_UP; n += 1) {
        await pair.ours();
        await pair.theirs();
      }
      const rounds: Round[] = [];
      for (let round = 0; round < ROUNDS; round += 1) rounds.push(await oneRound(pair, times));
      for (const { name, share, wanted } of WANTED) {
        const compared = compare(rounds, share);
        rows.push({
          tool: pair.tool,
          beside: pair.beside,
          quantile: name,
          'ours ms': compared.ours.toFixed(2),
          'theirs ms': compared.theirs.toFixed(2),
          difference: compared.difference.toFixed(2),
          spread: compared.spread.toFixed(2),
          wanted,
          verdict: compared.difference <= wanted ? 'met' : 'not met',
        });
      }
    }
    console.log(
      `\nOne call at a time through /mcp beside a websocket to the same home, in turns; ${ROUNDS} rounds of ${times}`,
    );
    console.table(rows);
  } finally {
    socket.close();
    agent.destroy();
  }
}

async function oneRound(pair: Pair, times: number): Promise<Round> {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let n = 0; n < times; n += 1) {
    ours.push(await timed(pair.ours));
    theirs.push(await timed(pair.theirs));
  }
  return { ours, theirs };
}

async function timed(work: () => Promise<void>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

function pairs(base: string, token: string, agent: Agent, socket: HomeSocket): readonly Pair[] {
  const call = (name: string, args: object) =>
    post(`${base}/mcp`, agent, mcpRequest(token, 'tools/call', { name, arguments: args }));
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

function post(
  url: string,
  agent: Agent,
  { headers, body }: ReturnType<typeof mcpRequest>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(parts).toString();
        // What went wrong quickly must not count as quick.
        if (response.statusCode !== 200 || !text.includes('structuredContent')) {
          reject(new Error(`${response.statusCode}: ${text.slice(0, 500)}`));
        } else resolve();
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

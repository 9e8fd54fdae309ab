import { mcpRequest } from '../support/mcp-request.ts';
import type { Pair, Way } from './by-turns.ts';
import { type Asked, ask, manyTimes } from './http-client.ts';
import { send } from './load.ts';
import type { Scene, Served, ServedLatchkey } from './scene.ts';

const STATE = { name: 'get_state', arguments: { entity_id: 'light.kitchen' } };
const THROUGH = { name: 'bench__tool_1', arguments: {} };
const STRAIGHT = { name: 'tool_1', arguments: {} };

function constant({ pid, url }: Served, path: string, asked: Omit<Asked, 'url'>): Way {
  return { pid, run: (times) => send({ url: `${url}${path}`, ...asked }, times) };
}

const post = (...args: Parameters<typeof mcpRequest>) =>
  ({ method: 'POST', ...mcpRequest(...args) }) as const;

/** The Latchkeys of a run: one alone, and one before another server with a thousand tools. */
export interface Latchkeys {
  readonly latchkey: ServedLatchkey;
  readonly gateway: ServedLatchkey;
  readonly upstream: Served;
}

/** What Latchkey is asked, beside the least that does the job. */
export async function pairs(
  scene: Scene,
  { latchkey, gateway, upstream }: Latchkeys,
): Promise<readonly Pair[]> {
  const token = latchkey.tokens.access_token;
  const http = await scene.serve('bare-server');
  const sdk = await scene.serve('sdk-server');
  const discover = post(token, 'server/discover');
  const list = post(token, 'tools/list');
  const state = post(token, 'tools/call', STATE);
  return [
    {
      name: 'server metadata / node:http',
      ours: constant(latchkey, '/.well-known/oauth-authorization-server', {}),
      bare: constant(http, '/', {}),
      times: 3_000,
    },
    {
      name: 'no tool / node:http',
      ours: constant(latchkey, '/mcp', discover),
      bare: constant(http, '/', discover),
      times: 3_000,
    },
    {
      name: 'tools/list / SDK',
      ours: constant(latchkey, '/mcp', list),
      bare: constant(sdk, '/mcp', list),
      times: 3_000,
    },
    {
      name: 'get_state / SDK',
      ours: constant(latchkey, '/mcp', state),
      bare: constant(sdk, '/mcp', state),
      times: 3_000,
    },
    await refreshes(scene, latchkey),
    ...(await gatewayPairs(scene, http, gateway, upstream)),
  ];
}

async function gatewayPairs(
  scene: Scene,
  http: Served,
  gateway: ServedLatchkey,
  upstream: Served,
): Promise<readonly Pair[]> {
  const proxy = await scene.serve('proxy-server', {
    TARGET: `${upstream.url}/mcp`,
    ISSUER: gateway.url,
  });
  const token = gateway.tokens.access_token;
  const list = post(token, 'tools/list');
  return [
    {
      name: 'gateway call / proxy',
      ours: constant(gateway, '/mcp', post(token, 'tools/call', THROUGH)),
      bare: constant(proxy, '/mcp', post(token, 'tools/call', STRAIGHT)),
      times: 2_000,
      judgedBy: 'clock',
    },
    {
      name: 'tools/list of 1,000 / node:http',
      ours: constant(gateway, '/mcp', list),
      bare: constant(http, '/', list),
      times: 500,
    },
  ];
}

/** Each hand refreshes tokens of its own, one after the other. */
async function refreshes(scene: Scene, latchkey: ServedLatchkey): Promise<Pair> {
  const database = `${scene.folder()}/bare.db`;
  const sqlite = await scene.serve('sqlite-server', { DATABASE: database });
  return {
    name: 'refresh / SQLite',
    ours: await refreshWay(scene, latchkey, `${latchkey.url}/token`),
    bare: await refreshWay(scene, latchkey, `${sqlite.url}/token`, sqlite.pid),
    times: 500,
  };
}

async function refreshWay(
  scene: Scene,
  latchkey: ServedLatchkey,
  url: string,
  pid = latchkey.pid,
): Promise<Way> {
  const refresh = await refresher(scene, latchkey, url);
  return { pid, run: (times) => manyTimes(times, refresh) };
}

/** Refreshes what a hand holds, and gives it what came back. */
export async function refresher(
  scene: Scene,
  latchkey: ServedLatchkey,
  url = `${latchkey.url}/token`,
): Promise<(hand: number) => Promise<void>> {
  const held = await scene.families(latchkey);
  return async (hand) => {
    const text = await ask({
      url,
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        client_id: latchkey.client.id,
        refresh_token: held[hand] ?? '',
      }).toString(),
    });
    held[hand] = (JSON.parse(text) as { readonly refresh_token: string }).refresh_token;
  };
}

/** The same work of a Latchkey that has grown, beside one that has not. */
export function growthPair(grown: ServedLatchkey, small: ServedLatchkey, name: string): Pair {
  return {
    name,
    ours: constant(grown, '/mcp', askingState(grown)),
    bare: constant(small, '/mcp', askingState(small)),
    times: 1_000,
  };
}

/** A call of get_state as it is sent to a Latchkey. */
export function askingState({ tokens }: ServedLatchkey): Omit<Asked, 'url'> {
  return post(tokens.access_token, 'tools/call', STATE);
}

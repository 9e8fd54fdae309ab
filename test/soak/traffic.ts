import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { TestPerson } from '../support/home-under-test.ts';
import { mcpRequest } from '../support/mcp-request.ts';
import { callTool, mcp, send, signIn, tokensOf } from '../support/oauth-client.ts';

/** Where the traffic goes, and when it is over. */
export interface Place {
  readonly base: string;
  readonly url: string;
  readonly people: readonly TestPerson[];
  over(): boolean;
}

/** How often each thing was done. */
export type Done = Record<string, number>;

const LIGHT = 'light.kitchen';
/** What an assistant is told while the home restarts. */
const AWAY = /reach|lost|connect|again/i;
/** What strangers send: nothing of it may get further than a refusal. */
const BAD = [
  ['GET', '/nothing'],
  ['POST', '/register', '{'],
  ['POST', '/token', '{"grant_type":"refresh_token"}'],
  ['POST', '/mcp', '{}'],
  ['GET', '/authorize?client_id=nobody'],
  ['POST', '/consent', '{"request":"x"}'],
] as const;

/**
 * What a household and the world outside do, each in a loop of its own: every answer is a success,
 * a refusal of what was bad, or a result that says that the home is not there.
 */
export async function trafficTo(place: Place, done: Done): Promise<void> {
  const loop = async (name: string, pauseMs: number, work: () => Promise<unknown>) => {
    while (!place.over()) {
      await work();
      done[name] = (done[name] ?? 0) + 1;
      await pause(pauseMs);
    }
  };
  const [ada, ben] = place.people;
  assert.ok(ada !== undefined && ben !== undefined);
  const first = await signIn(place.base, ada);
  let { access_token: access, refresh_token: refresh } = first.tokens;
  const call = async (name: string, args: Readonly<Record<string, unknown>>) => {
    const answer = await callTool(place.url, access, name, args);
    assert.equal(answer.status, 200, answer.text);
    if (answer.result?.isError === true) assert.match(answer.text, AWAY);
  };
  await Promise.all([
    loop('sign in and leave', 500, () => comeAndGo(place, ben)),
    loop('refresh', 250, async () => {
      const tokens = tokensOf(await first.client.refresh(refresh));
      ({ access_token: access, refresh_token: refresh } = tokens);
    }),
    loop('tools/list', 100, async () => {
      assert.equal((await mcp(place.url, access, 'tools/list')).status, 200);
    }),
    loop('get_state', 50, () => call('get_state', { entity_id: LIGHT })),
    loop('control', 200, () =>
      call('call_service', { domain: 'light', service: 'toggle', entity_id: LIGHT }),
    ),
    loop('gateway call', 100, () => call('shop__add', { a: 1, b: 2 })),
    loop('stream', 200, () => listen(place.url, access)),
    loop('bad request', 50, badRequest(place.base)),
  ]);
}

/** Signs in, unless the home is away just then, and disconnects again. */
async function comeAndGo({ base }: Place, person: TestPerson): Promise<void> {
  const connected = await signIn(base, person).catch((error: Error) => {
    // The form is shown again with a sentence, so no page moves on.
    assert.match(error.message, /cannot be reached|does not answer|did not answer|not reach/i);
  });
  if (connected === undefined) return;
  const { client, tokens } = connected;
  assert.equal((await client.revoke(tokens.refresh_token)).status, 200);
}

/** Listens for changes as a client does, and hangs up after a while. */
async function listen(url: string, token: string): Promise<void> {
  const hangUp = new AbortController();
  const listening = mcpRequest(token, 'subscriptions/listen', {
    notifications: { toolsListChanged: true },
  });
  const response = await fetch(url, { method: 'POST', signal: hangUp.signal, ...listening });
  assert.equal(response.status, 200, 'the stream');
  await pause(300);
  hangUp.abort();
  await response.body?.cancel().catch(() => undefined);
}

function badRequest(base: string): () => Promise<void> {
  let next = 0;
  return async () => {
    const [method, path, body] = BAD[next % BAD.length] ?? BAD[0];
    next += 1;
    const headers = { 'Content-Type': 'application/json' };
    const page = await send(`${base}${path}`, body ? { method, body, headers } : { method });
    assert.ok(page.status >= 400 && page.status < 500, `${path} answered ${page.status}`);
  };
}

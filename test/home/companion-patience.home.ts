import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, type TestContext, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { MINUTE, SECOND } from '../../src/core/clock.ts';
import { eventually } from '../support/eventually.ts';
import { startImpatientProxy } from '../support/impatient-proxy.ts';
import { lastly } from '../support/lastly.ts';
import { signIn } from '../support/oauth-client.ts';
import { sdkClient } from '../support/sdk-client.ts';
import { startHttpUpstream } from '../support/upstream-server.ts';
import { inHouse, startWithUpstreams } from '../support/written-upstreams.ts';
import { addByHand, asAdministrator, SECRET, startHomeWithCompanion } from './companion.ts';
import type { RealHome } from './real-home.ts';

/** Nabu Casa's relay cuts what is silent for 90 seconds; a stream has to live five minutes. */
const IDLE_MS = 90 * SECOND;
const LISTENING_MS = 5 * MINUTE;

let home: RealHome;
before(async () => {
  home = await startHomeWithCompanion();
});
after(() => home?.stop());

test('without a sign of life a stream is cut', { timeout: 2 * MINUTE }, async (t) => {
  const { relay, client } = await behindRelay(t, { idleMs: SECOND, keepAliveMs: MINUTE });
  const listening = await client.listen({ toolsListChanged: true });
  await listening.closed;
  assert.ok(relay.cut() > 0);
});

test('a stream brings an event after five minutes behind a relay that cuts after 90 s', {
  timeout: 8 * MINUTE,
}, async (t) => {
  const { latchkey, relay, client } = await behindRelay(t, { idleMs: IDLE_MS });
  let told = 0;
  client.setNotificationHandler('notifications/tools/list_changed', () => {
    told += 1;
  });
  const listening = await client.listen({ toolsListChanged: true });
  let ended = false;
  void listening.closed.then(() => {
    ended = true;
  });
  const idle = connect(relay.port, '127.0.0.1').on('error', () => {});
  const began = performance.now();
  await once(idle, 'close');
  const lasted = performance.now() - began;
  assert.ok(lasted > 80 * SECOND && lasted < 120 * SECOND, `silence was cut after ${lasted} ms`);

  await pause(LISTENING_MS - lasted);
  assert.equal(ended, false);
  assert.equal(told, 0, 'nothing but signs of life so far');
  const upstream = await startHttpUpstream(t);
  latchkey.write({ shop: inHouse(upstream.url) });
  await eventually(async () => told > 0);
  const silence = relay.longestSilence();
  assert.ok(silence > SECOND && silence <= 30 * SECOND, `silent for ${silence} ms`);
});

/** A client of the newer protocol that reaches Latchkey by a relay and through the companion. */
async function behindRelay(
  t: TestContext,
  { idleMs, keepAliveMs }: { readonly idleMs: number; readonly keepAliveMs?: number },
) {
  const latchkey = await startWithUpstreams(
    t,
    {},
    {
      home: { url: home.url, people: home.people, stop: async () => {} },
      baseUrl: () => `${home.url}/api/latchkey`,
      ...(keepAliveMs !== undefined && { keepAliveMs }),
      env: { MCP_COMPANION_SECRET: SECRET },
    },
  );
  const entry = await addByHand(home, latchkey.port);
  const path = `/api/config/config_entries/entry/${entry}`;
  lastly(t, () => asAdministrator(home, path, { method: 'DELETE' }));
  const [ada] = home.people;
  assert.ok(ada);
  const { tokens } = await signIn(latchkey.base, ada);
  const relay = await startImpatientProxy(t, { to: Number(new URL(home.url).port), idleMs });
  const url = `http://127.0.0.1:${relay.port}/api/latchkey/mcp`;
  const client = await sdkClient(t, url, tokens.access_token, { pin: '2026-07-28' });
  return { latchkey, relay, client };
}

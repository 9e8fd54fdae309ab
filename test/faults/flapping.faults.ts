import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually } from '../support/eventually.ts';
import { lastly } from '../support/lastly.ts';
import { callTool, signIn } from '../support/oauth-client.ts';
import { startHttpUpstream } from '../support/upstream-server.ts';
import { inHouse, startWithUpstreams, upstreamTools } from '../support/written-upstreams.ts';
import { startFlappingProxy } from './flapping-proxy.ts';

const TIMES = 25;
const PATIENCE_MS = 60_000;
const ADD = 'shop__add';
const NUMBERS = { a: 1, b: 2 };

test(`the home goes away and comes back ${TIMES} times under calls: each call is answered, nobody is signed out, the other server goes on, and the home is there again`, async (t) => {
  const shop = await startHttpUpstream(t);
  const lk = await startWithUpstreams(t, { shop: inHouse(shop.url) });
  await eventually(async () =>
    lk.latchkey.store.approvedTools('shop').then((tools) => !!tools?.size),
  );
  const { client, tokens } = await signIn(lk.base, lk.people[0]);
  const token = tokens.access_token;
  const overview = () => callTool(lk.url, token, 'home_overview');
  let failed = 0;
  for (let n = 0; n < TIMES; n += 1) {
    lk.home.setReachable(false);
    for (const answer of await Promise.all([overview(), overview(), overview()])) {
      assert.equal(answer.status, 200, answer.text);
      if (answer.result?.isError !== true) continue;
      assert.match(answer.text, /cannot be reached|lost|try again/i);
      failed += 1;
    }
    const elsewhere = await callTool(lk.url, token, ADD, NUMBERS);
    assert.equal(elsewhere.status, 200, elsewhere.text);
    lk.home.setReachable(true);
  }
  assert.ok(failed > 0, 'it was away for some of them');
  await eventually(async () => (await overview()).result?.isError !== true, PATIENCE_MS);
  assert.equal((await client.refresh(tokens.refresh_token)).status, 200);
  const ended = (await lk.latchkey.store.grants()).filter(({ endedAt }) => endedAt !== undefined);
  assert.deepEqual(ended, []);
});

test(`another server goes away and comes back ${TIMES} times under calls: each call is answered, the home goes on, its tools stay approved, and it is there again`, async (t) => {
  const shop = await startHttpUpstream(t);
  const proxy = await startFlappingProxy(Number(new URL(shop.url).port));
  lastly(t, () => proxy.stop());
  const lk = await startWithUpstreams(t, { shop: inHouse(`http://127.0.0.1:${proxy.port}/mcp`) });
  await eventually(async () =>
    lk.latchkey.store.approvedTools('shop').then((tools) => !!tools?.size),
  );
  const { tokens } = await signIn(lk.base, lk.people[0]);
  const token = tokens.access_token;
  const add = () => callTool(lk.url, token, ADD, NUMBERS);
  const tools = await upstreamTools(lk.url, token);
  assert.ok(tools.includes(ADD));
  let failed = 0;
  for (let n = 0; n < TIMES; n += 1) {
    proxy.setReachable(false);
    for (const answer of await Promise.all([add(), add(), add()])) {
      assert.equal(answer.status, 200, answer.text);
      if (answer.result?.isError !== true) continue;
      assert.match(answer.text, /shop/);
      failed += 1;
    }
    const overview = await callTool(lk.url, token, 'home_overview');
    assert.notEqual(overview.result?.isError, true, overview.text);
    proxy.setReachable(true);
  }
  assert.ok(failed > 0, 'it was away for some of them');
  await eventually(async () => (await add()).result?.isError !== true, PATIENCE_MS);
  assert.deepEqual(await upstreamTools(lk.url, token), tools);
});

import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { createCheckedFetch } from '../../src/net/checked-fetch.ts';
import { ResourceUpdates } from '../../src/upstreams/resource-updates.ts';
import { transportOf } from '../../src/upstreams/transport.ts';
import { Upstream } from '../../src/upstreams/upstream.ts';
import { type ChangingUpstream, startChangingUpstream } from '../support/changing-upstream.ts';
import { eventually } from '../support/eventually.ts';
import { lastly } from '../support/lastly.ts';

const IDLE_MS = 600_000;

/** One upstream, and who listens to it. */
async function scene(t: TestContext, era: 'modern' | 'legacy', given?: ChangingUpstream) {
  const server = given ?? (await startChangingUpstream(t, era));
  const { fetch, close } = createCheckedFetch({ approvedHosts: [new URL(server.url).host] });
  let now = 1_000_000;
  const upstream: Upstream = new Upstream({
    name: 'notes',
    transport: () =>
      transportOf({ kind: 'http', url: server.url, headers: {} }, { fetch, environment: {} }),
    clock: () => now,
    idleMs: IDLE_MS,
    onUpdated: (uri) => updates.updated(uri),
    onLost: (client) => updates.lost(client),
    awaited: () => updates.inUse,
  });
  const updates: ResourceUpdates = new ResourceUpdates(upstream, 10_000);
  lastly(t, async () => {
    await upstream.close();
    close();
  });
  return {
    ...{ server, upstream, updates },
    idle: () => {
      now += 2 * IDLE_MS;
      upstream.sleepIfIdle();
    },
  };
}

function listener() {
  const heard = { updated: 0, lost: 0 };
  return {
    heard,
    updated() {
      heard.updated += 1;
    },
    lost() {
      heard.lost += 1;
    },
  };
}

for (const era of ['modern', 'legacy'] as const) {
  test(`${era}: it stays awake while somebody listens, and sleeps after that`, async (t) => {
    const { server, upstream, updates, idle } = await scene(t, era);
    const leave = await updates.listen('note://1', listener());
    idle();
    // What a connection is tried with has to be answered before it could be given up.
    await eventually(async () => server.subscribed().length === 1);
    assert.equal(upstream.state.status, 'connected');
    leave();
    await eventually(async () => server.subscribed().length === 0);
    idle();
    assert.equal(upstream.state.status, 'asleep');
  });

  test(`${era}: what is beneath a resource is told of, and its neighbour is not`, async (t) => {
    const { server, updates } = await scene(t, era);
    const one = listener();
    await updates.listen('note://1', one);
    updates.updated('note://1/page');
    updates.updated('note://12');
    updates.updated('note://');
    assert.equal(one.heard.updated, 1);
    assert.deepEqual(server.subscribed(), ['note://1']);
  });

  test(`${era}: listeners of a connection that ends are told so, once`, async (t) => {
    const { upstream, updates, server } = await scene(t, era);
    const one = listener();
    const leave = await updates.listen('note://1', one);
    await upstream.close();
    await eventually(async () => one.heard.lost > 0);
    leave();
    assert.deepEqual(one.heard, { updated: 0, lost: 1 });
    assert.equal(updates.inUse, false);
    const other = listener();
    const leaveNow = await updates.listen('note://1', other);
    // Taken back and wanted again at once: the one does not overtake the other.
    leaveNow();
    await updates.listen('note://1', other);
    await eventually(async () => server.subscribed().includes('note://1'));
    updates.updated('note://1');
    assert.deepEqual(other.heard, { updated: 1, lost: 0 });
  });
}

test('what cannot be subscribed to is refused once, and forgotten', async (t) => {
  const server = await startChangingUpstream(t, 'legacy', { silent: true });
  const { updates } = await scene(t, 'legacy', server);
  const one = listener();
  await assert.rejects(updates.listen('note://1', one), { code: 'upstream_silent' });
  assert.deepEqual(one.heard, { updated: 0, lost: 0 });
  assert.equal(updates.inUse, false);
});

test('a hundred resources of one upstream can be watched, and one listener more of each', async (t) => {
  const { updates } = await scene(t, 'legacy');
  const uris = Array.from({ length: 100 }, (_, n) => `note://${n}`);
  await Promise.all(uris.map((uri) => updates.listen(uri, listener())));
  await updates.listen('note://7', listener());
  await assert.rejects(updates.listen('note://100', listener()), { code: 'upstream_silent' });
});

test('a session that was forgotten is noticed while somebody listens', async (t) => {
  const { server, updates, idle } = await scene(t, 'legacy');
  const one = listener();
  await updates.listen('note://1', one);
  server.restart();
  idle();
  await eventually(async () => one.heard.lost === 1);
});

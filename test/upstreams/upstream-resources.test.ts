import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Client } from '@modelcontextprotocol/client';
import type { Upstream } from '../../src/upstreams/upstream.ts';
import { UpstreamResources } from '../../src/upstreams/upstream-resources.ts';

/** An upstream that answers when the test lets it. */
function slowOne() {
  let asked = 0;
  let answer = Promise.withResolvers<void>();
  const client = {
    getServerCapabilities: () => ({ resources: {} }),
    listResources: async () => ({ resources: [{ uri: 'note://1', name: 'one' }] }),
    listResourceTemplates: async () => ({ resourceTemplates: [] }),
  } as unknown as Client;
  const upstream: Pick<Upstream, 'name' | 'use'> = {
    name: 'notes',
    async use(work) {
      asked += 1;
      await answer.promise;
      return work(client);
    },
  };
  return {
    upstream: upstream as Upstream,
    asked: () => asked,
    answers: () => answer.resolve(),
    fails() {
      answer.reject(new TypeError('fetch failed'));
      answer = Promise.withResolvers();
    },
  };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('one that is slow is waited for once, and listed when it has answered', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  let now = 1_000_000;
  const one = slowOne();
  const resources = new UpstreamResources(one.upstream, () => now, 30_000);
  const first = resources.list();
  t.mock.timers.tick(2_000);
  assert.deepEqual((await first).resources, []);
  // No time passes from here on, so whatever waits would wait for ever.
  assert.deepEqual((await resources.list()).resources, []);
  assert.deepEqual((await resources.list()).resources, []);
  assert.equal(one.asked(), 1);

  one.answers();
  await settled();
  const known = (await resources.list()).resources.map(({ uri }) => uri);
  assert.deepEqual(known, ['latchkey-upstream://notes/note://1']);
  assert.equal(one.asked(), 1);
  now += 60_000;
  assert.equal((await resources.list()).resources.length, 1);
  assert.equal(one.asked(), 2);
});

test('one that fails is passed over at once, also by whoever asks next', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const one = slowOne();
  const resources = new UpstreamResources(one.upstream, () => 0, 30_000);
  const first = resources.list();
  one.fails();
  assert.deepEqual((await first).resources, []);
  assert.deepEqual((await resources.list()).resources, []);
  one.answers();
  await settled();
  assert.equal((await resources.list()).resources.length, 1);
});

import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Client } from '@modelcontextprotocol/client';
import { changingHouse } from '../support/changing-house.ts';
import { startChangingUpstream } from '../support/changing-upstream.ts';
import { eventually } from '../support/eventually.ts';
import { signIn, toolNames } from '../support/oauth-client.ts';
import { ERAS, sdkClient } from '../support/sdk-client.ts';
import { inHouse } from '../support/written-upstreams.ts';

const URI = 'latchkey-upstream://notes/note://1';
const OTHER = 'latchkey-upstream://notes/note://2';

type Mode = (typeof ERAS)[number]['mode'];

/** A Latchkey before an upstream whose resources change, and two people. */
async function scene(t: TestContext, theirs: 'modern' | 'legacy', options = {}) {
  const { upstream, latchkey, ada, ben } = await changingHouse(t, theirs, options);
  const token = ada.tokens.access_token;
  await eventually(async () => upstream.heard());
  const { store } = latchkey.latchkey;
  const grantOf = async ({ client }: typeof ada) =>
    (await store.grants()).find(({ clientId }) => clientId === client.id)?.id ?? '';
  return {
    upstream,
    latchkey,
    ada: token,
    ben: ben.tokens.access_token,
    endAda: async () => store.endGrant(await grantOf(ada), 'disconnected', Date.now()),
    lowerAda: async () => store.narrowGrant(await grantOf(ada), ['home:read']),
    pauseBen: async () => store.pauseGrant(await grantOf(ben), Date.now()),
  };
}

/** A client that notes what it is told of. */
async function listener(t: TestContext, url: string, token: string, mode: Mode) {
  const client = await sdkClient(t, url, token, mode);
  const told: string[] = [];
  client.setNotificationHandler('notifications/resources/updated', ({ params }) => {
    told.push(params.uri);
  });
  return { client, told };
}

/** Subscribes in the words of the client's era; undoes it with what comes back. */
async function subscribe(client: Client, mode: Mode, uri: string): Promise<() => Promise<unknown>> {
  if (mode === 'legacy') {
    await client.subscribeResource({ uri });
    return () => client.unsubscribeResource({ uri });
  }
  const stream = await client.listen({ resourceSubscriptions: [uri] });
  assert.deepEqual(stream.honoredFilter.resourceSubscriptions, [uri]);
  return () => stream.close();
}

for (const { era, mode } of ERAS) {
  for (const theirs of ['modern', 'legacy'] as const) {
    test(`${era} client, ${theirs} upstream: whoever subscribed is told, and nobody else`, async (t) => {
      const { upstream, latchkey, ada, ben } = await scene(t, theirs);
      const one = await listener(t, latchkey.url, ada, mode);
      const other = await listener(t, latchkey.url, ben, mode);
      const second = await listener(t, latchkey.url, ben, mode);
      assert.equal(one.client.getServerCapabilities()?.resources?.subscribe, true);
      const leave = await subscribe(one.client, mode, URI);
      await subscribe(other.client, mode, OTHER);
      assert.deepEqual([...upstream.subscribed()].sort(), ['note://1', 'note://2']);

      upstream.change('note://1');
      upstream.change('note://2');
      await eventually(async () => one.told.length > 0 && other.told.length > 0);
      assert.deepEqual([one.told, other.told, second.told], [[URI], [OTHER], []]);

      // However many listen, it is asked once.
      const leaveToo = await subscribe(second.client, mode, URI);
      assert.equal(upstream.subscribed().length, 2);
      await leave();
      assert.equal(upstream.subscribed().length, 2);
      upstream.change('note://1');
      await eventually(async () => second.told.length === 1);
      assert.deepEqual(one.told, [URI]);
      await leaveToo();
      await eventually(async () => upstream.subscribed().join() === 'note://2');
      upstream.change('note://1');
      upstream.change('note://2');
      await eventually(async () => other.told.length === 2);
      assert.deepEqual([one.told, second.told], [[URI], [URI]]);
    });
  }

  test(`${era}: an upstream that came back is subscribed anew, and what was missed is told`, async (t) => {
    for (const theirs of ['modern', 'legacy'] as const) {
      const { upstream, latchkey, ada } = await scene(t, theirs);
      const { client, told } = await listener(t, latchkey.url, ada, mode);
      await subscribe(client, mode, URI);
      upstream.restart();
      await eventually(async () => told.length > 0, 30_000);
      await eventually(async () => upstream.subscribed().join() === 'note://1');
      const before = told.length;
      // What is said before our stream is open again reaches nobody.
      await eventually(async () => {
        upstream.change('note://1');
        return told.length > before;
      });
    }
  });

  test(`${era}: the stream ends with the grant, and while it is paused`, async (t) => {
    const { upstream, latchkey, ada, ben, endAda, pauseBen } = await scene(t, 'legacy');
    const one = await listener(t, latchkey.url, ada, mode);
    const other = await listener(t, latchkey.url, ben, mode);
    await subscribe(one.client, mode, URI);
    await subscribe(other.client, mode, URI);
    assert.equal(await endAda(), true);
    await eventually(async () => {
      upstream.change('note://1');
      return other.told.length > 1;
    });
    assert.deepEqual(one.told, []);
    const third = await signIn(latchkey.base, latchkey.people[0]);
    const witness = await listener(t, latchkey.url, third.tokens.access_token, mode);
    await subscribe(witness.client, mode, URI);
    const witnessed = async () => {
      const before = witness.told.length;
      await eventually(async () => {
        upstream.change('note://1');
        return witness.told.length > before;
      });
    };
    assert.equal(await pauseBen(), true);
    // What was on its way already has arrived by then.
    await witnessed();
    await witnessed();
    const heard = other.told.length;
    await witnessed();
    assert.equal(other.told.length, heard);
  });

  test(`${era}: whoever may not read it any more is told nothing more, and others are`, async (t) => {
    const { upstream, latchkey, ada, ben, lowerAda } = await scene(t, 'modern');
    const one = await listener(t, latchkey.url, ada, mode);
    const other = await listener(t, latchkey.url, ben, mode);
    await subscribe(one.client, mode, URI);
    await subscribe(other.client, mode, URI);
    upstream.change('note://1');
    await eventually(async () => one.told.length > 0 && other.told.length > 0);
    assert.equal(await lowerAda(), true);
    for (let times = 0; times < 2; times += 1) {
      const before = other.told.length;
      upstream.change('note://1');
      await eventually(async () => other.told.length > before);
    }
    assert.equal(one.told.length, 1);
  });

  test(`${era}: a resource that never rests is told of once a second`, async (t) => {
    const { upstream, latchkey, ada } = await scene(t, 'modern');
    const { client, told } = await listener(t, latchkey.url, ada, mode);
    await subscribe(client, mode, URI);
    for (let n = 0; n < 1_000; n += 1) upstream.change('note://1');
    await eventually(async () => told.length > 1);
    assert.ok(told.length < 100, `${told.length} times`);
  });

  test(`${era}: nobody subscribes to what they may not read, or nobody tells of`, async (t) => {
    const { upstream, latchkey, ada } = await scene(t, 'modern');
    const silent = await startChangingUpstream(t, 'legacy', { silent: true });
    latchkey.write({ notes: inHouse(upstream.url), silent: inHouse(silent.url) });
    const { tokens } = await signIn(latchkey.base, latchkey.people[0], { scope: 'home:read' });
    const narrow = await sdkClient(t, latchkey.url, tokens.access_token, mode);
    const wide = await sdkClient(t, latchkey.url, ada, mode);
    const refused = async (client: Client, uri: string, sentence: RegExp) => {
      if (mode === 'legacy') {
        await assert.rejects(client.subscribeResource({ uri }), sentence, uri);
        return;
      }
      const stream = await client.listen({ toolsListChanged: true, resourceSubscriptions: [uri] });
      assert.deepEqual(stream.honoredFilter, { toolsListChanged: true }, uri);
    };
    await refused(narrow, URI, /insufficient_scope|upstream:notes/);
    await refused(wide, 'latchkey://home/overview', /changes every second/);
    await refused(wide, 'latchkey-upstream://nobody/x', /not found/i);
    await refused(wide, 'x'.repeat(5_000), /not found/i);
    const whole = await signIn(latchkey.base, latchkey.people[0]);
    const all = await sdkClient(t, latchkey.url, whole.tokens.access_token, mode);
    await eventually(async () =>
      (await toolNames(latchkey.url, whole.tokens.access_token)).includes('silent__add'),
    );
    await refused(all, 'latchkey-upstream://silent/note://1', /does not tell/);
    assert.deepEqual(upstream.subscribed(), []);
  });
}

import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { changingHouse } from '../support/changing-house.ts';
import { eventually } from '../support/eventually.ts';
import { lastly } from '../support/lastly.ts';
import { signIn } from '../support/oauth-client.ts';
import { inHouse } from '../support/written-upstreams.ts';

const URI = 'latchkey-upstream://notes/note://1';
const VERSION = '2025-11-25';
const INITIALIZE = {
  protocolVersion: VERSION,
  capabilities: {},
  clientInfo: { name: 'test', version: '1' },
};

type Answer = { readonly error?: { readonly message: string }; readonly result?: unknown };

/** A client of the older era by hand, so that a test sees what goes over the wire. */
class ByHand {
  readonly url: string;
  readonly token: string;
  session = '';

  constructor(url: string, token: string) {
    this.url = url;
    this.token = token;
  }

  static async begun(url: string, token: string): Promise<ByHand> {
    const client = new ByHand(url, token);
    const answer = await client.post('initialize', INITIALIZE);
    client.session = answer.headers.get('mcp-session-id') ?? '';
    return client;
  }

  headers(more: Readonly<Record<string, string>> = {}) {
    return {
      authorization: `Bearer ${this.token}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': VERSION,
      ...(this.session !== '' && { 'mcp-session-id': this.session }),
      ...more,
    };
  }

  post(method: unknown, params: object): Promise<Response> {
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });
    return fetch(this.url, { method: 'POST', headers: this.headers(), body });
  }

  async ask(method: string, params: object): Promise<Answer> {
    const text = await (await this.post(method, params)).text();
    return JSON.parse(/^data: ?(\{.*\})\s*$/m.exec(text)?.[1] ?? text) as Answer;
  }

  /** Opens a stream, whose text grows. */
  async listen(t: TestContext, more: Readonly<Record<string, string>> = {}) {
    const ending = new AbortController();
    lastly(t, () => ending.abort());
    const answer = await fetch(this.url, {
      headers: this.headers(more),
      signal: ending.signal,
    });
    const stream = { status: answer.status, text: '', ended: false, close: () => ending.abort() };
    const decoder = new TextDecoder();
    const read = async () => {
      for await (const part of answer.body ?? []) stream.text += decoder.decode(part);
    };
    void read()
      .catch(() => {})
      .finally(() => {
        stream.ended = true;
      });
    return stream;
  }
}

async function scene(t: TestContext, era: 'modern' | 'legacy' = 'legacy') {
  const { upstream, latchkey, ada, ben } = await changingHouse(t, era);
  const token = ada.tokens.access_token;
  const client = await ByHand.begun(latchkey.url, token);
  return { upstream, latchkey, client, ada, ben: ben.tokens.access_token };
}

const UPDATED = `id: subscribed\ndata: ${JSON.stringify({
  jsonrpc: '2.0',
  method: 'notifications/resources/updated',
  params: { uri: URI },
})}\n\n`;

test('a session has a stream of its own, and a stranger has none of it', async (t) => {
  const { client, ben } = await scene(t);
  const stream = await client.listen(t);
  assert.equal(stream.status, 200);
  const stranger = new ByHand(client.url, ben);
  assert.equal((await stranger.listen(t)).status, 405);
  stranger.session = client.session;
  assert.equal((await stranger.listen(t)).status, 404);
  assert.equal((await fetch(client.url)).status, 401);
  assert.equal(
    (await fetch(client.url, { method: 'HEAD', headers: client.headers() })).status,
    405,
  );
  const newer = { 'mcp-protocol-version': '2026-07-28' };
  assert.equal((await client.listen(t, newer)).status, 405);
});

test('what was missed while a stream was broken is told when it is open again', async (t) => {
  const { client, upstream } = await scene(t);
  const first = await client.listen(t);
  assert.deepEqual((await client.ask('resources/subscribe', { uri: URI })).result, {});
  await eventually(async () => first.text.includes('id: subscribed\ndata:\n\n'));
  first.close();
  upstream.change('note://1');
  const second = await client.listen(t, { 'last-event-id': 'subscribed' });
  await eventually(async () => second.text.includes(UPDATED));
  assert.equal(upstream.subscribed().length, 1);

  // Of two the newer one is told.
  const third = await client.listen(t);
  await eventually(async () => third.text.includes(UPDATED));
  const before = second.text.split(UPDATED).length;
  await eventually(async () => {
    upstream.change('note://1');
    return third.text.split(UPDATED).length > 2;
  });
  assert.equal(second.text.split(UPDATED).length, before);
});

test('a session whose subscriptions nobody remembers is told so instead of nothing', async (t) => {
  const { client, latchkey } = await scene(t);
  const stream = await client.listen(t);
  await client.ask('resources/subscribe', { uri: URI });
  await latchkey.restart();
  await eventually(async () => stream.ended);
  assert.equal((await client.listen(t, { 'last-event-id': 'subscribed' })).status, 404);
  assert.equal((await client.listen(t)).status, 200);
});

test('a session ends with what it listens to, and so does unsubscribing', async (t) => {
  const { client, upstream } = await scene(t);
  const stream = await client.listen(t);
  await client.ask('resources/subscribe', { uri: URI });
  await client.ask('resources/subscribe', { uri: URI });
  assert.equal(upstream.subscribed().length, 1);
  assert.deepEqual((await client.ask('resources/unsubscribe', { uri: URI })).result, {});
  assert.deepEqual((await client.ask('resources/unsubscribe', { uri: URI })).result, {});
  await eventually(async () => upstream.subscribed().length === 0);
  await eventually(async () => stream.text.includes('id: nothing\ndata:\n\n'));
  await client.ask('resources/subscribe', { uri: URI });
  const ended = await fetch(client.url, { method: 'DELETE', headers: client.headers() });
  assert.equal(ended.status, 204);
  await eventually(async () => stream.ended && upstream.subscribed().length === 0);
  assert.equal((await client.listen(t)).status, 404);
});

test('nothing is subscribed to that could not be told', async (t) => {
  const { client, upstream } = await scene(t);
  const alone = await client.ask('resources/subscribe', { uri: URI });
  assert.match(alone.error?.message ?? '', /no stream in which it could be told/);
  await client.listen(t);
  client.session = '';
  const without = await client.ask('resources/subscribe', { uri: URI });
  assert.match(without.error?.message ?? '', /begin one with initialize/);
  assert.deepEqual(upstream.subscribed(), []);
  for (const method of [{ toString: 1 }, ['resources/subscribe']]) {
    assert.ok((await client.post(method, { uri: URI })).status < 500);
  }
  for (const uri of [{ toString: 1, valueOf: 1 }, 7, null]) {
    for (const method of ['resources/subscribe', 'resources/read']) {
      assert.ok((await client.post(method, { uri })).status < 500);
    }
  }
});

test('the streams of an owner are bounded, and so are a session’s subscriptions', async (t) => {
  const { client, upstream } = await scene(t);
  const streams: Awaited<ReturnType<ByHand['listen']>>[] = [];
  for (let n = 0; n < 17; n += 1) streams.push(await client.listen(t));
  await eventually(async () => streams[0]?.ended === true);
  assert.ok(streams.slice(1).every(({ ended, status }) => !ended && status === 200));
  const uris = Array.from({ length: 101 }, (_, n) => `${URI}${n}`);
  const answers = await Promise.all(uris.map((uri) => client.ask('resources/subscribe', { uri })));
  assert.equal(answers.filter(({ result }) => result !== undefined).length, 100);
  assert.match(answers.find(({ error }) => error)?.error?.message ?? '', /too many subscriptions/);
  assert.equal(upstream.subscribed().length, 100);
});

test('a session is told when tools change, and its stream ends with its grant', async (t) => {
  const { client, latchkey, upstream, ada } = await scene(t);
  const stream = await client.listen(t);
  await client.ask('resources/subscribe', { uri: URI });
  latchkey.write({ notes: inHouse(upstream.url), more: inHouse(upstream.url) });
  await eventually(async () => stream.text.includes('notifications/tools/list_changed'));
  assert.equal(stream.ended, false);
  await ada.client.revoke(ada.tokens.refresh_token);
  await eventually(async () => stream.ended);
  const other = await signIn(latchkey.base, latchkey.people[0]);
  const next = await ByHand.begun(latchkey.url, other.tokens.access_token);
  const last = await next.listen(t);
  assert.equal(last.status, 200);
});

test('an upstream that is taken out and comes again is subscribed to anew', async (t) => {
  const { client, latchkey, upstream } = await scene(t, 'modern');
  const stream = await client.listen(t);
  await client.ask('resources/subscribe', { uri: URI });
  latchkey.write({});
  await eventually(async () => upstream.subscribed().length === 0);
  latchkey.write({ notes: inHouse(upstream.url) });
  await eventually(async () => upstream.subscribed().length === 1, 30_000);
  await eventually(async () => stream.text.includes(UPDATED));
});

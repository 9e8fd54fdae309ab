import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { WholeAnswer } from '../../src/mcp/exchange.ts';
import { type AskedAgain, askedAgain, KnownAnswers } from '../../src/mcp/known-answers.ts';
import { shownOf } from '../../src/mcp/shown.ts';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import { mcpRequest } from '../support/mcp-request.ts';
import { signIn } from '../support/oauth-client.ts';

const LIGHT = { name: 'light', title: 'Küchenlicht 💡' };
const LOCK = { name: 'lock' };

type Raw = Parameters<typeof shownOf>[0];

const POST: Raw = { method: 'POST', url: '/mcp', headers: {} };

const asked = (id: unknown, more: object = {}, raw: Partial<Raw> = {}) =>
  askedAgain(shownOf({ ...POST, ...raw }), {
    jsonrpc: '2.0',
    id,
    method: 'tools/list',
    ...more,
  }) as AskedAgain;

const answered = (text: string, status = 200): WholeAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: text,
});
const result = (id: unknown, tools: readonly object[] = [LIGHT]) =>
  JSON.stringify({ result: { tools }, jsonrpc: '2.0', id });

test('the same message is answered with the same text and its own id', () => {
  const answers = new KnownAnswers();
  answers.keep(asked(1), [LIGHT], answered(result(1)));
  const said = (one: AskedAgain) => answers.find(one, [LIGHT])?.body.toString();
  assert.equal(said(asked(22)), result(22));
  assert.equal(said(asked('"}\n')), result('"}\n'));
  assert.equal(said(asked('Küche 🏠')), result('Küche 🏠'));
  const event = (id: number) => `event: message\ndata: ${result(id)}\n\n`;
  answers.keep(asked(7, { params: {} }), [LIGHT], answered(event(7)));
  assert.equal(said(asked(8, { params: {} })), event(8));
});

test('another message, another header, other tools or the same in another order are not known', () => {
  const answers = new KnownAnswers();
  answers.keep(asked(1), [LIGHT, LOCK], answered(result(1)));
  assert.ok(answers.find(asked(1), [LIGHT, LOCK]));
  assert.equal(answers.find(asked(1), [LIGHT]), undefined);
  assert.equal(answers.find(asked(1), [LOCK, LIGHT]), undefined);
  assert.equal(answers.find(asked(1), [LIGHT, { ...LOCK }]), undefined);
  assert.equal(answers.find(asked(1, { params: {} }), [LIGHT, LOCK]), undefined);
  for (const name of ['mcp-protocol-version', 'mcp-name', 'accept']) {
    const headers = { [name]: '2026-07-28' };
    assert.equal(answers.find(asked(1, {}, { headers }), [LIGHT, LOCK]), undefined, name);
  }
  assert.equal(answers.find(asked(1, {}, { url: '/' }), [LIGHT, LOCK]), undefined);
});

test('what is called is not taken for another header that is spelt like it', () => {
  const answers = new KnownAnswers();
  answers.keep(asked(1, {}, { headers: { 'mcp-own': 'x' } }), [], answered(result(1)));
  assert.ok(answers.find(asked(1, {}, { headers: { 'mcp-own': 'x' } }), []));
  for (const name of ['mcp-own: x', 'x', '']) {
    assert.equal(answers.find(asked(1, {}, { headers: { 'mcp-name': name } }), []), undefined);
  }
});

test('an answer with a header that may be about whoever asked is not kept', () => {
  for (const name of ['mcp-session-id', 'set-cookie', 'x-anything']) {
    const answers = new KnownAnswers();
    const headers = { 'content-type': 'application/json', [name]: 'one' };
    answers.keep(asked(1), [], { ...answered(result(1)), headers });
    assert.equal(answers.find(asked(1), []), undefined, name);
  }
});

test('what is no success, or has its id elsewhere, is not kept', () => {
  for (const [text, status] of [
    [result(1), 400],
    [JSON.stringify({ error: { code: 1 }, jsonrpc: '2.0', id: 1 }), 200],
    [JSON.stringify({ jsonrpc: '2.0', id: 1, result: { tools: [] } }), 200],
    [JSON.stringify({ result: { id: 1 }, jsonrpc: '2.0', id: 2 }), 200],
    [`${result(1)} and more`, 200],
    ['', 200],
  ] as const) {
    const answers = new KnownAnswers();
    answers.keep(asked(1), [], answered(text, status));
    assert.equal(answers.find(asked(1), []), undefined, text);
  }
});

test('only what is asked over and over, with an id of its own, is looked up', () => {
  const long = { params: { cursor: 'x'.repeat(5_000) } };
  for (const [body, known] of [
    [{ id: 1, method: 'tools/list' }, true],
    [{ id: 'a', method: 'ping' }, true],
    [{ id: 1, method: 'tools/call' }, false],
    [{ id: 1, method: 'subscriptions/listen' }, false],
    [{ method: 'tools/list' }, false],
    [{ id: null, method: 'tools/list' }, false],
    [{ id: 1.5, method: 'tools/list' }, false],
    [[{ id: 1, method: 'tools/list' }], false],
    [{ id: 1, method: 'tools/list', ...long }, false],
    [undefined, false],
  ] as const) {
    assert.equal(
      askedAgain(shownOf(POST), body) !== undefined,
      known,
      JSON.stringify(body)?.slice(0, 80),
    );
  }
  const list = { id: 1, method: 'tools/list' };
  for (const method of ['GET', 'DELETE', 'HEAD']) {
    assert.equal(askedAgain(shownOf({ ...POST, method }), list), undefined, method);
  }
});

test('few answers are kept, those that were used last', () => {
  const answers = new KnownAnswers();
  const page = (n: number) => asked(1, { params: { cursor: String(n) } });
  for (let n = 0; n < 100; n += 1) answers.keep(page(n), [], answered(result(1)));
  assert.ok(answers.find(page(0), []));
  answers.keep(page(100), [], answered(result(1)));
  assert.ok(answers.find(page(0), []));
  assert.equal(answers.find(page(1), []), undefined);
  const large = answered(result(1, [{ name: 'x'.repeat(5 * 1_024 * 1_024) }]));
  answers.keep(page(101), [], large);
  assert.equal(answers.find(page(101), []), undefined);
});

/** Through the front door: both eras, twice each, with ids of their own. */
async function listed(url: string, token: string, id: unknown, era: 'modern' | 'legacy') {
  const { headers, body } = mcpRequest(token, 'tools/list');
  const older = { jsonrpc: '2.0', method: 'tools/list' };
  const { 'mcp-protocol-version': _version, ...plain } = headers as Record<string, string>;
  const answer = await fetch(url, {
    method: 'POST',
    headers: era === 'modern' ? headers : plain,
    body: JSON.stringify({ ...(era === 'modern' ? JSON.parse(body) : older), id }),
  });
  const text = await answer.text();
  const said = JSON.parse(/\{.*\}/s.exec(text)?.[0] ?? '{}');
  const names: string[] = said.result?.tools.map(({ name }: { name: string }) => name);
  return { status: answer.status, type: answer.headers.get('content-type'), id: said.id, names };
}

async function stage(t: TestContext) {
  const latchkey = await startTestLatchkey(t);
  const { tokens } = await signIn(latchkey.base, latchkey.people[0]);
  return { latchkey, token: tokens.access_token };
}

test('a list is answered alike the first time and the next, whoever asks and in both eras', async (t) => {
  const { latchkey, token } = await stage(t);
  for (const era of ['modern', 'legacy'] as const) {
    const first = await listed(latchkey.url, token, 1, era);
    const next = await listed(latchkey.url, token, 'two', era);
    assert.equal(first.status, 200);
    assert.ok(first.names.includes('control_devices'));
    assert.deepEqual(next, { ...first, id: 'two' });
  }
});

test('a list that was answered before shows nothing that was taken away since', async (t) => {
  const { latchkey, token } = await stage(t);
  const before = await listed(latchkey.url, token, 1, 'modern');
  assert.ok(before.names.includes('control_devices'));
  const { store } = latchkey.latchkey;
  const [grant] = await store.grants();
  await store.narrowGrant(grant?.id ?? '', ['home:read']);
  const after = await listed(latchkey.url, token, 1, 'modern');
  assert.equal(after.names.includes('control_devices'), false);
  assert.ok(after.names.includes('get_state'));
  await store.endGrant(grant?.id ?? '', 'disconnected', Date.now());
  assert.equal((await listed(latchkey.url, token, 1, 'modern')).status, 401);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CLIENT_CAPABILITIES_META_KEY, SERVER_INFO_META_KEY } from '@modelcontextprotocol/server';
import type { CallResult } from '../../../src/mcp/asking/exchange.ts';
import { plainCall } from '../../../src/mcp/plain/plain-call.ts';
import { PlainCalls } from '../../../src/mcp/plain/plain-calls.ts';
import { plainResult } from '../../../src/mcp/plain/plain-result.ts';
import { SERVER_INFO } from '../../../src/mcp/server-info.ts';
import { shownOf } from '../../../src/mcp/shown.ts';

const JSON_TYPE = { 'content-type': 'application/json' };
const HEADERS = { ...JSON_TYPE, 'mcp-name': 'get_state' };
const RAW = { method: 'POST', url: '/mcp', headers: HEADERS };
const params = { name: 'get_state', arguments: { a: 1 }, _meta: { own: 1 } };
const BODY = { jsonrpc: '2.0', id: 7, method: 'tools/call', params };

function plain(body: unknown = BODY, raw: Parameters<typeof shownOf>[0] = RAW) {
  const call = plainCall(shownOf(raw), body);
  assert.ok(call, 'a plain call');
  return call;
}

const RESULT: CallResult = { content: [{ type: 'text', text: 'on' }] };

function modernText(result: CallResult, id: unknown): string {
  const _meta = { [SERVER_INFO_META_KEY]: SERVER_INFO };
  const whole = { ...result, resultType: 'complete', _meta };
  return JSON.stringify({ result: whole, jsonrpc: '2.0', id });
}

/** Plain calls after the SDK has answered one. */
function taught(body = modernText(RESULT, 7), headers: Record<string, string> = JSON_TYPE) {
  const calls = new PlainCalls();
  calls.learn(plain(), RESULT, { status: 200, headers, body });
  return calls;
}

test('name, arguments and id are no part of the form of a call; all else is', () => {
  const { form } = plain();
  const same = plain({ ...BODY, id: 'x', params: { ...params, arguments: { b: 2 } } });
  assert.equal(same.form, form);
  const other = plain(
    { ...BODY, params: { ...params, name: 'list_areas' } },
    { ...RAW, headers: { ...HEADERS, 'mcp-name': 'list_areas' } },
  );
  assert.equal(other.form, form);
  assert.notEqual(plain(BODY, { ...RAW, url: '/' }).form, form);
  assert.notEqual(plain(BODY, { ...RAW, headers: { 'mcp-name': 'get_state' } }).form, form);
  assert.notEqual(plain(BODY, { ...RAW, headers: JSON_TYPE }).form, form);
  assert.notEqual(plain({ ...BODY, jsonrpc: '1.0' }).form, form);
  assert.notEqual(plain({ ...BODY, params: { ...params, _meta: { own: 2 } } }).form, form);
});

test('a call that asks for more than its result, or is not spelt as most are, is none of them', () => {
  const withMeta = (_meta: unknown) => ({ ...BODY, params: { ...params, _meta } });
  const withParams = (more: object) => ({ ...BODY, params: { ...params, ...more } });
  const others: readonly unknown[] = [
    undefined,
    [BODY],
    { ...BODY, method: 'tools/list' },
    { ...BODY, id: undefined },
    { ...BODY, id: null },
    { ...BODY, id: 1.5 },
    { ...BODY, more: 1 },
    { ...BODY, params: [] },
    withParams({ task: {} }),
    withParams({ requestState: 'x' }),
    withParams({ inputResponses: {} }),
    withParams({ name: 5 }),
    withParams({ name: '=?base64?eA==?=' }),
    withParams({ name: 'another' }),
    withParams({ arguments: null }),
    withParams({ arguments: [] }),
    withMeta('text'),
    withMeta({ progressToken: 1 }),
    withMeta({ 'io.modelcontextprotocol/logLevel': 'debug' }),
    withMeta({ [CLIENT_CAPABILITIES_META_KEY]: { elicitation: {} } }),
    withMeta({ long: 'x'.repeat(5_000) }),
  ];
  for (const body of others)
    assert.equal(plainCall(shownOf(RAW), body), undefined, JSON.stringify(body));
  assert.equal(plainCall(shownOf({ ...RAW, method: 'DELETE' }), BODY), undefined);
});

test('a call is served when its form is known, as the SDK would answer it', async () => {
  const call = plain({ ...BODY, id: 'é' });
  const run = async () => ({ ...RESULT, isError: true });
  assert.equal(await new PlainCalls().serve(call, () => assert.fail('it ran')), undefined);
  const served = await taught().serve(call, run);
  assert.deepEqual(served?.answer, {
    status: 200,
    headers: JSON_TYPE,
    body: modernText({ ...RESULT, isError: true }, 'é'),
  });
});

test('nothing is learned of an answer that is spelt in another way', async () => {
  const whole = modernText(RESULT, 7);
  for (const body of [
    whole.replace('complete', 'other'),
    `${whole} `,
    whole.replace('on', 'off'),
  ]) {
    assert.equal(await taught(body).serve(plain(), async () => RESULT), undefined, body);
  }
  const cookie = { ...JSON_TYPE, 'set-cookie': 'a=b' };
  assert.equal(await taught(whole, cookie).serve(plain(), async () => RESULT), undefined);
});

test('what is no plain result or comes late is left to the SDK, and was run once', async () => {
  const picture = { type: 'image' as const, mimeType: 'image/png', data: '*' };
  const endless: Record<string, unknown> = {};
  endless.self = endless;
  const results: readonly (() => Promise<CallResult>)[] = [
    async () => ({ content: [picture] }),
    async () => ({ content: [], structuredContent: endless }),
    () => Promise.reject(new Error('a defect')),
    () => new Promise<CallResult>((resolve) => setTimeout(resolve, 400, RESULT)),
  ];
  for (const result of results) {
    let ran = 0;
    const served = await taught().serve(plain(), () => {
      ran += 1;
      return result();
    });
    assert.ok(served);
    assert.equal(served.answer, undefined);
    await served.called.catch(() => {});
    assert.equal(ran, 1);
  }
});

test('only texts and data make a plain result', () => {
  assert.deepEqual(plainResult({ isError: false, structuredContent: { a: 1 }, content: [] }), {
    content: [],
    structuredContent: { a: 1 },
    isError: false,
  });
  const others: readonly unknown[] = [
    undefined,
    {},
    { content: 'x' },
    { content: [{ type: 'text' }] },
    { content: [{ type: 'text', text: 'x', annotations: {} }] },
    { content: [{ type: 'image', data: '', mimeType: 'image/png' }] },
    { content: [], structuredContent: [] },
    { content: [], isError: 'yes' },
    { content: [], _meta: {} },
    { content: [], resultType: 'input_required' },
  ];
  for (const one of others) assert.equal(plainResult(one), undefined, JSON.stringify(one));
});

import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { McpServer } from '@modelcontextprotocol/server';
import { endlessTool } from '../../support/endless-tool.ts';
import { eventually } from '../../support/eventually.ts';
import { mcp, signIn } from '../../support/oauth-client.ts';
import { startHttpUpstream } from '../../support/upstream-server.ts';
import { inHouse, startWithUpstreams, upstreamTools } from '../../support/written-upstreams.ts';

/** Longer than a call is waited for before the SDK tells what comes of it. */
const LATE_MS = 500;

/** A Latchkey before a server whose tools take their time, with calls of both eras known. */
async function scene(t: TestContext) {
  const endless = endlessTool();
  const server = await startHttpUpstream(t, {}, () => {
    const made = new McpServer({ name: 'shop', version: '1.0.0' });
    made.registerTool('quick', { description: 'Is there.' }, () => ({ content: [] }));
    made.registerTool('slow', { description: 'Comes late.' }, async () => {
      await pause(LATE_MS);
      return { content: [{ type: 'text', text: 'late' }] };
    });
    endless.addTo(made);
    return made;
  });
  const latchkey = await startWithUpstreams(t, { shop: inHouse(server.url) });
  const { tokens } = await signIn(latchkey.base, latchkey.people[0]);
  const token = tokens.access_token;
  await eventually(async () => (await upstreamTools(latchkey.url, token)).length === 3);
  const call = (name: string, era: 'modern' | 'legacy', headers = {}) =>
    mcp(latchkey.url, token, 'tools/call', { name: `shop__${name}` }, { era, headers });
  for (const era of ['modern', 'legacy'] as const) await call('quick', era);
  return { latchkey, token, call, ...endless };
}

/** A call that its client hangs up on. */
function hangUp(url: string, token: string, era: 'modern' | 'legacy') {
  const giveUp = new AbortController();
  const version = era === 'modern' ? '2026-07-28' : '2025-11-25';
  const _meta = {
    'io.modelcontextprotocol/protocolVersion': version,
    'io.modelcontextprotocol/clientInfo': { name: 'test', version: '0' },
    'io.modelcontextprotocol/clientCapabilities': {},
  };
  const name = 'shop__wait';
  fetch(url, {
    method: 'POST',
    headers: {
      Accept: 'application/json, text/event-stream',
      'Content-Type': 'application/json',
      'MCP-Protocol-Version': version,
      ...(era === 'modern' && { 'Mcp-Method': 'tools/call', 'Mcp-Name': name }),
      Authorization: `Bearer ${token}`,
    },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: era === 'modern' ? { name, _meta } : { name },
    }),
    signal: giveUp.signal,
  }).catch(() => {});
  return () => giveUp.abort();
}

for (const era of ['modern', 'legacy'] as const) {
  test(`${era}: a call of a known form that comes late is answered, and ran once`, async (t) => {
    const { latchkey, call } = await scene(t);
    const { result } = await call('slow', era);
    assert.deepEqual(result?.content, [{ type: 'text', text: 'late' }]);
    const events = await latchkey.latchkey.store.auditEvents(50);
    assert.equal(events.filter(({ detail }) => detail?.tool === 'shop__slow').length, 1);
  });

  for (const [when, ms] of [
    ['at once', 0],
    ['late', LATE_MS],
  ] as const) {
    test(`${era}: whoever hangs up ${when} ends a call of a known form`, async (t) => {
      const { latchkey, token, started, cancelled } = await scene(t);
      const giveUp = hangUp(latchkey.url, token, era);
      await eventually(async () => started() === 1);
      await pause(ms);
      giveUp();
      await eventually(async () => cancelled() === 1);
      assert.equal(started(), 1);
    });
  }
}

test('a call of a known form is given up by a message of its own', async (t) => {
  const { latchkey, token, call, started, cancelled } = await scene(t);
  const params = {
    protocolVersion: '2025-11-25',
    capabilities: {},
    clientInfo: { name: 'test', version: '0' },
  };
  const begun = await mcp(latchkey.url, token, 'initialize', params, { era: 'legacy' });
  const session = { 'Mcp-Session-Id': begun.headers.get('mcp-session-id') ?? '' };
  await call('quick', 'legacy', session);
  const waiting = call('wait', 'legacy', session);
  await eventually(async () => started() === 1);
  const cancel = { requestId: 1 };
  await mcp(latchkey.url, token, 'notifications/cancelled', cancel, {
    era: 'legacy',
    headers: session,
  });
  await eventually(async () => cancelled() === 1);
  assert.equal((await waiting).result?.isError, true);
});

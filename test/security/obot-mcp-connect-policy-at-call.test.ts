/** A rule held in the list and not at the call, or was lifted by a header (Obot /mcp-connect, Kuadrant GHSA-g53w-w6mj-hrpp, ha-mcp#2410). */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import {
  callTool,
  mcp,
  type Page,
  send,
  signIn,
  tokensOf,
  toolNames,
  whoAmI,
} from '../support/oauth-client.ts';

const { base, url, home, people } = await startTestLatchkey({ after });
const [ada, ben] = people;
const SWITCH = { domain: 'light', service: 'turn_on', entity_id: 'light.kitchen' };
const { client, tokens: look } = await signIn(base, ada, { permission: 'look' });

const switched = () => home.commands().filter(({ type }) => type === 'call_service').length;

/** A body as it is, with nothing that would make it well formed. */
function sendRaw(body: unknown, headers: Record<string, string> = {}): Promise<Page> {
  return send(url, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${look.access_token}`,
      Accept: 'application/json, text/event-stream',
      'Content-Type': 'application/json',
      ...headers,
    },
    body: JSON.stringify(body),
  });
}

const CALL = {
  jsonrpc: '2.0',
  id: 1,
  method: 'tools/call',
  params: { name: 'call_service', arguments: SWITCH },
};

test('Obot /mcp-connect: what is not listed cannot be called, in either era or however it is named', async () => {
  const before = switched();
  for (const era of ['modern', 'legacy'] as const) {
    assert.ok(!(await toolNames(url, look.access_token, era)).includes('call_service'));
    const refused = await callTool(url, look.access_token, 'call_service', SWITCH, { era });
    assert.equal(refused.status, 403, era);
    for (const name of [
      'CALL_SERVICE',
      ' call_service',
      'call_service ',
      'call-service',
      'home.call_service',
    ]) {
      const { result } = await callTool(url, look.access_token, name, SWITCH, { era });
      assert.equal(result, undefined, name);
    }
  }
  assert.equal(switched(), before);
});

test('not in a batch, beside a header that names another tool, or under another method', async () => {
  const before = switched();
  const read = { ...CALL, id: 2, params: { name: 'home_overview', arguments: {} } };
  await sendRaw([CALL]);
  await sendRaw([read, CALL]);
  await sendRaw([{ jsonrpc: '2.0', method: 'notifications/initialized' }, CALL]);
  for (const version of ['2026-07-28', '2025-11-25', '2024-11-05', '', '9999-99-99']) {
    const named = { 'MCP-Protocol-Version': version, 'Mcp-Name': 'home_overview' };
    const answer = await sendRaw(CALL, { ...named, 'Mcp-Method': 'tools/list' });
    assert.ok([400, 403].includes(answer.status), `${version}: ${answer.status}`);
  }
  for (const override of ['X-HTTP-Method-Override', 'X-Method-Override']) {
    assert.equal((await sendRaw(CALL, { [override]: 'GET' })).status, 403);
  }
  assert.equal(switched(), before);
});

test('a session that was opened with more does not lend it to a token with less', async () => {
  const wide = await signIn(base, ada);
  const clientInfo = { name: 'test', version: '0' };
  const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo };
  const opened = await mcp(url, wide.tokens.access_token, 'initialize', params, { era: 'legacy' });
  const headers = { 'Mcp-Session-Id': opened.headers.get('mcp-session-id') ?? '' };
  const narrow = tokensOf(
    await wide.client.refresh(wide.tokens.refresh_token, { scope: 'home:read' }),
  );
  const before = switched();
  const options = { era: 'legacy', headers } as const;
  const listed = await mcp(url, narrow.access_token, 'tools/list', {}, options);
  assert.equal(listed.status, 200, 'the session itself goes on');
  assert.ok(!listed.text.includes('"name":"call_service"'));
  const refused = await callTool(url, narrow.access_token, 'call_service', SWITCH, options);
  assert.equal(refused.status, 403);
  assert.equal(switched(), before);
});

test('no header, cookie or query says who calls or what they may do', async () => {
  const bens = await signIn(base, ben);
  const adasId = home.people.find(({ name }) => name === ada.name)?.id ?? '';
  const headers = {
    'X-Remote-User-Id': adasId,
    'X-Auth-Request-User': 'ada',
    'X-Forwarded-User': 'ada',
    'Remote-User': 'ada',
    'X-User-Id': adasId,
    'X-Scope': 'home:control home:configure',
    'X-Hass-User-Id': adasId,
    Cookie: 'user=ada; scope=home:configure',
  };
  const answer = await callTool(url, bens.tokens.access_token, 'home_overview', {}, { headers });
  const overview = answer.result?.structuredContent as { you?: { name?: unknown } };
  assert.equal(overview.you?.name, ben.name);
  const refused = await callTool(url, look.access_token, 'call_service', SWITCH, { headers });
  assert.equal(refused.status, 403);
  for (const name of ['access_token', 'token', 'api_key', 'authorization']) {
    const asked = `${url}?${name}=${bens.tokens.access_token}`;
    assert.equal((await mcp(asked, undefined, 'tools/list', {}, { headers })).status, 401, name);
  }
  assert.equal(await whoAmI(url, look.access_token), ada.name);
  tokensOf(await client.refresh(look.refresh_token));
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import { callTool, jsonOf, send, signIn, TestClient, toolNames } from '../support/oauth-client.ts';

test('MCP_SCOPES is all that can be granted, listed or called, whatever is asked', async (t) => {
  const { base, url, people } = await startTestLatchkey(t, { env: { MCP_SCOPES: 'home:read' } });
  for (const name of ['oauth-authorization-server', 'oauth-protected-resource']) {
    const { scopes_supported } = jsonOf(await send(`${base}/.well-known/${name}`));
    assert.deepEqual(scopes_supported, ['home:read']);
  }
  const client = await TestClient.register(base);
  const page = await client.openConsent({ scope: 'home:control home:configure energy:read' });
  assert.deepEqual(page.permissions, ['look']);

  const { tokens } = await signIn(base, people[0]);
  assert.equal(tokens.scope, 'home:read');
  const names = await toolNames(url, tokens.access_token);
  assert.ok(names.includes('get_state') && !names.includes('call_service'));
  const call = { domain: 'light', service: 'turn_on', entity_id: 'light.kitchen' };
  assert.equal((await callTool(url, tokens.access_token, 'call_service', call)).status, 403);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import { signIn } from '../support/oauth-client.ts';

const INITIALIZE = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: {
    protocolVersion: '2025-11-25',
    capabilities: {},
    clientInfo: { name: 'test', version: '1' },
  },
};
const LIST = { jsonrpc: '2.0', id: 2, method: 'tools/list' };

function send(url: string, token: string, body: object, session?: string, method = 'POST') {
  return fetch(url, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      accept: '*/*',
      ...(session !== undefined && { 'mcp-session-id': session }),
    },
    ...(method === 'POST' && { body: JSON.stringify(body) }),
  });
}

test('an older client gets a session that outlives a restart and ends when it says so', async (t) => {
  const latchkey = await startTestLatchkey(t);
  const { tokens } = await signIn(latchkey.base, latchkey.people[0]);
  const token = tokens.access_token;

  const opened = await send(latchkey.url, token, INITIALIZE);
  const session = opened.headers.get('mcp-session-id') ?? '';
  assert.match(session, /^[\x21-\x7e]{40,}$/);
  assert.equal((await send(latchkey.url, token, LIST, session)).status, 200);
  await latchkey.restart();
  assert.equal((await send(latchkey.url, token, LIST, session)).status, 200);

  assert.equal((await send(latchkey.url, token, LIST, session, 'DELETE')).status, 204);
  const after = await send(latchkey.url, token, LIST, session);
  assert.equal(after.status, 404);
  assert.match(await after.text(), /Session not found/);
  assert.equal((await send(latchkey.url, token, LIST)).status, 200);
});

test('a session is nothing to another principal, nor is a made up one', async (t) => {
  const latchkey = await startTestLatchkey(t);
  const [ada, ben] = await Promise.all(
    latchkey.people.map(async (person) => (await signIn(latchkey.base, person)).tokens),
  );
  assert.ok(ada !== undefined && ben !== undefined);
  const opened = await send(latchkey.url, ada.access_token, INITIALIZE);
  const session = opened.headers.get('mcp-session-id') ?? '';
  assert.equal((await send(latchkey.url, ben.access_token, LIST, session)).status, 404);
  for (const invented of ['x', 'a'.repeat(5_000), '1']) {
    assert.equal((await send(latchkey.url, ada.access_token, LIST, invented)).status, 404);
  }
});

test('sessions end with the grant they belong to', async (t) => {
  const latchkey = await startTestLatchkey(t);
  const { client, tokens } = await signIn(latchkey.base, latchkey.people[0]);
  const opened = await send(latchkey.url, tokens.access_token, INITIALIZE);
  const session = opened.headers.get('mcp-session-id') ?? '';
  await client.revoke(tokens.refresh_token);
  assert.equal((await send(latchkey.url, tokens.access_token, LIST, session)).status, 401);
});

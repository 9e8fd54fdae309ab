import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import { callTool, jsonOf, mcp, signIn, whoAmI } from '../support/oauth-client.ts';

for (const connected of [false, true]) {
  const when = connected ? 'while connected' : 'before the first call';
  test(`a token revoked in Home Assistant ${when} is 401 here, and the grant has ended`, async (t) => {
    const { base, url, home, people, latchkey } = await startTestLatchkey(t);
    const [ada, ben] = people;
    const adas = await signIn(base, ada);
    const bens = await signIn(base, ben);
    if (connected) assert.equal(await whoAmI(url, adas.tokens.access_token), 'Ada');

    home.refuseToken(ada.token);
    const refused = await callTool(url, adas.tokens.access_token, 'home_overview');
    assert.equal(refused.status, 401, refused.text);
    assert.match(refused.headers.get('www-authenticate') ?? '', /error="invalid_token"/);
    const grants = await latchkey.store.grants();
    const ended = grants.find(({ clientId }) => clientId === adas.client.id);
    assert.equal(ended?.endedReason, 'credential_refused');
    assert.equal((await mcp(url, adas.tokens.access_token, 'tools/list')).status, 401);
    const refresh = await adas.client.refresh(adas.tokens.refresh_token);
    assert.equal(jsonOf(refresh).error, 'invalid_grant');
    assert.equal(await whoAmI(url, bens.tokens.access_token), 'Ben', 'nobody else is signed out');
    assert.ok(home.failedLogins() <= 1, 'a refused credential is not tried again');
  });
}

test('a home that is down is an answer the assistant can read, and nobody is signed out', async (t) => {
  const { base, url, home, people } = await startTestLatchkey(t, {});
  const { tokens, client } = await signIn(base, people[0]);
  home.setReachable(false);
  const answer = await callTool(url, tokens.access_token, 'home_overview');
  assert.equal(answer.status, 200);
  assert.equal(answer.result?.isError, true);
  assert.match(answer.text, /cannot be reached/);
  assert.equal((await mcp(url, tokens.access_token, 'tools/list')).status, 200);
  assert.equal((await client.refresh(tokens.refresh_token)).status, 200);
});

test('a credential that no key of ours opens is 401, and signing in again puts it right', async (t) => {
  const { base, url, people, latchkey } = await startTestLatchkey(t);
  const { client, tokens } = await signIn(base, people[0]);
  const [grant] = await latchkey.store.grants();
  const credential = await latchkey.store.credential(grant?.credentialId ?? '');
  assert.ok(credential);
  await latchkey.store.resealCredential(credential.id, credential.sealed, 'unreadable');

  const refused = await callTool(url, tokens.access_token, 'home_overview');
  assert.equal(refused.status, 401, refused.text);
  assert.match(refused.headers.get('www-authenticate') ?? '', /error="invalid_token"/);
  assert.equal(jsonOf(await client.refresh(tokens.refresh_token)).error, 'invalid_grant');
  const again = await signIn(base, people[0], { client });
  assert.equal(await whoAmI(url, again.tokens.access_token), 'Ada');
});

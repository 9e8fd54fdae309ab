/** An unknown code_challenge_method counted as plain, and public clients could leave PKCE out (workers-oauth-provider #275, #253). */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import { assertKindPage, Browser, jsonOf, send, TestClient } from '../support/oauth-client.ts';

const NOT_S256 = ['S512', '', undefined, 'plain', 's256', 'S256 ', 'S256,plain', 'SHA-256', 'none'];

const { base } = await startTestLatchkey({ after });

test('workers-oauth-provider #275: any method but S256, spelt exactly, is invalid_request', async () => {
  for (const token_endpoint_auth_method of ['none', 'client_secret_basic']) {
    const client = await TestClient.register(base, { token_endpoint_auth_method });
    for (const code_challenge_method of NOT_S256) {
      const answer = await send(client.authorizeUrl({ code_challenge_method }));
      const location = answer.headers.get('location') ?? '';
      assert.ok(location.startsWith(`${client.redirectUri}?`), code_challenge_method);
      const query = new URL(location).searchParams;
      assert.equal(query.get('error'), 'invalid_request', code_challenge_method);
      assert.equal(query.get('code'), null);
    }
  }
});

test('two methods at once are refused, whichever comes first', async () => {
  const client = await TestClient.register(base);
  for (const first of ['S256', 'plain']) {
    const asked = client.authorizeUrl({ code_challenge_method: first });
    const page = await new Browser().open(`${asked}&code_challenge_method=S256`);
    assertKindPage(page, 400, /cannot go on/);
  }
});

test('S256 is the one method that is advertised', async () => {
  const metadata = jsonOf(await send(`${base}/.well-known/oauth-authorization-server`));
  assert.deepEqual(metadata.code_challenge_methods_supported, ['S256']);
});

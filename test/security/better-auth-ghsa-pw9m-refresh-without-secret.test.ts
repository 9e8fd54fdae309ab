/** A confidential client could refresh without its secret (better-auth GHSA-pw9m). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import { jsonOf, type Page, signIn, TestClient, tokensOf } from '../support/oauth-client.ts';
import { withoutLimits } from '../support/without-limits.ts';

function refused(page: Page, what: string): void {
  assert.equal(page.status, 401, `${what}: ${page.text}`);
  assert.equal(jsonOf(page).error, 'invalid_client', what);
  assert.match(page.headers.get('www-authenticate') ?? '', /^Basic /);
}

test('better-auth GHSA-pw9m: a client with a secret needs it for every refresh', async (t) => {
  const { base, people, latchkey } = await startTestLatchkey(t, { limits: withoutLimits });
  for (const method of ['client_secret_post', 'client_secret_basic']) {
    const client = await TestClient.register(base, { token_endpoint_auth_method: method });
    const stranger = await TestClient.register(base, { token_endpoint_auth_method: method });
    const { tokens } = await signIn(base, people[0], { client });
    const old = tokens.refresh_token;

    const secret = client.secret ?? '';
    refused(await client.refresh(old, { client_secret: undefined }), 'without the secret');
    refused(await client.refresh(old, { client_secret: `${secret}x` }), 'with a wrong one');
    refused(await client.refresh(old, { client_secret: secret.slice(1) }), 'with half of it');
    refused(await client.refresh(old, { client_secret: stranger.secret }), "with another's");
    const strangers = await stranger.refresh(old);
    assert.equal(strangers.status, 400, 'another client, with its own secret');
    assert.equal(jsonOf(strangers).error, 'invalid_grant');

    const next = tokensOf(await client.refresh(old)).refresh_token;
    await latchkey.store.removeClient(client.id, Date.now());
    refused(await client.refresh(next), 'after the client was removed');
  }
});

test('a client that registered for a secret cannot pass as a public one', async (t) => {
  const { base, people } = await startTestLatchkey(t, { limits: withoutLimits });
  const client = await TestClient.register(base, {
    token_endpoint_auth_method: 'client_secret_basic',
  });
  const { tokens } = await signIn(base, people[0], { client });
  const none = { client_secret: undefined };
  refused(await client.refresh(tokens.refresh_token, none), 'refresh');
  refused(await client.redeem('code', none), 'code');
  refused(await client.revoke(tokens.refresh_token, none), 'revocation');
  assert.equal((await client.refresh(tokens.refresh_token)).status, 200, 'and nothing was lost');
});

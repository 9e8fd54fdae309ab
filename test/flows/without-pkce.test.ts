import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import { codeOf, jsonOf, submitConsent, TestClient, tokensOf } from '../support/oauth-client.ts';

const CALLBACK = 'https://client.example/callback';
const SECRET = 'a-secret-that-nobody-guesses-4711';
const NO_PKCE = { code_challenge: undefined, code_challenge_method: undefined };

function listed(id: string, more: object) {
  return { client_id: id, client_secret: SECRET, redirect_uris: [CALLBACK], ...more };
}

test('only a client with a secret that the operator let in does without PKCE', async (t) => {
  const latchkey = await startTestLatchkey(t, {
    env: {
      MCP_CLIENTS: JSON.stringify([listed('old', { require_pkce: false }), listed('usual', {})]),
    },
  });
  const old = TestClient.known(latchkey.base, 'old', CALLBACK, SECRET);
  const codeWithout = async () =>
    codeOf(await submitConsent(await old.openConsent(NO_PKCE), latchkey.people[0].token));

  const redeemed = await old.redeem(await codeWithout(), { code_verifier: undefined });
  assert.ok(tokensOf(redeemed).access_token);

  const withVerifier = await old.redeem(await codeWithout());
  assert.equal(jsonOf(withVerifier).error, 'invalid_grant');

  const code = codeOf(await submitConsent(await old.openConsent(), latchkey.people[0].token));
  const downgraded = await old.redeem(code, { code_verifier: undefined });
  assert.equal(jsonOf(downgraded).error, 'invalid_grant');

  const usual = TestClient.known(latchkey.base, 'usual', CALLBACK, SECRET);
  const answer = await fetch(usual.authorizeUrl(NO_PKCE), { redirect: 'manual' });
  assert.match(answer.headers.get('location') ?? '', /error=invalid_request/);
});

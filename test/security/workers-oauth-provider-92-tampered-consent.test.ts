/** Consent was completed with the redirect that the form brought back (workers-oauth-provider #92). */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import {
  assertKindPage,
  callbackOf,
  challengeOf,
  codeOf,
  jsonOf,
  submitConsent,
  TestClient,
  tokensOf,
} from '../support/oauth-client.ts';

const { base, people } = await startTestLatchkey({ after });
const { token } = people[0];

/** Everything that a form of another server once carried along. */
const tamperedWith = (evil: TestClient) => ({
  client_id: evil.id,
  redirect_uri: evil.redirectUri,
  state: 'tampered',
  scope: 'home:configure',
  code_challenge: challengeOf(evil.verifier),
  code_challenge_method: 'S256',
  resource: 'https://evil.example/mcp',
  issuer: 'https://evil.example',
  person_id: 'evil',
  username: 'evil',
});

test('workers-oauth-provider #92: what a form says of client, redirect or state changes nothing', async () => {
  const client = await TestClient.register(base);
  const evil = await TestClient.register(base, { redirect_uris: ['https://evil.example/cb'] });
  for (const fields of [{}, { action: 'deny' }]) {
    const page = await client.openConsent();
    const answer = await submitConsent(page, token, { ...tamperedWith(evil), ...fields });
    const { location, query } = callbackOf(answer);
    assert.ok(location.startsWith(`${client.redirectUri}?`), location);
    assert.equal(query.get('state'), client.state);
    assert.equal(query.get('iss'), base);
    assert.ok(!answer.text.includes('evil.example'));
  }

  const page = await client.openConsent();
  const code = codeOf(await submitConsent(page, token, tamperedWith(evil)));
  assert.equal(jsonOf(await evil.redeem(code)).error, 'invalid_grant');
  const { scope } = tokensOf(await client.redeem(code));
  assert.equal(scope, 'home:read home:control energy:read');
});

test('a form cannot answer for another one', async () => {
  const client = await TestClient.register(base);
  const evil = await TestClient.register(base, { redirect_uris: ['https://evil.example/cb'] });
  const page = await client.openConsent();
  const evils = await evil.openConsent();
  const { request = '' } = evils.hidden;
  assertKindPage(await submitConsent(page, token, { request }), 403, /another browser/);
  assertKindPage(await evils.browser.open(page.url), 403, /another browser/);
  const sameBrowser = await evil.openConsent({}, page.browser);
  const swapped = { request: sameBrowser.hidden.request ?? '' };
  assertKindPage(await submitConsent(page, token, swapped), 403, /did not come from our page/);
  assertKindPage(await submitConsent(page, token, { request: 'guess' }), 410, /has ended/);
  assert.ok(codeOf(await submitConsent(page, token)), 'the form itself still works');
});

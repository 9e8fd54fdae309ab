import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import {
  assertKindPage,
  Browser,
  type Changes,
  challengeOf,
  jsonOf,
  send,
  TestClient,
} from '../support/oauth-client.ts';

const { base, latchkey } = await startTestLatchkey({ after });
const client = await TestClient.register(base);
const two = await TestClient.register(base, {
  redirect_uris: ['https://client.example/one', 'https://client.example/two'],
});

const TOLD_TO_THE_PERSON: readonly { name: string; url: string; error: string }[] = [
  {
    name: 'no client',
    url: client.authorizeUrl({ client_id: undefined }),
    error: 'invalid_request',
  },
  {
    name: 'a redirect that is not registered',
    url: client.authorizeUrl({ redirect_uri: 'https://client.example/other' }),
    error: 'invalid_request',
  },
  {
    name: 'a redirect with something appended',
    url: client.authorizeUrl({ redirect_uri: `${client.redirectUri}/../evil` }),
    error: 'invalid_request',
  },
  {
    name: 'a redirect of another host',
    url: client.authorizeUrl({ redirect_uri: 'https://client.example.evil.example/callback' }),
    error: 'invalid_request',
  },
  {
    name: 'no redirect, and two to choose from',
    url: two.authorizeUrl({ redirect_uri: undefined }),
    error: 'invalid_request',
  },
  {
    name: 'a state beyond all reason',
    url: client.authorizeUrl({ state: 's'.repeat(2_049) }),
    error: 'invalid_request',
  },
  {
    name: 'a parameter twice',
    url: `${client.authorizeUrl()}&state=again`,
    error: 'invalid_request',
  },
];

for (const { name, url, error } of TOLD_TO_THE_PERSON) {
  test(`/authorize with ${name} is told to the person and redirects nowhere`, async () => {
    const page = await new Browser().open(url);
    assertKindPage(page, 400, /cannot go on/);
    assert.equal(page.headers.get('location'), null);
    assert.deepEqual(page.headers.getSetCookie(), []);
    const asProgram = await send(url, { headers: { Accept: 'application/json' } });
    assert.equal(asProgram.status, 400);
    assert.equal(jsonOf(asProgram).error, error);
  });
}

const TOLD_TO_THE_CLIENT: readonly { name: string; changes: Changes; error: string }[] = [
  { name: 'a request object', changes: { request: 'e30.e30.' }, error: 'request_not_supported' },
  {
    name: 'a request_uri',
    changes: { request_uri: 'https://client.example/request' },
    error: 'request_uri_not_supported',
  },
  { name: 'no response_type', changes: { response_type: undefined }, error: 'invalid_request' },
  {
    name: 'the implicit flow',
    changes: { response_type: 'token' },
    error: 'unsupported_response_type',
  },
  {
    name: 'the hybrid flow',
    changes: { response_type: 'code id_token' },
    error: 'unsupported_response_type',
  },
  {
    name: 'an answer in the fragment',
    changes: { response_mode: 'fragment' },
    error: 'invalid_request',
  },
  { name: 'no challenge', changes: { code_challenge: undefined }, error: 'invalid_request' },
  {
    name: 'no challenge method',
    changes: { code_challenge_method: undefined },
    error: 'invalid_request',
  },
  {
    name: 'a plain challenge',
    changes: { code_challenge_method: 'plain' },
    error: 'invalid_request',
  },
  {
    name: 'a challenge method misspelt',
    changes: { code_challenge_method: 's256' },
    error: 'invalid_request',
  },
  {
    name: 'a challenge that is no SHA-256',
    changes: { code_challenge: challengeOf('x').slice(1) },
    error: 'invalid_request',
  },
  {
    name: 'another resource',
    changes: { resource: 'https://other.example/mcp' },
    error: 'invalid_target',
  },
  {
    name: 'a resource with a fragment',
    changes: { resource: `${base}/mcp#x` },
    error: 'invalid_target',
  },
  { name: 'prompt=none', changes: { prompt: 'none' }, error: 'login_required' },
];

for (const { name, changes, error } of TOLD_TO_THE_CLIENT) {
  test(`/authorize with ${name} is told to the client, with state and issuer`, async () => {
    const page = await send(client.authorizeUrl(changes));
    assert.equal(page.status, 302);
    const location = page.headers.get('location') ?? '';
    assert.ok(location.startsWith(`${client.redirectUri}?`), location);
    const query = new URL(location).searchParams;
    assert.equal(query.get('error'), error);
    assert.ok(query.get('error_description'));
    assert.equal(query.get('state'), client.state);
    assert.equal(query.get('iss'), base);
    assert.equal(query.get('code'), null);
    assert.equal(page.headers.get('cache-control'), 'no-store');
    assert.deepEqual(page.headers.getSetCookie(), []);
  });
}

const GOOD: readonly { name: string; changes: Changes }[] = [
  { name: 'no resource, as older clients ask', changes: { resource: undefined } },
  { name: 'the base URL as resource', changes: { resource: base } },
  { name: 'the base URL with a slash', changes: { resource: `${base}/` } },
  { name: 'an empty scope', changes: { scope: '' } },
  { name: 'scopes we do not know', changes: { scope: ' offline_access claudeai' } },
  {
    name: 'prompt=consent and access_type',
    changes: { prompt: 'consent', access_type: 'offline' },
  },
  { name: 'the one redirect left out', changes: { redirect_uri: undefined } },
  { name: 'no state', changes: { state: undefined } },
];

for (const { name, changes } of GOOD) {
  test(`/authorize with ${name} leads to the form`, async () => {
    const { status, preselected } = await client.openConsent(changes);
    assert.equal(status, 200);
    assert.equal(preselected, 'control');
  });
}

test('an unknown client is told how to register anew, to programs and to people', async () => {
  const url = client.authorizeUrl({ client_id: 'forgotten' });
  assertKindPage(await new Browser().open(url), 400, /not known here any more/);
  const asProgram = await send(url, { headers: { Accept: 'application/json' } });
  assert.equal(asProgram.status, 400);
  const { error, error_description, registration_endpoint } = jsonOf(asProgram);
  assert.equal(error, 'invalid_client');
  assert.match(String(error_description), /client .* is not registered/i);
  assert.equal(registration_endpoint, `${base}/register`);
});

test('a client that was removed while the form was open is a kind page', async () => {
  const gone = await TestClient.register(base);
  const page = await gone.openConsent();
  await latchkey.store.removeClient(gone.id, Date.now());
  assertKindPage(await page.browser.open(page.url), 410, /has ended/);
});

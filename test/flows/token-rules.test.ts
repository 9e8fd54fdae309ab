import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import {
  type Changes,
  codeOf,
  jsonOf,
  send,
  submitConsent,
  TestClient,
  tokensOf,
} from '../support/oauth-client.ts';

const { base, people } = await startTestLatchkey({ after });
const [ada] = people;
const client = await TestClient.register(base);
const other = await TestClient.register(base);
const code = codeOf(await submitConsent(await client.openConsent(), ada.token));

/** Each bends one parameter of a redemption that is right otherwise. */
const VIOLATIONS: readonly { name: string; changes: Changes; error: string; status?: number }[] = [
  { name: 'no grant_type', changes: { grant_type: undefined }, error: 'invalid_request' },
  {
    name: 'a grant_type we do not have',
    changes: { grant_type: 'password' },
    error: 'unsupported_grant_type',
  },
  {
    name: 'no client',
    changes: { client_id: undefined },
    error: 'invalid_client',
    status: 401,
  },
  {
    name: 'an unknown client',
    changes: { client_id: 'unknown' },
    error: 'invalid_client',
    status: 401,
  },
  {
    name: 'a secret the client does not have',
    changes: { client_secret: 'secret' },
    error: 'invalid_client',
    status: 401,
  },
  { name: 'no code', changes: { code: undefined }, error: 'invalid_request' },
  { name: 'an unknown code', changes: { code: 'guess' }, error: 'invalid_grant' },
  { name: 'another client', changes: { client_id: other.id }, error: 'invalid_grant' },
  {
    name: 'another redirect',
    changes: { redirect_uri: 'https://client.example/other' },
    error: 'invalid_grant',
  },
  { name: 'no verifier', changes: { code_verifier: undefined }, error: 'invalid_grant' },
  { name: 'another verifier', changes: { code_verifier: other.verifier }, error: 'invalid_grant' },
  {
    name: 'a verifier that is too short',
    changes: { code_verifier: 'short' },
    error: 'invalid_grant',
  },
  {
    name: 'another resource',
    changes: { resource: 'https://other.example/mcp' },
    error: 'invalid_target',
  },
  {
    name: 'a value beyond all reason',
    changes: { code: 'x'.repeat(8_193) },
    error: 'invalid_request',
  },
];

for (const { name, changes, error, status = 400 } of VIOLATIONS) {
  test(`/token with ${name} is ${error}`, async () => {
    const answer = await client.redeem(code, changes);
    assert.equal(answer.status, status, answer.text);
    const { error: said, error_description: description } = jsonOf(answer);
    assert.equal(said, error);
    assert.ok(description);
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    assert.equal(answer.headers.has('www-authenticate'), status === 401);
    assert.ok(!answer.text.includes('guess'));
  });
}

test('/token with a parameter twice is invalid_request', async () => {
  const answer = await send(`${base}/token`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: 'grant_type=authorization_code&code=a&code=b',
  });
  assert.equal(answer.status, 400);
  assert.equal(jsonOf(answer).error, 'invalid_request');
});

test('/token with more than a form can hold is refused unread', async () => {
  const answer = await client.redeem('x'.repeat(20_000));
  assert.equal(answer.status, 413);
});

test('none of the guesses above burnt the code, and it may leave redirect_uri out', async () => {
  tokensOf(await client.redeem(code, { redirect_uri: undefined }));
});

test('a client that did not register refresh_token gets none and may use none', async () => {
  const plain = await TestClient.register(base, { grant_types: ['authorization_code'] });
  const itsCode = codeOf(await submitConsent(await plain.openConsent(), ada.token));
  const answer = await plain.redeem(itsCode);
  assert.equal(tokensOf(answer).refresh_token, undefined);
  const refused = await plain.refresh('anything');
  assert.equal(refused.status, 400);
  assert.equal(jsonOf(refused).error, 'unauthorized_client');
});

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { HOUR, MINUTE, SECOND } from '../../src/core/clock.ts';
import { startTestLatchkey, TestClock } from '../support/latchkey-under-test.ts';
import {
  codeOf,
  jsonOf,
  mcp,
  type Page,
  signIn,
  submitConsent,
  TestClient,
  tokensOf,
} from '../support/oauth-client.ts';

const clock = new TestClock();
const { base, url, people, latchkey } = await startTestLatchkey({ after }, { clock: clock.read });
const [ada, ben] = people;

const statusWith = async (accessToken: string) =>
  (await mcp(url, accessToken, 'tools/list')).status;

function assertRefused(page: Page, error: string): void {
  assert.equal(page.status, 400, page.text);
  assert.equal(jsonOf(page).error, error);
  assert.equal(page.headers.get('cache-control'), 'no-store');
}

async function endOf(client: TestClient): Promise<string | undefined> {
  const grant = (await latchkey.store.grants()).find((one) => one.clientId === client.id);
  assert.ok(grant);
  return grant.endedReason;
}

test('a code sent again later is a replay: it is refused and the grant is dead', async () => {
  const client = await TestClient.register(base);
  const code = codeOf(await submitConsent(await client.openConsent(), ada.token));
  const tokens = tokensOf(await client.redeem(code));
  assert.equal(await statusWith(tokens.access_token), 200);

  clock.pass(2 * SECOND);
  assertRefused(await client.redeem(code), 'invalid_grant');
  assert.equal(await endOf(client), 'code_replayed');
  assert.equal(await statusWith(tokens.access_token), 401);
  assertRefused(await client.refresh(tokens.refresh_token), 'invalid_grant');
});

test('a repeat before the first answer can have been seen is no replay, and gets that answer', async () => {
  const client = await TestClient.register(base);
  const code = codeOf(await submitConsent(await client.openConsent(), ada.token));
  const startedAt = performance.now();
  const first = await client.redeem(code);
  assert.ok(performance.now() - startedAt > 95, 'the answer is held back');
  clock.pass(99);
  assert.equal((await client.redeem(code)).text, first.text);
  assert.equal(await endOf(client), undefined);
  clock.pass(1);
  assertRefused(await client.redeem(code), 'invalid_grant');
  assert.equal(await endOf(client), 'code_replayed');
});

test('a refresh repeated inside the grace window gets the identical answer', async () => {
  const { client, tokens } = await signIn(base, ada);
  const first = await client.refresh(tokens.refresh_token);
  clock.pass(29 * SECOND);
  const second = await client.refresh(tokens.refresh_token);
  assert.equal(second.text, first.text);
  assert.equal(await statusWith(tokensOf(second).access_token), 200);
});

test('a refresh token used again after the grace window ends the family', async () => {
  const { client, tokens } = await signIn(base, ada);
  const renewed = tokensOf(await client.refresh(tokens.refresh_token));
  clock.pass(31 * SECOND);
  assertRefused(await client.refresh(tokens.refresh_token), 'invalid_grant');
  assert.equal(await endOf(client), 'refresh_replayed');
  assertRefused(await client.refresh(renewed.refresh_token), 'invalid_grant');
  for (const { access_token } of [tokens, renewed]) {
    assert.equal(await statusWith(access_token), 401);
  }
});

test('inside the window, a repeat that asks for something else is refused, and the family lives', async () => {
  const { client, tokens } = await signIn(base, ada);
  const renewed = tokensOf(await client.refresh(tokens.refresh_token));
  const other = await client.refresh(tokens.refresh_token, { scope: 'home:read' });
  assertRefused(other, 'invalid_grant');
  assert.equal(await endOf(client), undefined);
  tokensOf(await client.refresh(renewed.refresh_token));
});

test('a refresh cannot widen what was granted, and trying costs nothing', async () => {
  const { client, tokens } = await signIn(base, ada, { permission: 'look' });
  for (const scope of ['home:control', 'home:read home:control', 'home:configure']) {
    assertRefused(await client.refresh(tokens.refresh_token, { scope }), 'invalid_scope');
  }
  const renewed = tokensOf(await client.refresh(tokens.refresh_token, { scope: 'offline_access' }));
  assert.equal(renewed.scope, 'home:read energy:read');
});

test('a refresh may narrow one token, and the next one is whole again', async () => {
  const { client, tokens } = await signIn(base, ada);
  const narrow = tokensOf(await client.refresh(tokens.refresh_token, { scope: 'home:read' }));
  assert.equal(narrow.scope, 'home:read');
  const args = { domain: 'light', service: 'turn_on', entity_id: 'light.kitchen' };
  const call = { name: 'call_service', arguments: args };
  assert.equal((await mcp(url, narrow.access_token, 'tools/call', call)).status, 403);
  const whole = tokensOf(await client.refresh(narrow.refresh_token));
  assert.equal(whole.scope, 'home:read home:control energy:read');
});

test('a refresh is for its own client and its own resource', async () => {
  const { client, tokens } = await signIn(base, ada);
  const thief = await TestClient.register(base);
  assertRefused(await thief.refresh(tokens.refresh_token), 'invalid_grant');
  const foreign = { resource: 'https://other.example/mcp' };
  assertRefused(await client.refresh(tokens.refresh_token, foreign), 'invalid_target');
  assertRefused(await client.refresh('guess'), 'invalid_grant');
  assertRefused(await client.refresh(tokens.access_token), 'invalid_grant');
  tokensOf(await client.refresh(tokens.refresh_token, { resource: url }));
});

test('a code that waited too long is refused', async () => {
  const client = await TestClient.register(base);
  const code = codeOf(await submitConsent(await client.openConsent(), ada.token));
  clock.pass(5 * MINUTE);
  const answer = await client.redeem(code);
  assertRefused(answer, 'invalid_grant');
  assert.equal(jsonOf(answer).error_description, 'the code has expired');
});

test('an access token ends after its hour, a refresh token thirty days after its last use', async () => {
  const { client, tokens } = await signIn(base, ada);
  clock.pass(HOUR - SECOND);
  assert.equal(await statusWith(tokens.access_token), 200);
  clock.pass(2 * SECOND);
  assert.equal(await statusWith(tokens.access_token), 401);
  clock.pass(29 * 24 * HOUR);
  const renewed = tokensOf(await client.refresh(tokens.refresh_token));
  clock.pass(29 * 24 * HOUR);
  const again = tokensOf(await client.refresh(renewed.refresh_token));
  clock.pass(30 * 24 * HOUR + SECOND);
  assertRefused(await client.refresh(again.refresh_token), 'invalid_grant');
});

test('revoking by refresh token or by access token ends both', async () => {
  for (const which of ['refresh_token', 'access_token'] as const) {
    const { client, tokens } = await signIn(base, ada);
    const renewed = tokensOf(await client.refresh(tokens.refresh_token));
    const answer = await client.revoke(renewed[which]);
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    assert.equal(await endOf(client), 'revoked_by_client', which);
    assert.equal(await statusWith(tokens.access_token), 401, which);
    assert.equal(await statusWith(renewed.access_token), 401, which);
    assertRefused(await client.refresh(renewed.refresh_token), 'invalid_grant');
    assert.equal((await client.revoke(renewed[which])).status, 200, 'revoking twice is no error');
  }
});

test('revoking by a refresh token that was rotated ends the family too', async () => {
  const { client, tokens } = await signIn(base, ada);
  const renewed = tokensOf(await client.refresh(tokens.refresh_token));
  assert.equal((await client.revoke(tokens.refresh_token)).status, 200);
  assert.equal(await statusWith(renewed.access_token), 401);
});

test('a client cannot revoke what is another one’s, nor learn whether it exists', async () => {
  const { client, tokens } = await signIn(base, ben);
  const stranger = await TestClient.register(base);
  for (const token of [tokens.refresh_token, tokens.access_token, 'guess']) {
    const answer = await stranger.revoke(token);
    assert.equal(answer.status, 200);
    assert.equal(answer.text, '');
  }
  assert.equal(await statusWith(tokens.access_token), 200);
  tokensOf(await client.refresh(tokens.refresh_token));
  assertRefused(await client.revoke(undefined), 'invalid_request');
  assert.equal((await client.revoke('guess', { client_id: 'unknown' })).status, 401);
});

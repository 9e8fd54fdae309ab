/** Any client could revoke another's tokens, and a forged code ended a grant by its prefix (workers-oauth-provider #184, #225). */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { SECOND } from '../../src/core/clock.ts';
import { startTestLatchkey, TestClock } from '../support/latchkey-under-test.ts';
import {
  codeOf,
  jsonOf,
  mcp,
  signIn,
  submitConsent,
  TestClient,
  tokensOf,
} from '../support/oauth-client.ts';

const clock = new TestClock();
const { base, url, people } = await startTestLatchkey({ after }, { clock: clock.read });
const [ada] = people;
const stranger = await TestClient.register(base);

/** Tokens that begin as a real one does. */
const forgeriesOf = (token: string) => [
  token.slice(0, -1),
  `${token}x`,
  `${token.slice(0, -9)}${token.at(-9) === 'A' ? 'B' : 'A'}${token.slice(-8)}`,
  token.slice(0, 16),
  `${token.slice(0, 16)}${'x'.repeat(token.length - 16)}`,
];

async function assertAlive(accessToken: string): Promise<void> {
  assert.equal((await mcp(url, accessToken, 'tools/list')).status, 200);
}

test('workers-oauth-provider #184: another client’s token is answered 200 and works on', async () => {
  const { client, tokens } = await signIn(base, ada);
  for (const token of [tokens.refresh_token, tokens.access_token]) {
    for (const token_type_hint of [undefined, 'access_token', 'refresh_token']) {
      const answer = await stranger.revoke(token, { token_type_hint });
      assert.deepEqual([answer.status, answer.text], [200, '']);
      await assertAlive(tokens.access_token);
    }
  }
  tokensOf(await client.refresh(tokens.refresh_token));
});

test('a forged token that begins as a real one revokes nothing, whoever sends it', async () => {
  const { client, tokens } = await signIn(base, ada);
  for (const real of [tokens.refresh_token, tokens.access_token]) {
    for (const forged of forgeriesOf(real)) {
      assert.equal((await client.revoke(forged)).status, 200);
      assert.equal((await stranger.revoke(forged)).status, 200);
    }
  }
  await assertAlive(tokens.access_token);
  tokensOf(await client.refresh(tokens.refresh_token));
});

test('a forged or stolen code leaves the code and its grant as they were', async () => {
  const client = await TestClient.register(base);
  const code = codeOf(await submitConsent(await client.openConsent(), ada.token));
  for (const forged of forgeriesOf(code)) {
    assert.equal(jsonOf(await client.redeem(forged)).error, 'invalid_grant');
    assert.equal((await stranger.revoke(forged)).status, 200);
  }
  const { access_token } = tokensOf(await client.redeem(code));

  clock.pass(2 * SECOND);
  for (const forged of forgeriesOf(code)) {
    assert.equal(jsonOf(await client.redeem(forged)).error, 'invalid_grant');
  }
  assert.equal(jsonOf(await stranger.redeem(code)).error, 'invalid_grant');
  const other = { code_verifier: stranger.verifier };
  assert.equal(jsonOf(await client.redeem(code, other)).error, 'invalid_grant');
  await assertAlive(access_token);
});

test('a stranger’s refresh with a token that was rotated does not end its family', async () => {
  const { client, tokens } = await signIn(base, ada);
  const renewed = tokensOf(await client.refresh(tokens.refresh_token));
  clock.pass(60 * SECOND);
  assert.equal(jsonOf(await stranger.refresh(tokens.refresh_token)).error, 'invalid_grant');
  await assertAlive(renewed.access_token);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import {
  codeOf,
  jsonOf,
  submitConsent,
  TestClient,
  tokensOf,
  whoAmI,
} from '../support/oauth-client.ts';

test('a restart between any two steps loses nothing', async (t) => {
  const lk = await startTestLatchkey(t);
  const client = await TestClient.register(lk.base);

  await lk.restart();
  const page = await client.openConsent();

  await lk.restart();
  const answer = await submitConsent(page, lk.people[1].token);

  await lk.restart();
  const first = tokensOf(await client.redeem(codeOf(answer)));
  assert.equal(await whoAmI(lk.url, first.access_token), 'Ben');

  await lk.restart();
  assert.equal(await whoAmI(lk.url, first.access_token), 'Ben');
  const refreshed = await client.refresh(first.refresh_token);
  const second = tokensOf(refreshed);

  await lk.restart();
  const replayed = await client.refresh(first.refresh_token);
  assert.equal(replayed.text, refreshed.text, 'a refresh whose answer was lost is answered again');
  assert.equal(await whoAmI(lk.url, second.access_token), 'Ben');
  await client.revoke(second.refresh_token);

  await lk.restart();
  const dead = await client.refresh(second.refresh_token);
  assert.equal(jsonOf(dead).error, 'invalid_grant', 'what was revoked stays revoked');
});

test('an answered form gives the same answer after a restart', async (t) => {
  const lk = await startTestLatchkey(t);
  const client = await TestClient.register(lk.base);
  const page = await client.openConsent();
  const answer = await submitConsent(page, lk.people[0].token);
  await lk.restart();
  assert.equal(codeOf(await submitConsent(page, lk.people[0].token)), codeOf(answer));
});

test('a replay of a code is noticed across a restart', async (t) => {
  const lk = await startTestLatchkey(t);
  const client = await TestClient.register(lk.base);
  const code = codeOf(await submitConsent(await client.openConsent(), lk.people[0].token));
  const { refresh_token } = tokensOf(await client.redeem(code));
  await lk.restart();
  assert.equal(jsonOf(await client.redeem(code)).error, 'invalid_grant');
  assert.equal(jsonOf(await client.refresh(refresh_token)).error, 'invalid_grant');
});

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { TestClock } from '../support/latchkey-under-test.ts';
import { signIn, tokensOf, whoAmI } from '../support/oauth-client.ts';
import { settingsStage } from '../support/settings-stage.ts';

interface KeyringFile {
  readonly encryption: readonly { readonly id: string }[];
  readonly signing: { readonly kid: string };
}

test('a new key signs, and what the old one signed is good until it expires', async (t) => {
  const clock = new TestClock();
  const { as, ada, latchkey } = await settingsStage(t, { clock: clock.read });
  const { client, tokens } = await signIn(latchkey.base, ada);
  const answer = await as(ada).send('keys', 'keys/signing');
  assert.equal(answer.status, 303);
  assert.match(await as(ada).read('keys?done=signing'), /A new key signs from now on/);
  assert.match(await as(ada).read('keys'), /A former key is still accepted until/);
  assert.equal(await whoAmI(latchkey.url, tokens.access_token), 'Ada');
  const renewed = tokensOf(await client.refresh(tokens.refresh_token));
  const kidOf = (token: string) =>
    JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()).kid;
  assert.notEqual(kidOf(renewed.access_token), kidOf(tokens.access_token));
  clock.pass(2 * 3_600_000);
  assert.doesNotMatch(await as(ada).read('keys'), /A former key is still accepted/);
});

test('everything is locked up with a new key, and works without the old one', async (t) => {
  const { as, ada, latchkey } = await settingsStage(t);
  const { tokens } = await signIn(latchkey.base, ada);
  const keyring = () =>
    JSON.parse(readFileSync(join(latchkey.dataDir, 'keyring.json'), 'utf8')) as KeyringFile;
  const [before] = keyring().encryption;
  const answer = await as(ada).send('keys', 'keys/encryption');
  assert.equal(answer.status, 303);
  assert.equal(keyring().encryption.length, 1);
  assert.notEqual(keyring().encryption[0]?.id, before?.id);
  await latchkey.restart();
  assert.equal(await whoAmI(latchkey.url, tokens.access_token), 'Ada');
  const events = await latchkey.latchkey.store.auditEvents(20);
  assert.ok(events.some(({ outcome }) => outcome === 'encryption_key_rotated'));
});

test('keys of the configuration are changed there, whatever is sent here', async (t) => {
  const { as, ada } = await settingsStage(t, {
    env: { OAUTH_ENCRYPTION_KEY: 'MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=' },
  });
  const page = await as(ada).read('keys');
  assert.match(page, /OAUTH_ENCRYPTION_KEY/);
  assert.doesNotMatch(page, /action="keys\/encryption"/);
  const answer = await as(ada).send('keys', 'keys/encryption');
  assert.equal(answer.status, 409);
  assert.match(await answer.text(), /Nothing was changed/);
});

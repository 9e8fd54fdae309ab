import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { decodeProtectedHeader } from 'jose';
import { HOUR, MINUTE } from '../../src/core/clock.ts';
import { isLatchkeyError } from '../../src/core/errors.ts';
import { systemRandom } from '../../src/core/ids.ts';
import { openKeyring } from '../../src/keys/keyring.ts';
import { startTestLatchkey, TestClock } from '../support/latchkey-under-test.ts';
import { mcp, signIn, tokensOf, whoAmI } from '../support/oauth-client.ts';

const NEW_SECRET = 'a secret of the operator and the newer one';
const OLD_SECRET = 'a secret of the operator and the older one';

test('a signing key is rotated while a token lives: it is good until its end, and no longer', async (t) => {
  const clock = new TestClock();
  const lk = await startTestLatchkey(t, { clock: clock.read });
  const { client, tokens } = await signIn(lk.base, lk.people[0]);
  const keyring = await openKeyring({
    dataDir: lk.dataDir,
    clock: clock.read,
    random: systemRandom,
    encryptionKeys: [],
    signingSecrets: [],
    accessTokenMs: HOUR,
  });
  await keyring.rotateSigningKey();
  await lk.restart();

  assert.equal(await whoAmI(lk.url, tokens.access_token), 'Ada');
  clock.pass(MINUTE);
  const renewed = tokensOf(await client.refresh(tokens.refresh_token));
  const [before, now] = [tokens, renewed].map((one) => decodeProtectedHeader(one.access_token).kid);
  assert.notEqual(now, before);
  assert.equal(await whoAmI(lk.url, renewed.access_token), 'Ada');
  clock.pass(HOUR - MINUTE);
  assert.equal((await mcp(lk.url, tokens.access_token, 'tools/list')).status, 401);
  assert.equal(await whoAmI(lk.url, renewed.access_token), 'Ada');
});

test('a secret of the operator is rotated as a list; what a removed one signed is refused', async (t) => {
  const env = { MCP_SIGNING_KEY: OLD_SECRET };
  const lk = await startTestLatchkey(t, { env });
  const { client, tokens } = await signIn(lk.base, lk.people[0]);
  assert.equal(decodeProtectedHeader(tokens.access_token).alg, 'HS256');

  env.MCP_SIGNING_KEY = `${NEW_SECRET},${OLD_SECRET}`;
  await lk.restart();
  assert.equal(await whoAmI(lk.url, tokens.access_token), 'Ada');
  const renewed = tokensOf(await client.refresh(tokens.refresh_token));

  env.MCP_SIGNING_KEY = NEW_SECRET;
  await lk.restart();
  assert.equal((await mcp(lk.url, tokens.access_token, 'tools/list')).status, 401);
  assert.equal(await whoAmI(lk.url, renewed.access_token), 'Ada');
  tokensOf(await client.refresh(renewed.refresh_token));
});

test('a keyring that is lost is not replaced in silence: the start says what is lost and what to do', async (t) => {
  const lk = await startTestLatchkey(t);
  await signIn(lk.base, lk.people[0]);
  await lk.stop();
  for (const file of ['keyring.json', 'keyring.json.bak']) {
    rmSync(join(lk.dataDir, file), { force: true });
  }
  await assert.rejects(lk.restart(), (thrown) => {
    assert.ok(isLatchkeyError(thrown, 'keyring_unreadable'), String(thrown));
    assert.match(thrown.message, /is missing.*from a backup.*sign in again/);
    return true;
  });
});

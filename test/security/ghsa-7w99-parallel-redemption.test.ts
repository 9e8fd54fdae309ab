/** A code found and then deleted, a refresh updated by id alone: both of two racers won (better-auth GHSA-7w99, GHSA-392p; Keycloak CVE-2026-1035). */
import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { SECOND } from '../../src/core/clock.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import { aCode, aGrant, allow, connect, NOW, successor } from '../contract/samples.ts';
import { lastly } from '../support/lastly.ts';
import { freePort, startTestLatchkey } from '../support/latchkey-under-test.ts';
import {
  codeOf,
  jsonOf,
  postAtOnce,
  signIn,
  submitConsent,
  TestClient,
  tokensOf,
} from '../support/oauth-client.ts';
import { tempDir } from '../support/temp.ts';

const MANY = 50;

const lk = await startTestLatchkey({ after });
const [ada] = lk.people;
const servers = [lk.base, await startSecondProcess()];
const tokenEndpoints = Array.from({ length: MANY }, (_, n) => `${servers[n % 2]}/token`);

async function startSecondProcess(): Promise<string> {
  const port = await freePort();
  const child = fork(join(import.meta.dirname, '../support/second-latchkey.ts'), {
    env: { ...process.env, ...lk.env, MCP_PORT: String(port) },
  });
  after(async () => {
    const ended = once(child, 'exit');
    child.disconnect();
    await ended;
  });
  await once(child, 'message');
  return `http://127.0.0.1:${port}`;
}

test('GHSA-7w99: redemptions of one code at once, in two processes, are one grant', async () => {
  const client = await TestClient.register(lk.base);
  const code = codeOf(await submitConsent(await client.openConsent(), ada.token));
  const answers = await postAtOnce(tokenEndpoints, client.redemption(code));
  const good = answers.filter(({ status }) => status === 200);
  assert.ok(good.length >= 1);
  assert.equal(new Set(good.map(({ text }) => text)).size, 1, 'more than one pair of tokens');
  for (const { status, text } of answers) {
    if (status !== 200) assert.equal(JSON.parse(text).error, 'invalid_grant');
  }
  const grants = (await lk.latchkey.store.grants()).filter((one) => one.clientId === client.id);
  assert.equal(grants.length, 1);
});

test('refreshes with one token at once, in two processes, are one successor', async () => {
  const { client, tokens } = await signIn(lk.base, ada);
  const answers = await postAtOnce(tokenEndpoints, client.refreshment(tokens.refresh_token));
  const successors = answers.map((page) => tokensOf(page).refresh_token);
  assert.equal(new Set(successors).size, 1, 'more than one successor');
  tokensOf(await client.refresh(successors[0] ?? ''));
});

test('a code that was redeemed in one process is a replay in the other', async () => {
  const client = await TestClient.register(lk.base);
  const code = codeOf(await submitConsent(await client.openConsent(), ada.token));
  const { refresh_token } = tokensOf(await client.redeem(code));
  const [replay] = await postAtOnce([`${servers[1]}/token`], client.redemption(code));
  assert.equal(replay?.status, 400);
  assert.equal(jsonOf(await client.refresh(refresh_token)).error, 'invalid_grant');
});

test('the store itself lets one of many win, whatever was read before', async (t) => {
  const store = openSqliteStore({ path: join(tempDir(t), 'latchkey.db') });
  lastly(t, () => store.close());
  await allow(store, 'code');
  await connect(store, 'refresh');
  const many = Array.from({ length: MANY }, (_, n) => n);
  const { hash } = aCode('code');
  const redeemed = await Promise.all(
    many.map((n) => store.redeemCode(hash, { grant: aGrant(`g${n}`), answer: `${n}` }, NOW)),
  );
  assert.equal(redeemed.filter(({ status }) => status === 'redeemed').length, 1);
  const first = await store.grants();
  assert.equal(first.filter(({ id }) => /^grant g\d+$/.test(id)).length, 1);

  const old = successor('refresh', 0).refresh.hash;
  const rotated = await Promise.all(
    many.map((n) => store.rotateRefresh(old, successor('refresh', n + 1), 30 * SECOND, NOW)),
  );
  assert.equal(rotated.filter(({ status }) => status === 'rotated').length, 1);
});

import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { freePort, startTestLatchkey } from '../support/latchkey-under-test.ts';
import {
  codeOf,
  jsonOf,
  type Page,
  postAtOnce,
  signIn,
  submitConsent,
  TestClient,
  tokensOf,
  whoAmI,
} from '../support/oauth-client.ts';

const MANY = 50;

const lk = await startTestLatchkey({ after });
const [ada] = lk.people;

/** A second process on the same data and behind the same front door, at another port. */
async function startSecondProcess(): Promise<string> {
  const port = await freePort();
  const child = fork(join(import.meta.dirname, '../support/second-latchkey.ts'), {
    env: { ...process.env, ...lk.env, MCP_PORT: String(port) },
  });
  after(async () => {
    const ended = once(child, 'exit');
    child.disconnect();
    assert.deepEqual(await ended, [0, null]);
  });
  assert.deepEqual((await once(child, 'message'))[0], 'listening');
  return `http://127.0.0.1:${port}`;
}

const second = await startSecondProcess();
const setups = [
  { name: 'in one process', servers: [lk.base] },
  { name: 'in two processes', servers: [lk.base, second] },
];
const everywhere = (servers: readonly string[]) =>
  Array.from({ length: MANY }, (_, index) => `${servers[index % servers.length]}/token`);

function assertOneAnswer(answers: readonly Page[]): ReturnType<typeof tokensOf> {
  assert.equal(answers.length, MANY);
  const different = new Set(answers.map(({ status, text }) => `${status} ${text}`));
  assert.equal(different.size, 1, [...different].join('\n'));
  return tokensOf(answers[0] as Page);
}

async function grantsOf(client: TestClient) {
  return (await lk.latchkey.store.grants()).filter((grant) => grant.clientId === client.id);
}

for (const { name, servers } of setups) {
  test(`${MANY} parallel redemptions of one code ${name} are one grant`, async () => {
    const client = await TestClient.register(lk.base);
    const code = codeOf(await submitConsent(await client.openConsent(), ada.token));
    const answers = await postAtOnce(everywhere(servers), client.redemption(code));

    const tokens = assertOneAnswer(answers);
    for (const server of servers) {
      assert.equal(await whoAmI(`${server}/mcp`, tokens.access_token), 'Ada');
    }
    const grants = await grantsOf(client);
    assert.equal(grants.length, 1);
    assert.equal(grants[0]?.endedAt, undefined);
    tokensOf(await client.refresh(tokens.refresh_token));
  });

  test(`${MANY} parallel refreshes with one token ${name} are one rotation`, async () => {
    const { client, tokens } = await signIn(lk.base, ada);
    const answers = await postAtOnce(everywhere(servers), client.refreshment(tokens.refresh_token));

    const renewed = assertOneAnswer(answers);
    assert.notEqual(renewed.refresh_token, tokens.refresh_token);
    assert.equal((await grantsOf(client)).length, 1);
    const next = tokensOf(await client.refresh(renewed.refresh_token));
    for (const server of servers) {
      assert.equal(await whoAmI(`${server}/mcp`, next.access_token), 'Ada');
    }
  });
}

test('what one process revokes, the other refuses at once', async () => {
  const { client, tokens } = await signIn(lk.base, ada);
  assert.equal(await whoAmI(`${second}/mcp`, tokens.access_token), 'Ada');
  await client.revoke(tokens.refresh_token);
  const refused = await fetch(`${second}/mcp`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${tokens.access_token}`, 'Content-Type': 'application/json' },
    body: '{}',
  });
  await refused.text();
  assert.equal(refused.status, 401);
});

test('a code redeemed in one process is spent in the other', async () => {
  const client = await TestClient.register(lk.base);
  const code = codeOf(await submitConsent(await client.openConsent(), ada.token));
  const { access_token, refresh_token } = tokensOf(await client.redeem(code));
  const [replay] = await postAtOnce([`${second}/token`], client.redemption(code));
  assert.equal(replay?.status, 400);
  assert.equal(jsonOf(replay as Page).error, 'invalid_grant');
  await assert.rejects(whoAmI(lk.url, access_token));
  assert.equal(jsonOf(await client.refresh(refresh_token)).error, 'invalid_grant');
});

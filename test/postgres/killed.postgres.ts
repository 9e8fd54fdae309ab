import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { type Ending, lastly } from '../support/lastly.ts';
import { freePort } from '../support/latchkey-under-test.ts';
import {
  type ConsentPage,
  codeOf,
  mcp,
  submitConsent,
  TestClient,
  type Tokens,
  tokensOf,
} from '../support/oauth-client.ts';
import { tempDir } from '../support/temp.ts';
import { type House, startHouse } from './house.ts';
import { startPostgres } from './server.ts';

const server = await startPostgres({ after });

/** One more instance of the house, in a process that can be killed. */
async function startDoomed(t: Ending, house: House) {
  const port = await freePort();
  const child: ChildProcess = fork(join(import.meta.dirname, '../support/second-latchkey.ts'), {
    env: {
      ...process.env,
      ...house.env,
      MCP_HOST: '127.0.0.1',
      MCP_DATA_DIR: tempDir(t),
      MCP_PORT: String(port),
      SETTINGS_PORT: '0',
    },
  });
  lastly(t, () => void child.kill('SIGKILL'));
  const [message] = await once(child, 'message');
  assert.equal(message, 'listening');
  house.balancer.ports.push(port);
  return {
    port,
    async kill() {
      const over = once(child, 'exit');
      child.kill('SIGKILL');
      await over;
    },
  };
}

const STEPS = ['registered', 'asked', 'allowed', 'redeemed', 'refreshed'] as const;

for (const fatal of STEPS) {
  test(`an instance that is killed once its client has ${fatal} is not missed`, async (t) => {
    const house = await startHouse(t, await server.database(), { count: 1 });
    const { base, url, balancer, people } = house;
    const doomed = await startDoomed(t, house);
    const after = async <T>(step: (typeof STEPS)[number], done: T): Promise<T> => {
      if (step === fatal) await doomed.kill();
      return done;
    };
    balancer.next(doomed.port);
    const client = await after('registered', await TestClient.register(base));
    balancer.next(doomed.port);
    const form: ConsentPage = await after('asked', await client.openConsent());
    balancer.next(doomed.port);
    const code = await after('allowed', codeOf(await submitConsent(form, people[0].token)));
    balancer.next(doomed.port);
    let tokens: Tokens = await after('redeemed', tokensOf(await client.redeem(code)));
    balancer.next(doomed.port);
    tokens = await after('refreshed', tokensOf(await client.refresh(tokens.refresh_token)));
    assert.equal((await mcp(url, tokens.access_token, 'tools/list')).status, 200);
    tokens = tokensOf(await client.refresh(tokens.refresh_token));
    assert.equal((await mcp(url, tokens.access_token, 'tools/list')).status, 200);
    const died = balancer.taken.findLastIndex(({ port }) => port === doomed.port);
    assert.ok(died >= 0 && died < balancer.taken.length - 1, 'it took part, and others went on');
  });
}

test('a refresh that died with its instance can be sent again, and one family is alive', async (t) => {
  const database = await server.database();
  const house = await startHouse(t, database, { count: 1 });
  const { base, url, balancer, people } = house;
  const doomed = await startDoomed(t, house);
  const client = await TestClient.register(base);
  const form = await client.openConsent();
  const code = codeOf(await submitConsent(form, people[0].token));
  const { refresh_token: token } = tokensOf(await client.redeem(code));
  balancer.next(doomed.port);
  const dying = client.refresh(token).catch(() => undefined);
  await doomed.kill();
  await dying;
  const tokens = tokensOf(await client.refresh(token));
  assert.equal((await mcp(url, tokens.access_token, 'tools/list')).status, 200);
  const live = await server.sql(
    'select hash from latchkey.refresh_tokens where grace_ends_at is null',
    database,
  );
  assert.equal(live.length, 1);
});

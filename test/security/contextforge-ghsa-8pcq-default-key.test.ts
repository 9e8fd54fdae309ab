/** A signing key that everybody knew, tokens good in every environment, and authentication off by accident (ContextForge GHSA-8pcq and GHSA-vgf8, docker/mcp-gateway#243). */
import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readConfig } from '../../src/config/read-config.ts';
import { startTestLatchkey, type TestLatchkeyOptions } from '../support/latchkey-under-test.ts';
import { askForToken } from '../support/machine-client.ts';
import { jsonOf, mcp, send, signIn, whoAmI } from '../support/oauth-client.ts';

const SECRET = 'q7Zr0aV5tX2mK9cL4nB8sD1fG6hJ3pWe';
const ROBOT = { id: 'robot', secret: 'Wp3eJ6hG1fD8sB4nL9cK' };
const CLIENTS = JSON.stringify([
  { client_id: ROBOT.id, client_secret: ROBOT.secret, grant_types: ['client_credentials'] },
]);

type Ending = Parameters<typeof startTestLatchkey>[0];

/** Another instance and what its tokens are worth at the first one. */
async function twoInstances(t: Ending, env: TestLatchkeyOptions['env'] = {}) {
  const options = { env: { MCP_CLIENTS: CLIENTS, ...env } };
  const [here, there] = [await startTestLatchkey(t, options), await startTestLatchkey(t, options)];
  const { tokens } = await signIn(there.base, there.people[0]);
  const machine = String(jsonOf(await askForToken(there.base, ROBOT)).access_token);
  return { here, there, foreign: [tokens.access_token, machine] };
}

test('GHSA-8pcq: there is no default key: each first start makes its own, for its owner’s eyes', async (t) => {
  const { here, there } = await twoInstances(t);
  const kids = await Promise.all(
    [here, there].map(async ({ base }) => {
      const { keys } = jsonOf(await send(`${base}/jwks`)) as {
        keys: { kid: string; d?: string }[];
      };
      assert.ok(keys.every((key) => key.d === undefined));
      return keys.map(({ kid }) => kid);
    }),
  );
  assert.notDeepEqual(kids[0], kids[1]);
  for (const { dataDir } of [here, there]) {
    assert.equal(statSync(join(dataDir, 'keyring.json')).mode & 0o777, 0o600);
  }
  const [one, other] = [here, there].map(({ dataDir }) =>
    readFileSync(join(dataDir, 'keyring.json'), 'utf8'),
  );
  assert.notEqual(one, other);
});

test('GHSA-vgf8: a token of another instance is refused', async (t) => {
  const { here, there, foreign } = await twoInstances(t);
  for (const token of foreign) {
    assert.equal((await mcp(there.url, token, 'tools/list')).status, 200);
    assert.equal((await mcp(here.url, token, 'tools/list')).status, 401);
  }
});

test('GHSA-vgf8: also when both sign with the same secret, since iss and aud tell them apart', async (t) => {
  const { here, there, foreign } = await twoInstances(t, { MCP_SIGNING_KEY: SECRET });
  for (const token of foreign) {
    assert.equal((await mcp(there.url, token, 'tools/list')).status, 200);
    assert.equal((await mcp(here.url, token, 'tools/list')).status, 401);
  }
});

test('GHSA-vgf8: also when one was made from a copy of the other, keys, grants and all', async (t) => {
  const { here, there, foreign } = await twoInstances(t);
  await Promise.all([here.stop(), there.stop()]);
  for (const file of ['keyring.json', 'latchkey.db']) {
    copyFileSync(join(there.dataDir, file), join(here.dataDir, file));
  }
  await here.restart();
  await there.restart();
  const keys = async (base: string) => jsonOf(await send(`${base}/jwks`));
  assert.deepEqual(await keys(here.base), await keys(there.base));
  for (const token of foreign) {
    assert.equal((await mcp(there.url, token, 'tools/list')).status, 200);
    assert.equal((await mcp(here.url, token, 'tools/list')).status, 401);
  }
});

test('docker/mcp-gateway#243: nothing that is said or not said switches authentication off by accident', async (t) => {
  const { url, people, base } = await startTestLatchkey(t);
  for (const method of ['initialize', 'tools/list', 'server/discover']) {
    assert.equal((await mcp(url, undefined, method)).status, 401);
  }
  const { tokens } = await signIn(base, people[0]);
  assert.equal(await whoAmI(url, tokens.access_token), people[0].name);

  const modeWith = (env: Readonly<Record<string, string>>) =>
    readConfig({ env, defaultDataDir: '' }).config.mode;
  const silent = [
    {},
    { MCP_AUTH_MODE: '' },
    { MCP_API_KEY: '' },
    { MCP_ALLOW_UNAUTHENTICATED: 'false' },
    { MCP_AUTH_ENABLED: 'false' },
    { MCP_API_KEYS: '[]' },
    { MCP_TRUSTED_ISSUERS: '[]' },
    { DOCKER_MCP_IN_CONTAINER: '1', container: 'docker' },
  ];
  for (const env of silent) assert.equal(modeWith(env), 'oauth', JSON.stringify(env));
});

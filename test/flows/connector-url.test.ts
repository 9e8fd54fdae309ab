import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import {
  codeOf,
  jsonOf,
  mcp,
  send,
  submitConsent,
  TestClient,
  tokensOf,
  whoAmI,
} from '../support/oauth-client.ts';

const SPELLINGS = ['', '/', '/mcp', '/mcp/'];

/** Goes the way a client goes that was given nothing but an address. */
async function connect(address: string, token: string): Promise<string> {
  const challenged = await mcp(address, undefined, 'initialize', {}, { era: 'legacy' });
  assert.equal(challenged.status, 401);
  const challenge = challenged.headers.get('www-authenticate') ?? '';
  const metadataUrl = /resource_metadata="([^"]+)"/.exec(challenge)?.[1] ?? '';
  const { resource, authorization_servers: servers } = jsonOf(await send(metadataUrl));
  assert.ok(Array.isArray(servers));
  const { issuer } = jsonOf(await send(`${servers[0]}/.well-known/oauth-authorization-server`));
  assert.equal(issuer, servers[0]);
  const client = await TestClient.register(String(issuer));
  const page = await client.openConsent({ resource: String(resource) });
  return tokensOf(await client.redeem(codeOf(await submitConsent(page, token)))).access_token;
}

test('a base URL bare, with a slash or with /mcp is one issuer, and / and /mcp both connect', async (t) => {
  for (const spelling of SPELLINGS) {
    const { base, url, port, people } = await startTestLatchkey(t, {
      baseUrl: (free) => `http://127.0.0.1:${free}${spelling}`,
    });
    assert.equal(base, `http://127.0.0.1:${port}`);
    assert.equal(url, `${base}/mcp`);
    for (const address of [url, `${base}/`, base]) {
      const token = await connect(address, people[0].token);
      assert.equal(await whoAmI(address, token), 'Ada', `${spelling} ${address}`);
    }
  }
});

test('resource metadata is wherever a client looks, and says the same', async (t) => {
  const { base, url } = await startTestLatchkey(t, {
    baseUrl: (free) => `http://127.0.0.1:${free}/mcp`,
  });
  const documents = await Promise.all(
    ['', '/mcp'].map((path) => send(`${base}/.well-known/oauth-protected-resource${path}`)),
  );
  for (const document of documents) assert.equal(jsonOf(document).resource, url);
  const challenged = await send(url, { method: 'POST' });
  const challenge = challenged.headers.get('www-authenticate') ?? '';
  assert.ok(
    challenge.includes(`resource_metadata="${base}/.well-known/oauth-protected-resource/mcp"`),
  );
});

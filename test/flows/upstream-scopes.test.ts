import assert from 'node:assert/strict';
import { test } from 'node:test';
import { McpServer } from '@modelcontextprotocol/server';
import { eventually } from '../support/eventually.ts';
import {
  callTool,
  codeOf,
  jsonOf,
  send,
  signIn,
  submitConsent,
  TestClient,
  tokensOf,
} from '../support/oauth-client.ts';
import { startHttpUpstream } from '../support/upstream-server.ts';
import { inHouse, startWithUpstreams, upstreamTools } from '../support/written-upstreams.ts';

const KEY = 'q7Zr0aV5tX2mK9cL4nB8sD1fG6hJ3pWe';
const OTHER_KEY = 'x7Zr0aV5tX2mK9cL4nB8sD1fG6hJ3pWx';

test('the scopes of upstreams are listed, follow the file, and the consent page names them', async (t) => {
  const server = await startHttpUpstream(t);
  const latchkey = await startWithUpstreams(t, { github: inHouse(server.url) });
  const { base } = latchkey;
  const listed = async (name: string) =>
    jsonOf(await send(`${base}/.well-known/${name}`)).scopes_supported as string[];
  for (const name of ['oauth-authorization-server', 'oauth-protected-resource/mcp']) {
    assert.ok((await listed(name)).includes('upstream:github'), name);
  }
  const client = await TestClient.register(base);
  const nothing = await client.openConsent();
  assert.match(nothing.text, /Also use: github\./);
  assert.doesNotMatch((await client.openConsent({ scope: 'home:read' })).text, /Also use/);

  latchkey.write({ files: inHouse(server.url) });
  await eventually(async () =>
    (await listed('oauth-protected-resource')).includes('upstream:files'),
  );
  assert.ok(!(await listed('oauth-protected-resource')).includes('upstream:github'));
  const answer = await submitConsent(nothing, latchkey.people[0].token);
  const { scope } = tokensOf(await client.redeem(codeOf(answer)));
  assert.equal(
    scope,
    'home:read home:control energy:read',
    'what the page did not show is not given',
  );
});

test('one that was not granted is 403 and named, and one sign-in more grants it', async (t) => {
  const server = await startHttpUpstream(t);
  const latchkey = await startWithUpstreams(t, {
    github: inHouse(server.url),
    files: inHouse(server.url),
  });
  const { base, url, people } = latchkey;
  const first = await signIn(base, people[1], { scope: 'home:read upstream:files' });
  assert.equal(first.tokens.scope, 'home:read upstream:files');
  const token = first.tokens.access_token;
  await eventually(async () => (await upstreamTools(url, token)).length === 3);
  const refused = await callTool(url, token, 'github__add', { a: 1, b: 2 });
  assert.equal(refused.status, 403);
  assert.match(refused.headers.get('www-authenticate') ?? '', /scope="upstream:github"/);

  const scope = 'home:read upstream:files upstream:github';
  const second = await signIn(base, people[1], { client: first.client, scope });
  assert.equal(second.tokens.scope, scope);
  const { result } = await callTool(url, second.tokens.access_token, 'github__add', { a: 1, b: 2 });
  assert.equal(result?.isError, undefined);
});

test('machines have an upstream only when their own scopes name it', async (t) => {
  const server = await startHttpUpstream(t);
  const keys = [
    { name: 'plain', key: KEY },
    { name: 'robot', key: OTHER_KEY, scopes: ['home:read', 'upstream:github'] },
  ];
  const { url } = await startWithUpstreams(
    t,
    { github: inHouse(server.url), files: inHouse(server.url) },
    { env: { MCP_API_KEYS: JSON.stringify(keys) } },
  );
  await eventually(async () => (await upstreamTools(url, OTHER_KEY)).length === 3);
  assert.ok((await upstreamTools(url, OTHER_KEY)).every((name) => name.startsWith('github__')));
  assert.deepEqual(await upstreamTools(url, KEY), []);
  // There is no account of the home for this machine, and none is needed elsewhere.
  const { result } = await callTool(url, OTHER_KEY, 'github__add', { a: 1, b: 2 });
  assert.equal(result?.isError, undefined);
  assert.equal((await callTool(url, KEY, 'github__add', {})).status, 403);
});

test('MCP_SCOPES that was written offers only the upstreams it names', async (t) => {
  const server = await startHttpUpstream(t);
  const { base } = await startWithUpstreams(
    t,
    { github: inHouse(server.url), files: inHouse(server.url) },
    { env: { MCP_SCOPES: 'home:read upstream:files upstream:gone' } },
  );
  const { scopes_supported } = jsonOf(await send(`${base}/.well-known/oauth-protected-resource`));
  assert.deepEqual(scopes_supported, ['home:read', 'upstream:files']);
});

test('a rule that lets only look hides every tool of an upstream, whatever that says of itself', async (t) => {
  const server = await startHttpUpstream(t, {}, () => {
    const made = new McpServer({ name: 'shop', version: '1.0.0' });
    const annotations = { readOnlyHint: true };
    made.registerTool('look', { description: 'Looks.', annotations }, () => ({ content: [] }));
    return made;
  });
  const servers = { shop: inHouse(server.url) };
  const free = await startWithUpstreams(t, servers);
  const held = await startWithUpstreams(t, servers, { env: { MCP_READ_ONLY: 'true' } });
  // Somebody limited to what is exposed to Assist has the upstream all the same: it is no part of the home.
  const limited = await signIn(free.base, free.people[1]);
  const readOnly = await signIn(held.base, held.people[0]);
  await eventually(
    async () => (await upstreamTools(free.url, limited.tokens.access_token)).length === 1,
  );
  await eventually(async () => (await held.latchkey.store.approvedTools('shop'))?.size === 1);
  assert.deepEqual(await upstreamTools(held.url, readOnly.tokens.access_token), []);
  const { result } = await callTool(held.url, readOnly.tokens.access_token, 'shop__look', {});
  assert.equal(result?.isError, true);
  assert.match(JSON.stringify(result?.content), /lets this assistant only look/);
});

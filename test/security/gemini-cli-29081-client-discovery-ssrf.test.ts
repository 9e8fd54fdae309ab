/**
 * MCP clients on servers fetched whatever addresses a server's metadata named: cloud metadata,
 * routers, neighbours (MCP Security Best Practices, SSRF; gemini-cli#29081, openworker#527).
 */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { createCheckedFetch } from '../../src/net/checked-fetch.ts';
import { clientCredentials } from '../../src/upstreams/auth/client-credentials.ts';
import { approvedHosts, authFault } from '../../src/upstreams/auth/filled-auth.ts';
import { gatewayStage } from '../support/gateway-stage.ts';
import { lastly } from '../support/lastly.ts';
import { SignInVisitor } from '../support/sign-in-visitor.ts';

/** A neighbour in the house that nobody approved, and whether it was asked. */
async function neighbour(t: TestContext) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  lastly(t, () => void server.close());
  return { asked, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

test('discovery SSRF: no address an upstream names in the house is asked, but its own', async (t) => {
  const { asked, origin } = await neighbour(t);
  const stage = await gatewayStage(t);
  const { upstream } = stage;
  await stage.keep();
  const visitor = new SignInVisitor(stage.app);
  const begin = async () => {
    const link = stage.link();
    return visitor.press(await visitor.open(link), link);
  };
  const inside = [origin, origin.replace('http:', 'https:'), 'http://169.254.169.254'];
  for (const one of [...inside, 'https://10.0.0.1', 'https://[::1]', 'https://localhost']) {
    upstream.resourceMetadata = { authorization_servers: [one] };
    upstream.metadata = {};
    assert.equal((await begin()).statusCode, 502, one);
    upstream.resourceMetadata = {};
    for (const name of ['token_endpoint', 'registration_endpoint']) {
      upstream.metadata = { [name]: `${one}/x` };
      const page = await begin();
      // An https address is refused when it is connected to; a token endpoint is not asked yet.
      if (page.statusCode === 502) continue;
      assert.equal(name, 'token_endpoint', one);
      const login = /url=(\S+?)">/.exec(page.body)?.[1]?.replaceAll('&amp;', '&') ?? '';
      const back = await visitor.open(upstream.authorize(login).href);
      assert.match(back.body, /You are not signed in at notes|does not answer/, one);
      await stage.store.dropUpstreamSecrets({ upstream: 'notes' });
    }
  }
  assert.deepEqual(asked, []);
  assert.deepEqual(upstream.tokenRequests, []);
});

test('a redirect of metadata into the house is not followed', async (t) => {
  const { asked, origin } = await neighbour(t);
  const stage = await gatewayStage(t);
  stage.upstream.redirects.set('/.well-known/oauth-authorization-server', `${origin}/metadata`);
  await stage.keep();
  const link = stage.link();
  const visitor = new SignInVisitor(stage.app);
  assert.equal((await visitor.press(await visitor.open(link), link)).statusCode, 502);
  assert.deepEqual(asked, []);
});

test('hosts of the house are approved by the operator alone, token endpoints too', async (t) => {
  const auth = {
    method: 'client_credentials' as const,
    tokenUrl: 'http://192.168.1.9:9000/token',
    clientId: 'id',
    clientSecret: 'secret',
  };
  const url = 'https://mcp.example/mcp';
  assert.match(authFault(auth, false) ?? '', /Its token_url is within your own network/);
  assert.equal(authFault(auth, true), undefined);
  assert.match(
    authFault({ ...auth, tokenUrl: 'http://id.example/token' }, true) ?? '',
    /plain http/,
  );
  assert.deepEqual(approvedHosts(url, auth, false), []);
  assert.deepEqual(approvedHosts(url, auth, true), ['mcp.example', '192.168.1.9:9000']);

  const { asked, origin } = await neighbour(t);
  const { fetch, close } = createCheckedFetch({ approvedHosts: [] });
  lastly(t, close);
  const tokenUrl = `${origin}/token`;
  const provider = clientCredentials({ ...auth, tokenUrl, resource: url }, fetch, Date.now);
  await assert.rejects(provider.token(), TypeError);
  assert.deepEqual(asked, []);
});

/** Of 119 MCP servers with OAuth each had a flaw, in four classes, and 40 % of 7,973 asked nobody anything (arXiv 2605.22333). */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { SECOND } from '../../src/core/clock.ts';
import { startTestLatchkey, TestClock } from '../support/latchkey-under-test.ts';
import {
  callbackOf,
  codeOf,
  jsonOf,
  mcp,
  send,
  submitConsent,
  TestClient,
  tokensOf,
  whoAmI,
} from '../support/oauth-client.ts';

const clock = new TestClock();
const { base, url, people } = await startTestLatchkey({ after }, { clock: clock.read });
const [ada, ben] = people;

test('arXiv 2605.22333: no method of the MCP endpoint answers who shows no token', async () => {
  const methods = [
    'initialize',
    'server/discover',
    'ping',
    'tools/list',
    'tools/call',
    'resources/list',
  ];
  for (const endpoint of [url, `${base}/`]) {
    for (const method of [...methods, 'prompts/list', 'completion/complete', 'logging/setLevel']) {
      for (const era of ['modern', 'legacy'] as const) {
        const answer = await mcp(endpoint, undefined, method, {}, { era });
        assert.equal(answer.status, 401, `${method} ${era}`);
        assert.match(answer.headers.get('www-authenticate') ?? '', /resource_metadata="/);
      }
    }
    for (const method of ['GET', 'DELETE', 'PUT', 'PATCH']) {
      const { status } = await send(endpoint, { method });
      assert.ok([401, 404, 405].includes(status), `${method}: ${status}`);
    }
  }
});

test('open clients: whoever catches a code on a shared machine cannot use it, and the page warns', async () => {
  const native = await TestClient.register(base, { redirect_uris: ['http://localhost/callback'] });
  const page = await native.openConsent({ redirect_uri: 'http://localhost:3118/callback' });
  assert.match(page.text, /localhost:3118/);
  assert.match(page.text, /runs on the computer you are using/);
  const code = codeOf(await submitConsent(page, ada.token));
  const sent = { redirect_uri: 'http://localhost:3118/callback' };
  const caught = await native.redeem(code, { ...sent, code_verifier: 'guess'.repeat(10) });
  assert.equal(jsonOf(caught).error, 'invalid_grant');
  tokensOf(await native.redeem(code, sent));
});

test('dynamic registration: a name is only a name, a redirect is exact, and nothing is given', async () => {
  const lookalike = await TestClient.register(base, {
    client_name: 'Claude',
    redirect_uris: ['https://claude.ai.evil.example/api/mcp/auth_callback'],
  });
  const page = await lookalike.openConsent();
  assert.match(page.text, /claude\.ai\.evil\.example/, 'the person sees where it really returns');
  assert.doesNotMatch(page.text, /Published by/, 'nobody vouches for the name');
  const real = { redirect_uri: 'https://claude.ai/api/mcp/auth_callback' };
  assert.equal((await send(lookalike.authorizeUrl(real))).status, 400);
  assert.equal((await mcp(url, lookalike.id, 'tools/list')).status, 401);
  const open = await send(`${base}/register/${lookalike.id}`);
  assert.equal(open.status, 404, 'a registration cannot be read');
});

test('delegated authorization: each grant is one person’s, in the browser that person used', async () => {
  const client = await TestClient.register(base);
  const adas = await client.openConsent();
  const bens = await client.openConsent();
  const stolen = await submitConsent({ ...adas, browser: bens.browser }, ben.token);
  assert.equal(stolen.status, 403, 'a form lured into another browser');
  const [ofBen, ofAda] = [
    await submitConsent(bens, ben.token),
    await submitConsent(adas, ada.token),
  ];
  const bensToken = tokensOf(await client.redeem(codeOf(ofBen))).access_token;
  const adasToken = tokensOf(await client.redeem(codeOf(ofAda))).access_token;
  assert.equal(await whoAmI(url, bensToken), ben.name);
  assert.equal(await whoAmI(url, adasToken), ada.name);
  assert.ok(!JSON.stringify([bensToken, adasToken]).includes(ada.token), 'no token is passed on');
});

test('conventional OAuth: state and issuer come back, a code is good once, PKCE is not optional', async () => {
  const client = await TestClient.register(base);
  const answer = await submitConsent(await client.openConsent(), ada.token);
  const { query } = callbackOf(answer);
  assert.equal(query.get('state'), client.state);
  assert.equal(query.get('iss'), base);
  const code = codeOf(answer);
  const { access_token } = tokensOf(await client.redeem(code));
  clock.pass(2 * SECOND);
  assert.equal(jsonOf(await client.redeem(code)).error, 'invalid_grant');
  assert.equal((await mcp(url, access_token, 'tools/list')).status, 401, 'a replay ends the grant');

  const refused = await send(client.authorizeUrl({ code_challenge: undefined }));
  assert.match(refused.headers.get('location') ?? '', /error=invalid_request/);
  const metadata = jsonOf(await send(`${base}/.well-known/oauth-authorization-server`));
  assert.deepEqual(metadata.response_types_supported, ['code']);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import {
  Browser,
  callbackOf,
  callTool,
  codeOf,
  jsonOf,
  mcp,
  submitConsent,
  TestClient,
  tokensOf,
  toolNames,
} from '../support/oauth-client.ts';

test('a stranger registers, a person signs in, and the client reads and switches a light', async (t) => {
  const { base, url, home, people, latchkey, logged } = await startTestLatchkey(t);
  const [ada] = people;

  const challenged = await mcp(url, undefined, 'tools/list');
  assert.equal(challenged.status, 401);
  const challenge = challenged.headers.get('www-authenticate') ?? '';
  const metadataUrl = /resource_metadata="([^"]+)"/.exec(challenge)?.[1] ?? '';
  const { resource, authorization_servers } = (await (await fetch(metadataUrl)).json()) as Record<
    string,
    unknown
  >;
  assert.deepEqual(
    { resource, authorization_servers },
    { resource: url, authorization_servers: [base] },
  );

  const client = await TestClient.register(base);
  const page = await client.openConsent();
  assert.match(page.text, /Test client wants to use your home/);
  assert.match(page.text, /client\.example/);
  const answer = await submitConsent(page, ada.token);
  assert.match(answer.text, /Signed in as <strong>Ada<\/strong>/);

  const callback = callbackOf(answer);
  assert.ok(callback.location.startsWith(`${client.redirectUri}?`));
  assert.equal(callback.query.get('state'), client.state);
  assert.equal(callback.query.get('iss'), base);

  const answered = await client.redeem(callback.code ?? '');
  assert.equal(answered.headers.get('cache-control'), 'no-store');
  const tokens = tokensOf(answered);
  assert.equal(tokens.token_type, 'Bearer');
  assert.equal(tokens.expires_in, 3_600);
  assert.equal(tokens.scope, 'home:read home:control energy:read');

  for (const era of ['modern', 'legacy'] as const) {
    const names = await toolNames(url, tokens.access_token, era);
    assert.ok(names.includes('home_overview') && names.includes('call_service'), era);
  }
  const before = home.commands().length;
  const switched = await callTool(url, tokens.access_token, 'call_service', {
    domain: 'light',
    service: 'turn_on',
    entity_id: 'light.kitchen',
    data: { brightness_pct: 40 },
  });
  assert.equal(switched.result?.isError, undefined, switched.text);
  const called = home
    .commands()
    .slice(before)
    .filter(({ type }) => type === 'call_service');
  assert.deepEqual(
    called.map(({ personId }) => personId),
    [home.people[0]?.id],
  );
  const seen = await callTool(url, tokens.access_token, 'get_state', {
    entity_id: 'light.kitchen',
  });
  assert.match(seen.text, /"on"/);

  const renewed = tokensOf(await client.refresh(tokens.refresh_token));
  assert.notEqual(renewed.refresh_token, tokens.refresh_token);
  assert.equal((await mcp(url, renewed.access_token, 'tools/list')).status, 200);

  assert.equal((await client.revoke(renewed.refresh_token)).status, 200);
  for (const token of [tokens.access_token, renewed.access_token]) {
    const refused = await mcp(url, token, 'tools/list');
    assert.equal(refused.status, 401);
    assert.match(refused.headers.get('www-authenticate') ?? '', /error="invalid_token"/);
  }
  const dead = await client.refresh(renewed.refresh_token);
  assert.equal(dead.status, 400);
  assert.equal(jsonOf(dead).error, 'invalid_grant');

  const [grant] = await latchkey.store.grants();
  assert.equal(grant?.endedReason, 'revoked_by_client');
  const log = logged.join('');
  for (const secret of [
    ada.token,
    callback.code ?? '',
    ...Object.values(page.hidden),
    tokens.access_token,
    tokens.refresh_token,
    renewed.refresh_token,
    client.verifier,
  ]) {
    assert.ok(!log.includes(secret), 'a secret is in the log');
  }
});

test('Deny tells the client access_denied, and the person that nothing was shared', async (t) => {
  const { base, people, latchkey, home } = await startTestLatchkey(t);
  const client = await TestClient.register(base);
  const page = await client.openConsent();
  const before = home.commands().length;
  const answer = await submitConsent(page, people[0].token, { action: 'deny' });

  assert.match(answer.text, /was not let in\. Nothing was shared/);
  const { code, query } = callbackOf(answer);
  assert.equal(code, undefined);
  assert.equal(query.get('error'), 'access_denied');
  assert.equal(query.get('state'), client.state);
  assert.equal(query.get('iss'), base);
  assert.equal(home.commands().length, before, 'the token of a person who says no is not tried');
  assert.equal((await latchkey.store.client(client.id))?.approvedAt, undefined);

  const again = await submitConsent(page, people[0].token);
  assert.equal(
    callbackOf(again).query.get('error'),
    'access_denied',
    'No is an answer, once given',
  );
});

test('a door on https binds the form to the browser with a __Host- cookie', async (t) => {
  const { port } = await startTestLatchkey(t, { baseUrl: () => 'https://home.example' });
  const local = `http://127.0.0.1:${port}`;
  const client = await TestClient.register(local);
  const response = await fetch(client.authorizeUrl({ resource: 'https://home.example/mcp' }), {
    redirect: 'manual',
  });
  const cookie = response.headers.getSetCookie().join();
  assert.match(cookie, /^__Host-latchkey-consent=[\w-]{43};/);
  for (const attribute of ['Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax']) {
    assert.ok(cookie.includes(attribute), attribute);
  }
  assert.ok(!cookie.includes('Domain'));
});

test('confidential clients redeem with their secret, in the header or in the form', async (t) => {
  const { base, people } = await startTestLatchkey(t);
  for (const method of ['client_secret_basic', 'client_secret_post']) {
    const client = await TestClient.register(base, { token_endpoint_auth_method: method });
    const secret = client.secret ?? '';
    assert.notEqual(secret, '');
    const code = codeOf(await submitConsent(await client.openConsent(), people[1].token));

    for (const wrong of [undefined, 'wrong']) {
      const refused = await client.redeem(code, { client_secret: wrong });
      assert.equal(refused.status, 401);
      assert.equal(jsonOf(refused).error, 'invalid_client');
      assert.match(refused.headers.get('www-authenticate') ?? '', /^Basic /);
    }
    const basic = `Basic ${Buffer.from(`${client.id}:${secret}`).toString('base64')}`;
    const redeemed = await client.redeem(
      code,
      { client_secret: undefined, client_id: undefined },
      { Authorization: basic },
    );
    const { refresh_token } = tokensOf(redeemed);
    tokensOf(await client.refresh(refresh_token));
  }
});

test('the consent page says where the answer goes, and warns of programs on this machine', async (t) => {
  const { base } = await startTestLatchkey(t);
  const local = await TestClient.register(base, { redirect_uris: ['http://localhost/callback'] });
  const page = await local.openConsent({ redirect_uri: 'http://localhost:3118/callback' });
  assert.match(page.text, /localhost:3118/);
  assert.match(page.text, /runs on the computer you are using/);

  const hosted = await TestClient.register(base);
  const other = await hosted.openConsent({}, new Browser());
  assert.doesNotMatch(other.text, /runs on the computer/);
});

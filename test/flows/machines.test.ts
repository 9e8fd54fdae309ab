import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { decodeJwt } from 'jose';
import { HOUR, SECOND, systemClock } from '../../src/core/clock.ts';
import { type DemoHome, startDemoHome } from '../../src/demo/demo-home.ts';
import {
  startTestLatchkey,
  TestClock,
  type TestLatchkeyOptions,
} from '../support/latchkey-under-test.ts';
import { askForToken, basic, type MachineClient, postForm } from '../support/machine-client.ts';
import {
  callTool,
  jsonOf,
  type McpAnswer,
  mcp,
  type Page,
  send,
  signIn,
  TestClient,
  toolNames,
  whoAmI,
} from '../support/oauth-client.ts';
import { signingClient } from '../support/signing-client.ts';
import { TinyIssuer } from '../support/tiny-issuer.ts';

const KEY = 'q7Zr0aV5tX2mK9cL4nB8sD1fG6hJ3pWe';
const ROBOT: MachineClient = { id: 'robot', secret: 'Wp3eJ6hG1fD8sB4nL9cK' };
const LOOK = ['home_overview', 'find_entities', 'get_state'];

/** A Latchkey whose operator's own account of the home is Ben's. */
async function withOperator(t: TestContext, options: TestLatchkeyOptions = {}) {
  const home = await startDemoHome();
  const [ada, ben] = home.people;
  assert.ok(ada !== undefined && ben !== undefined);
  const env = { HOMEASSISTANT_TOKEN: ben.token, ...options.env };
  const under = await startTestLatchkey(t, { ...options, home, env });
  return { ...under, ada, ben, home };
}

const keys = (...entries: readonly unknown[]) => ({ MCP_API_KEYS: JSON.stringify(entries) });
const robot = (more: Readonly<Record<string, unknown>> = {}) => ({
  MCP_CLIENTS: JSON.stringify([
    {
      client_id: ROBOT.id,
      client_name: 'Robot',
      client_secret: ROBOT.secret,
      grant_types: ['client_credentials'],
      ...more,
    },
  ]),
});

const tokenOf = (page: Page): string => {
  assert.equal(page.status, 200, page.text);
  return String(jsonOf(page).access_token);
};
const refusalOf = (page: Page) => [page.status, jsonOf(page).error];
const lightOn = (url: string, token: string) =>
  callTool(url, token, 'call_service', {
    domain: 'light',
    service: 'turn_on',
    entity_id: 'light.kitchen',
  });
const sentenceOf = ({ result }: McpAnswer) => {
  assert.equal(result?.isError, true);
  const [part] = (result?.content ?? []) as readonly { readonly text: string }[];
  return part?.text ?? '';
};
const askersOf = (home: DemoHome) => new Set(home.commands().map(({ personId }) => personId));

test('a key acts with the account of HOMEASSISTANT_TOKEN, and without scopes it only looks', async (t) => {
  const { url, home, ben, latchkey } = await withOperator(t, {
    env: { MCP_API_KEY: KEY, MCP_AUTH_MODE: 'oauth' },
  });
  for (const era of ['modern', 'legacy'] as const) {
    assert.equal(await whoAmI(url, KEY, era), ben.name);
    const names = await toolNames(url, KEY, era);
    assert.ok(LOOK.every((name) => names.includes(name)));
    assert.ok(!names.includes('call_service'));
  }
  assert.deepEqual([...askersOf(home)], [ben.id]);

  const refused = await lightOn(url, KEY);
  assert.equal(refused.status, 403);
  assert.match(refused.headers.get('www-authenticate') ?? '', /insufficient_scope.*home:control/);

  const [event] = await latchkey.store.auditEvents(1);
  assert.equal(event?.kind, 'tool');
  assert.equal(event?.detail?.machine, 'api-key-1');
  assert.equal(event?.personId, undefined);
  assert.ok(!JSON.stringify(await latchkey.store.auditEvents(100)).includes(KEY));
});

test('a key that acts as a person does so from their first sign-in on', async (t) => {
  const { base, url, home, ada, latchkey } = await withOperator(t, {
    env: {
      MCP_AUTH_MODE: 'oauth',
      ...keys({ name: 'n8n', key: KEY, scopes: ['home:control'], act_as: 'Ada' }),
    },
  });
  assert.ok((await toolNames(url, KEY)).includes('call_service'), 'the key itself is good');
  assert.match(
    sentenceOf(await callTool(url, KEY, 'home_overview')),
    /^Ada, as whom this acts, is not signed in: let Ada connect any assistant once\.$/,
  );
  assert.equal(home.commands().length, 0);

  await signIn(base, ada);
  assert.equal(await whoAmI(url, KEY), 'Ada');
  assert.equal((await lightOn(url, KEY)).result?.isError, undefined);
  const call = home.commands().find(({ type }) => type === 'call_service');
  assert.equal(call?.personId, ada.id);

  const [event] = await latchkey.store.auditEvents(1);
  assert.equal(event?.detail?.machine, 'n8n');
  assert.equal(event?.personId, ada.id);

  home.refuseToken(ada.token);
  assert.match(
    sentenceOf(await callTool(url, KEY, 'home_overview')),
    /Ada.* is not signed in|no longer accepts the sign-in this acts with/,
  );
  const after = await callTool(url, KEY, 'home_overview');
  assert.match(sentenceOf(after), /^Ada, as whom this acts, is not signed in/);
});

test('a person may be named by id too, and only an administrator’s machine configures', async (t) => {
  const home = await startDemoHome();
  const [ada, ben] = home.people;
  assert.ok(ada !== undefined && ben !== undefined);
  const scopes = ['home:configure'];
  const [one, two] = [`${KEY}1`, `${KEY}2`];
  const { base, url, latchkey } = await startTestLatchkey(t, {
    home,
    env: {
      MCP_AUTH_MODE: 'oauth',
      ...keys(
        { name: 'of ada', key: one, scopes, act_as: `${ada.id}@home` },
        { name: 'of ben', key: two, scopes, act_as: ben.id },
      ),
    },
  });
  await signIn(base, ada);
  await signIn(base, ben);
  assert.equal(await whoAmI(url, one), ada.name);
  assert.equal(await whoAmI(url, two), ben.name);

  const person = await latchkey.store.person('home', ada.id);
  assert.ok(person);
  await latchkey.store.putPerson({ ...person, id: 'another', name: ben.name });
  assert.equal(await whoAmI(url, two), ben.name, 'an id is nobody else’s name');
});

test('without any account a key is told what to set, and nothing crashes', async (t) => {
  const { url } = await startTestLatchkey(t, { env: { MCP_API_KEY: KEY, MCP_AUTH_MODE: 'oauth' } });
  assert.match(
    sentenceOf(await callTool(url, KEY, 'home_overview')),
    /^There is no account of the home to act with: set HOMEASSISTANT_TOKEN/,
  );
});

test('when the home refuses HOMEASSISTANT_TOKEN, its machines are told and people are not touched', async (t) => {
  const { base, url, home, ada, ben } = await withOperator(t, {
    env: { MCP_API_KEY: KEY, MCP_AUTH_MODE: 'oauth' },
  });
  const { tokens } = await signIn(base, ada);
  home.refuseToken(ben.token);
  for (let again = 0; again < 3; again += 1) {
    assert.match(
      sentenceOf(await callTool(url, KEY, 'home_overview')),
      /no longer accepts HOMEASSISTANT_TOKEN: set a new one/,
    );
  }
  assert.equal(home.failedLogins(), 1, 'a refused token is never tried again');
  assert.equal(await whoAmI(url, tokens.access_token), ada.name);
});

test('client_credentials with a secret: a token for this server, without a refresh token', async (t) => {
  const { base, url, ben } = await withOperator(t, { env: robot() });
  for (const page of [
    await askForToken(base, ROBOT, { resource: url }),
    await postForm(`${base}/oauth/token`, {
      grant_type: 'client_credentials',
      client_id: ROBOT.id,
      client_secret: ROBOT.secret,
    }),
  ]) {
    const answer = jsonOf(page);
    assert.equal(answer.token_type, 'Bearer');
    assert.equal(answer.expires_in, 3_600);
    assert.equal(answer.scope, 'home:read energy:read');
    assert.equal(answer.refresh_token, undefined);
    assert.equal(page.headers.get('cache-control'), 'no-store');
    const claims = decodeJwt(tokenOf(page));
    assert.equal(claims.iss, base);
    assert.equal(claims.aud, url);
    assert.equal(claims.sub, ROBOT.id);
    assert.equal(claims.client_id, ROBOT.id);
    assert.equal(await whoAmI(url, tokenOf(page)), ben.name);
  }
  const metadata = jsonOf(await send(`${base}/.well-known/oauth-authorization-server`));
  assert.ok((metadata.grant_types_supported as string[]).includes('client_credentials'));
});

test('client_credentials with private_key_jwt, as the extension recommends', async (t) => {
  const signing = await signingClient('signer', systemClock, 'ES256');
  const { base, url, ada, home } = await withOperator(t, {
    env: {
      MCP_CLIENTS: JSON.stringify([
        {
          client_id: 'signer',
          jwks: { keys: [signing.publicKey] },
          grant_types: ['client_credentials'],
          scopes: ['home:control'],
          act_as: 'Ada',
        },
      ]),
    },
  });
  await signIn(base, ada);
  const fields = await signing.fields(base);
  const ask = () => postForm(`${base}/token`, { grant_type: 'client_credentials', ...fields });
  const token = tokenOf(await ask());
  assert.deepEqual(refusalOf(await ask()), [401, 'invalid_client'], 'an assertion is good once');

  assert.equal((await lightOn(url, token)).result?.isError, undefined);
  const call = home.commands().find(({ type }) => type === 'call_service');
  assert.equal(call?.personId, ada.id);
});

test('what a client asks for is narrowed to what it was given, and never widened', async (t) => {
  const { base, url } = await withOperator(t, { env: robot({ scopes: ['home:control'] }) });
  const scopeOf = async (scope?: string) => jsonOf(await askForToken(base, ROBOT, { scope })).scope;
  assert.equal(await scopeOf(), 'home:read home:control');
  assert.equal(await scopeOf('home:read'), 'home:read');
  assert.equal(await scopeOf('home:control'), 'home:read home:control');
  assert.equal(await scopeOf('home:read energy:read home:configure'), 'home:read home:control');
  for (const scope of ['energy:read', 'openid profile']) {
    assert.deepEqual(refusalOf(await askForToken(base, ROBOT, { scope })), [400, 'invalid_scope']);
  }
  const resource = 'https://elsewhere.example/mcp';
  assert.deepEqual(refusalOf(await askForToken(base, ROBOT, { resource })), [
    400,
    'invalid_target',
  ]);
  const narrow = tokenOf(await askForToken(base, ROBOT, { scope: 'home:read' }));
  assert.equal((await lightOn(url, narrow)).status, 403);
});

test('nobody else gets a token for themselves', async (t) => {
  const { base, ada, latchkey } = await withOperator(t, { env: robot() });
  const wrong = await askForToken(base, { ...ROBOT, secret: `${ROBOT.secret}x` });
  assert.deepEqual(refusalOf(wrong), [401, 'invalid_client']);
  const unproven = { grant_type: 'client_credentials', client_id: ROBOT.id };
  assert.deepEqual(refusalOf(await postForm(`${base}/token`, unproven)), [401, 'invalid_client']);

  for (const method of ['none', 'client_secret_post']) {
    const { client } = await signIn(base, ada, {
      client: await TestClient.register(base, {
        token_endpoint_auth_method: method,
        grant_types: ['authorization_code', 'client_credentials'],
      }),
    });
    const fields = { client_id: client.id, client_secret: client.secret };
    const asked = await postForm(`${base}/token`, { grant_type: 'client_credentials', ...fields });
    assert.deepEqual(refusalOf(asked), [400, 'unauthorized_client'], method);
  }

  const client = await TestClient.register(base, {
    token_endpoint_auth_method: 'client_secret_basic',
  });
  const kept = await latchkey.store.client(client.id);
  assert.ok(kept);
  await latchkey.store.putClient({ ...kept, grantTypes: ['client_credentials'] }, 10);
  const self = { id: client.id, secret: client.secret ?? '' };
  assert.deepEqual(
    refusalOf(await askForToken(base, self)),
    [400, 'unauthorized_client'],
    'dynamic',
  );
});

test('a client that is taken off the list, or given less, is held to it at the next request', async (t) => {
  const { base, url, latchkey } = await withOperator(t, {
    env: robot({ scopes: ['home:control'] }),
  });
  const token = tokenOf(await askForToken(base, ROBOT));
  assert.ok((await toolNames(url, token)).includes('call_service'));

  const client = await latchkey.store.client(ROBOT.id);
  assert.ok(client);
  await latchkey.store.putClient({ ...client, scope: ['home:read'] }, 0);
  assert.ok(!(await toolNames(url, token)).includes('call_service'));
  await latchkey.store.putClient({ ...client, grantTypes: ['authorization_code'] }, 0);
  assert.equal((await mcp(url, token, 'tools/list')).status, 401);
  await latchkey.store.putClient(client, 0);
  assert.equal((await mcp(url, token, 'tools/list')).status, 200);
  await latchkey.store.removeClient(ROBOT.id, Date.now());
  assert.equal((await mcp(url, token, 'tools/list')).status, 401);
});

test('a token of a client ends when it expires, and alone when it is revoked', async (t) => {
  const clock = new TestClock();
  const { base, url } = await withOperator(t, { env: robot(), clock: clock.read });
  const [first, second] = [
    tokenOf(await askForToken(base, ROBOT)),
    tokenOf(await askForToken(base, ROBOT)),
  ];
  const end = (token: string, client = ROBOT) =>
    postForm(`${base}/revoke`, { token }, { Authorization: basic(client) });
  const status = async (token: string) => (await mcp(url, token, 'tools/list')).status;

  const stranger = await TestClient.register(base, {
    token_endpoint_auth_method: 'client_secret_basic',
  });
  const another = { id: stranger.id, secret: stranger.secret ?? '' };
  assert.equal((await end(first, another)).status, 200);
  assert.equal(await status(first), 200, 'another client changes nothing');
  assert.equal((await end(first)).status, 200);
  assert.deepEqual([await status(first), await status(second)], [401, 200]);
  clock.pass(HOUR);
  assert.equal(await status(second), 401);
});

test('introspection tells a client that proves itself what is alive', async (t) => {
  const { base, ada } = await withOperator(t, { env: robot() });
  const about = async (token: string, client: MachineClient) =>
    jsonOf(await postForm(`${base}/introspect`, { token }, { Authorization: basic(client) }));
  const own = tokenOf(await askForToken(base, ROBOT));
  const described = await about(own, ROBOT);
  assert.equal(described.active, true);
  assert.equal(described.sub, ROBOT.id);
  assert.equal(described.client_id, ROBOT.id);
  assert.equal(described.scope, 'home:read energy:read');

  const client = await TestClient.register(base, {
    token_endpoint_auth_method: 'client_secret_basic',
  });
  const self = { id: client.id, secret: client.secret ?? '' };
  const { tokens } = await signIn(base, ada, { client });
  for (const asker of [ROBOT, self]) {
    const access = await about(tokens.access_token, asker);
    assert.equal(access.active, true);
    assert.equal(access.sub, `${ada.id}@home`);
    assert.equal(access.aud, `${base}/mcp`);
    assert.equal((await about(tokens.refresh_token, asker)).token_type, 'refresh_token');
  }
  assert.deepEqual(await about(own, self), { active: false }, 'another’s token');
  assert.deepEqual(await about('nonsense', ROBOT), { active: false });

  await client.refresh(tokens.refresh_token);
  assert.deepEqual(await about(tokens.refresh_token, ROBOT), { active: false }, 'rotated');
  await client.revoke(tokens.access_token);
  assert.deepEqual(await about(tokens.access_token, ROBOT), { active: false }, 'revoked');
  await postForm(`${base}/revoke`, { token: own }, { Authorization: basic(ROBOT) });
  assert.deepEqual(await about(own, ROBOT), { active: false });

  const open = await TestClient.register(base, {});
  const unproven = await postForm(`${base}/introspect`, { token: own, client_id: open.id });
  assert.deepEqual(refusalOf(unproven), [401, 'invalid_client']);
  const metadata = jsonOf(await send(`${base}/.well-known/oauth-authorization-server`));
  assert.equal(metadata.introspection_endpoint, `${base}/introspect`);
  const methods = metadata.introspection_endpoint_auth_methods_supported as string[];
  assert.ok(methods.includes('private_key_jwt') && !methods.includes('none'));
});

test('mode api_key: keys open /mcp and nothing else does; there is no authorization server', async (t) => {
  const { base, url, ben } = await withOperator(t, {
    env: { MCP_AUTH_MODE: 'api_key', ...keys({ name: 'n8n', key: KEY }), ...robot() },
  });
  assert.equal(await whoAmI(url, KEY), ben.name);
  for (const wrong of [undefined, `${KEY}x`, 'x']) {
    const { status, headers } = await mcp(url, wrong, 'tools/list');
    assert.equal(status, 401);
    const challenge = headers.get('www-authenticate') ?? '';
    assert.match(challenge, /^Bearer /);
    assert.doesNotMatch(challenge, /resource_metadata/);
  }
  assert.equal(
    (await mcp(url, undefined, 'tools/list', {}, { headers: { 'X-API-Key': KEY } })).status,
    401,
  );
  for (const path of ['/token', '/register', '/revoke', '/introspect', '/consent']) {
    const page = await postForm(base + path, { grant_type: 'client_credentials' });
    assert.deepEqual(refusalOf(page), [404, 'not_found'], path);
  }
  for (const path of [
    'authorize',
    'jwks',
    '.well-known/oauth-authorization-server',
    '.well-known/oauth-protected-resource/mcp',
  ]) {
    assert.deepEqual(refusalOf(await send(`${base}/${path}`)), [404, 'not_found'], path);
  }
});

test('mode none: this network looks at the home, and a proxy may not speak for others', async (t) => {
  const { url, ben, logged } = await withOperator(t, { env: { MCP_AUTH_MODE: 'none' } });
  assert.equal(await whoAmI(url, ''), ben.name);
  assert.ok(!(await toolNames(url, '')).includes('call_service'));
  assert.equal((await lightOn(url, '')).status, 403);
  for (const header of ['X-Forwarded-For', 'Forwarded', 'X-Real-IP', 'CF-Connecting-IP']) {
    for (const value of ['203.0.113.7', '192.168.1.7']) {
      const page = await mcp(url, undefined, 'tools/list', {}, { headers: { [header]: value } });
      assert.deepEqual(refusalOf(page), [403, 'access_denied'], header);
    }
  }
  const loud = logged.filter((line) => line.includes('AUTHENTICATION IS OFF'));
  assert.equal(loud.length, 1);
});

test('mode none behind a proxy of the house believes it about where a request began', async (t) => {
  const { url } = await withOperator(t, {
    env: { MCP_AUTH_MODE: 'none', MCP_TRUST_PROXY: '127.0.0.1' },
  });
  const from = async (address: string) => {
    const headers = { 'X-Forwarded-For': address };
    return (await mcp(url, undefined, 'tools/list', {}, { headers })).status;
  };
  assert.equal(await from('192.168.1.7'), 200);
  assert.equal(await from('fd00::7'), 200);
  assert.equal(await from('203.0.113.7'), 403);
  assert.equal(await from('2001:db8::7'), 403);
  assert.equal(await from('203.0.113.7, 192.168.1.7'), 403, 'a stranger’s proxy behind ours');
  assert.equal(await from('192.168.1.7, 203.0.113.7'), 403);
  assert.equal(await from('unknown'), 403);
});

test('a trusted issuer that is down at the start means try again, and works when it is up', async (t) => {
  const clock = new TestClock();
  const issuer = await TinyIssuer.start(t, { clock: clock.read });
  issuer.setUp(false);
  const { url, ben, latchkey } = await withOperator(t, {
    clock: clock.read,
    env: {
      MCP_TRUSTED_ISSUERS: JSON.stringify([
        { name: 'authentik', issuer: issuer.url, audience: 'home-client' },
      ]),
    },
  });
  const authentik = { scope: undefined, 'home:read': true, email_verified: true };
  const token = await issuer.sign('home-client', authentik);
  const early = await mcp(url, token, 'tools/list');
  assert.deepEqual(refusalOf(early), [503, 'temporarily_unavailable']);
  assert.match(early.text, /JWT validator not configured/);
  assert.ok(Number(early.headers.get('retry-after')) > 0);

  issuer.setUp(true);
  clock.pass(10 * SECOND);
  assert.equal(await whoAmI(url, token), ben.name);
  const [event] = await latchkey.store.auditEvents(1);
  assert.equal(event?.detail?.machine, 'authentik:service-account');

  const unscoped = await mcp(
    url,
    await issuer.sign('home-client', { scope: 'openid' }),
    'tools/list',
  );
  assert.deepEqual(refusalOf(unscoped), [403, 'insufficient_scope']);
});

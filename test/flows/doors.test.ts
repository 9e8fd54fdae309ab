import assert from 'node:assert/strict';
import { get } from 'node:http';
import { after, test } from 'node:test';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import { callTool, jsonOf, mcp, signIn, TestClient } from '../support/oauth-client.ts';

const TUNNEL = 'https://mcp.home.example';
const CLOUD = 'https://abc123.ui.nabu.casa/api/latchkey';

const lk = await startTestLatchkey(
  { after },
  { baseUrl: (port) => `http://127.0.0.1:${port},${TUNNEL},${CLOUD}` },
);
const local = lk.base;
const twin = local.replace('127.0.0.1', 'localhost');

/** Asks our listener as the proxy of a door does: with that door's Host. */
function through(door: string, path: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const options = { headers: { Host: new URL(door).host }, agent: false };
    get(`${local}${path}`, options, (response) => {
      let text = '';
      response.on('data', (part) => {
        text += part;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    }).once('error', reject);
  });
}

const AS_NAMES = ['oauth-authorization-server', 'openid-configuration'];

for (const door of [local, twin, TUNNEL, CLOUD]) {
  const { pathname } = new URL(door);
  const path = pathname === '/' ? '' : pathname;

  test(`${new URL(door).hostname}: server metadata names this door, wherever it is looked for`, async () => {
    const places = AS_NAMES.flatMap((name) => [
      `/.well-known/${name}`,
      `/.well-known/${name}/mcp`,
      `/.well-known/${name}${path}`,
      `/.well-known/${name}${path}/mcp`,
      `/mcp/.well-known/${name}`,
      `/token/.well-known/${name}`,
    ]);
    for (const place of places) {
      const { status, text } = await through(door, place);
      assert.equal(status, 200, place);
      const document = JSON.parse(text) as Record<string, unknown>;
      assert.equal(document.issuer, door, place);
      assert.equal(document.authorization_endpoint, `${door}/authorize`, place);
      assert.equal(document.token_endpoint, `${door}/token`);
      assert.equal(document.registration_endpoint, `${door}/register`);
      assert.equal(document.revocation_endpoint, `${door}/revoke`);
      assert.equal(document.jwks_uri, `${door}/jwks`);
      assert.deepEqual(document.code_challenge_methods_supported, ['S256']);
      assert.equal(document.authorization_response_iss_parameter_supported, true);
      assert.ok(!Object.values(document).includes(null));
    }
  });

  test(`${new URL(door).hostname}: resource metadata names this door, wherever it is looked for`, async () => {
    for (const place of ['', '/mcp', path, `${path}/mcp`]) {
      const { status, text } = await through(door, `/.well-known/oauth-protected-resource${place}`);
      assert.equal(status, 200, place);
      const document = JSON.parse(text) as Record<string, unknown>;
      assert.equal(document.resource, `${door}/mcp`, place);
      assert.deepEqual(document.authorization_servers, [door]);
      const scopes = document.scopes_supported as string[];
      assert.ok(scopes.includes('home:control') && !scopes.includes('offline_access'));
    }
  });
}

test('the keys are where every place says, and none of them is secret', async () => {
  for (const path of ['/jwks', '/oauth/jwks', '/.well-known/jwks.json']) {
    const { keys } = jsonOf({ ...(await through(TUNNEL, path)), url: '', headers: new Headers() });
    for (const key of keys as Record<string, unknown>[]) {
      assert.equal(key.kty, 'EC');
      assert.equal(key.d, undefined);
    }
    assert.equal((keys as unknown[]).length, 1);
  }
});

test('a name that is no door is refused, and its name is not believed', async () => {
  for (const path of ['/mcp', '/.well-known/oauth-authorization-server', '/authorize']) {
    const { status, text } = await through('http://evil.example', path);
    assert.equal(status, 403, path);
    assert.ok(!text.includes('evil'));
  }
});

test('a token of one front door opens no other', async () => {
  const { tokens } = await signIn(local, lk.people[0]);
  assert.equal((await mcp(`${local}/mcp`, tokens.access_token, 'tools/list')).status, 200);
  for (const era of ['modern', 'legacy'] as const) {
    const options = { era };
    const elsewhere = await callTool(
      `${twin}/mcp`,
      tokens.access_token,
      'home_overview',
      {},
      options,
    );
    assert.equal(elsewhere.status, 401);
    const challenge = elsewhere.headers.get('www-authenticate') ?? '';
    assert.match(challenge, /error="invalid_token"/);
    assert.ok(challenge.includes(`${twin}/.well-known/oauth-protected-resource/mcp`));
  }
});

test('a refresh token stays with the door it was made for', async () => {
  const { client, tokens } = await signIn(local, lk.people[0]);
  const elsewhere = await client.refresh(tokens.refresh_token, { resource: `${twin}/mcp` });
  assert.equal(jsonOf(elsewhere).error, 'invalid_target');
});

test('/ is the same endpoint, and the /oauth spellings are the same handlers', async () => {
  const { client, tokens } = await signIn(local, lk.people[0]);
  assert.equal((await mcp(`${local}/`, tokens.access_token, 'tools/list')).status, 200);

  const redirected = await fetch(client.authorizeUrl().replace('/authorize', '/oauth/authorize'), {
    redirect: 'manual',
  });
  assert.match(redirected.headers.get('location') ?? '', /^\/consent\?request=/);
  const other = await TestClient.register(`${local}/oauth`);
  assert.ok(other.id);
});

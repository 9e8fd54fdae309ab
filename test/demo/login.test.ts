import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Auth, createConnection, getUser } from 'home-assistant-js-websocket';
import type { DemoHome } from '../../src/demo/demo-home.ts';
import { homeFor, type Json, until } from './support.ts';

const CLIENT = 'https://door.example.org';
const RETURN = 'https://door.example.org/signin/callback';

function authorizeUrl(home: DemoHome, change: Record<string, string> = {}): string {
  const asked = { response_type: 'code', client_id: CLIENT, redirect_uri: RETURN, state: 's<1' };
  return `${home.url}/auth/authorize?${new URLSearchParams({ ...asked, ...change })}`;
}

/** Fills in the form of the page, with what it has hidden in it. */
async function submit(home: DemoHome, page: string, filled: Record<string, string>) {
  const form = new URLSearchParams(filled);
  for (const [, name = '', value = ''] of page.matchAll(
    /type="hidden" name="(\w+)" value="([^"]*)"/g,
  )) {
    form.set(name, value.replaceAll('&lt;', '<').replaceAll('&amp;', '&'));
  }
  return fetch(`${home.url}/auth/authorize`, { method: 'POST', body: form, redirect: 'manual' });
}

async function codeFor(home: DemoHome): Promise<string> {
  const page = await (await fetch(authorizeUrl(home))).text();
  const back = await submit(home, page, { username: 'ben', password: 'ben-demo' });
  return new URL(back.headers.get('location') ?? '').searchParams.get('code') ?? '';
}

async function token(home: DemoHome, form: Record<string, string>) {
  const response = await fetch(`${home.url}/auth/token`, {
    method: 'POST',
    body: new URLSearchParams(form),
  });
  return { status: response.status, body: (await response.json()) as Json };
}

test('the page sends people back with a code that becomes their connection', async (t) => {
  const home = await homeFor(t);
  const page = await (await fetch(authorizeUrl(home))).text();
  const back = await submit(home, page, { username: 'ben', password: 'ben-demo' });
  assert.equal(back.status, 303);
  const location = new URL(back.headers.get('location') ?? '');
  assert.equal(location.origin + location.pathname, RETURN);
  assert.equal(location.searchParams.get('state'), 's<1');

  const code = location.searchParams.get('code') ?? '';
  const grant = { grant_type: 'authorization_code', code, client_id: CLIENT };
  const { status, body } = await token(home, grant);
  assert.equal(status, 200);
  assert.deepEqual([body.token_type, body.expires_in], ['Bearer', 1800]);

  const auth = new Auth({
    hassUrl: home.url,
    clientId: CLIENT,
    expires: 0,
    refresh_token: String(body.refresh_token),
    access_token: String(body.access_token),
    expires_in: 1800,
  });
  const connection = await createConnection({ auth });
  assert.equal((await getUser(connection)).name, 'Ben');

  let refused = false;
  connection.addEventListener('reconnect-error', () => {
    refused = true;
  });
  await auth.revoke();
  await until(() => refused, 'the end of the revoked login');
  connection.close();
});

test('a wrong password stays on the page and is counted', async (t) => {
  const home = await homeFor(t);
  const page = await (await fetch(authorizeUrl(home))).text();
  const again = await submit(home, page, { username: 'ben', password: 'wrong' });
  assert.equal(again.status, 200);
  assert.match(await again.text(), /role="alert">Invalid username or password/);
  assert.equal(home.failedLogins(), 1);
});

test('people are only sent back to where the client lives', async (t) => {
  const home = await homeFor(t);
  for (const change of [
    { redirect_uri: 'https://elsewhere.example.org/' },
    { redirect_uri: 'http://door.example.org/signin/callback' },
    { redirect_uri: 'https://door.example.org:443/' },
    { client_id: 'https://door.example.org/../x' },
    { client_id: 'https://someone@door.example.org' },
    { client_id: 'door' },
  ]) {
    const page = await fetch(authorizeUrl(home, change));
    assert.equal(page.status, 400, JSON.stringify(change));
  }
});

test('the page shows what it was given as text', async (t) => {
  const home = await homeFor(t);
  const page = await (await fetch(authorizeUrl(home, { state: '"><script>' }))).text();
  assert.ok(!page.includes('<script>'));
});

test('a code is good once, and for its own client', async (t) => {
  const home = await homeFor(t);
  const grant = { grant_type: 'authorization_code', client_id: CLIENT };
  const stolen = { ...grant, code: await codeFor(home), client_id: 'https://other.example.org' };
  assert.equal((await token(home, stolen)).status, 400);
  const code = await codeFor(home);
  assert.equal((await token(home, { ...grant, code })).status, 200);
  assert.deepEqual((await token(home, { ...grant, code })).body, {
    error: 'invalid_request',
    error_description: 'Invalid code',
  });
  assert.equal(home.failedLogins(), 2);
});

test('a challenge is only met by its verifier', async (t) => {
  const home = await homeFor(t);
  const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
  const challenge = {
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
  };
  const redeem = async (asked: Record<string, string>, given: Record<string, string>) => {
    const page = await (await fetch(authorizeUrl(home, asked))).text();
    const back = await submit(home, page, { username: 'ben', password: 'ben-demo' });
    const code = new URL(back.headers.get('location') ?? '').searchParams.get('code') ?? '';
    const form = { grant_type: 'authorization_code', client_id: CLIENT, code, ...given };
    return (await token(home, form)).body.error;
  };
  assert.equal(await redeem(challenge, { code_verifier: verifier }), undefined);
  assert.equal(await redeem(challenge, {}), 'invalid_request');
  assert.equal(await redeem(challenge, { code_verifier: verifier.toLowerCase() }), 'invalid_grant');
  assert.equal(await redeem({}, { code_verifier: verifier }), 'invalid_request');
  const plain = { ...challenge, code_challenge_method: 'plain' };
  assert.equal((await fetch(authorizeUrl(home, plain))).status, 400);
});

test('a refresh token gives access tokens to its client alone', async (t) => {
  let now = Date.UTC(2026, 10, 21);
  const home = await homeFor(t, { clock: () => now });
  const code = await codeFor(home);
  const first = await token(home, { grant_type: 'authorization_code', client_id: CLIENT, code });
  const refresh = {
    grant_type: 'refresh_token',
    client_id: CLIENT,
    refresh_token: String(first.body.refresh_token),
  };
  now += 80 * 24 * 3_600_000;
  const second = await token(home, refresh);
  assert.equal(second.status, 200);
  assert.equal(second.body.refresh_token, undefined);
  const bearer = (body: Json) => ({ headers: { authorization: `Bearer ${body.access_token}` } });
  assert.equal((await fetch(`${home.url}/api/`, bearer(first.body))).status, 401);
  assert.equal((await fetch(`${home.url}/api/`, bearer(second.body))).status, 200);

  const other = await token(home, { ...refresh, client_id: 'https://other.example.org' });
  assert.deepEqual(other.body, { error: 'invalid_request' });
  now += 91 * 24 * 3_600_000;
  assert.deepEqual((await token(home, refresh)).body, { error: 'invalid_grant' });
  const unknown = await token(home, { grant_type: 'password' });
  assert.deepEqual(unknown.body, { error: 'unsupported_grant_type' });
});

test('revoking answers 200 whatever it is given', async (t) => {
  const home = await homeFor(t);
  const revoke = (value: string) =>
    fetch(`${home.url}/auth/revoke`, {
      method: 'POST',
      body: new URLSearchParams({ token: value }),
    });
  assert.equal((await revoke('nonsense')).status, 200);
  assert.equal(home.failedLogins(), 0);
});

test('the login flow does the same without a page', async (t) => {
  const home = await homeFor(t);
  const post = async (path: string, body: Json) => {
    const response = await fetch(home.url + path, { method: 'POST', body: JSON.stringify(body) });
    return (await response.json()) as Json;
  };
  const begun = await post('/auth/login_flow', {
    client_id: CLIENT,
    handler: ['homeassistant', null],
    redirect_uri: RETURN,
  });
  assert.equal(begun.step_id, 'init');
  const path = `/auth/login_flow/${begun.flow_id}`;
  const wrong = await post(path, { client_id: CLIENT, username: 'ada', password: 'no' });
  assert.deepEqual(wrong.errors, { base: 'invalid_auth' });
  const done = await post(path, { client_id: CLIENT, username: 'ada', password: 'ada-demo' });
  assert.equal(done.type, 'create_entry');
  const grant = { grant_type: 'authorization_code', client_id: CLIENT, code: String(done.result) };
  assert.equal((await token(home, grant)).status, 200);
});

test('the metadata tells what Home Assistant tells', async (t) => {
  const home = await homeFor(t);
  const metadata = await fetch(`${home.url}/.well-known/oauth-authorization-server`);
  const { issuer, authorization_endpoint: authorize, ...rest } = (await metadata.json()) as Json;
  assert.deepEqual([issuer, authorize], [home.url, `${home.url}/auth/authorize`]);
  assert.ok(!('registration_endpoint' in rest));
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually } from '../support/eventually.ts';
import {
  Browser,
  callbackOf,
  consentPage,
  submitConsent,
  whoAmI,
} from '../support/oauth-client.ts';
import { type SettingsVisitor, settingsStage } from '../support/settings-stage.ts';
import { supervisedStage } from '../support/supervised.ts';

const CALLBACK = 'http://house.local:8123/auth/external/callback';
const OUR_FORM = /^(http:\/\/127\.0\.0\.1:\d+)?\/(consent|authorize)\b/;
const behind = { baseUrl: (port: number) => `http://127.0.0.1:${port},https://mcp.example.net` };

/** Presses the button, and reads what is shown once. */
async function make(visitor: SettingsVisitor, home = 'http://house.local:8123') {
  const answer = await visitor.send('', 'home-client/make', { home });
  const page = await answer.text();
  assert.equal(answer.status, 200, page);
  const shown = (id: string) => new RegExp(`<code id="${id}">([^<]+)</code>`).exec(page)?.[1] ?? '';
  return { id: shown('clientId'), secret: shown('clientSecret'), address: shown('address'), page };
}

/** What Home Assistant's own MCP client does: no code_challenge, and the secret in the form. */
async function connect(
  base: string,
  { id, secret }: { id: string; secret: string },
  token: string,
) {
  const query = { response_type: 'code', client_id: id, redirect_uri: CALLBACK, state: 'abc' };
  const browser = new Browser();
  const form = await browser.open(`${base}/authorize?${new URLSearchParams(query)}`);
  const { location } = callbackOf(await submitConsent(consentPage(browser, form), token));
  const body = {
    grant_type: 'authorization_code',
    code: new URL(location).searchParams.get('code') ?? '',
    redirect_uri: CALLBACK,
    client_id: id,
    client_secret: secret,
  };
  return fetch(`${base}/token`, { method: 'POST', body: new URLSearchParams(body) });
}

test('a client for a Home Assistant is made with one press, shown once, and lets it in', async (t) => {
  const { as, ada, latchkey } = await settingsStage(t, behind);
  const made = await make(as(ada));
  assert.equal(made.address, 'https://mcp.example.net/mcp');
  assert.match(made.page, /shown only once/);
  const first = await as(ada).read('');
  assert.match(first, /Home Assistant \(house\.local:8123\), made/);
  assert.ok(!first.includes(made.secret));
  assert.ok(latchkey.logged.every((line) => !line.includes(made.secret)));

  assert.equal((await connect(latchkey.base, { ...made, secret: 'wrong' }, ada.token)).status, 401);
  const answer = await connect(latchkey.base, made, ada.token);
  assert.equal(answer.status, 200);
  const { access_token } = (await answer.json()) as { access_token: string };
  assert.equal(await whoAmI(latchkey.url, access_token), 'Ada');

  const removed = await as(ada).send('', 'home-client/remove', { id: made.id });
  assert.match(removed.headers.get('location') ?? '', /done=home_client_removed$/);
  assert.match(
    await as(ada).read('?done=home_client_removed'),
    /that Home Assistant is disconnected/,
  );
  const call = await fetch(latchkey.url, {
    method: 'POST',
    headers: { Authorization: `Bearer ${access_token}`, 'Content-Type': 'application/json' },
    body: '{}',
  });
  assert.equal(call.status, 401);
  assert.equal((await as(ada).send('', 'home-client/remove', { id: made.id })).status, 409);
});

test('only an answer to the address that was entered, or to My Home Assistant, is let out', async (t) => {
  const { as, ada, latchkey } = await settingsStage(t, behind);
  const { id } = await make(as(ada));
  const asked = async (redirect_uri: string) => {
    const query = new URLSearchParams({ response_type: 'code', client_id: id, redirect_uri });
    const answer = await fetch(`${latchkey.base}/authorize?${query}`, { redirect: 'manual' });
    return answer.headers.get('location') ?? answer.status;
  };
  assert.match(`${await asked('https://my.home-assistant.io/redirect/oauth')}`, OUR_FORM);
  assert.match(`${await asked(CALLBACK)}`, OUR_FORM);
  for (const other of [
    'https://evil.example/auth/external/callback',
    'http://house.local:8124/auth/external/callback',
    'https://my.home-assistant.io/redirect/oauth/x',
  ]) {
    assert.equal(await asked(other), 400, other);
  }
});

test('what cannot be a Home Assistant is refused with a sentence, and stays in its field', async (t) => {
  const { as, ada } = await settingsStage(t, behind);
  for (const home of [
    'homeassistant.local:8123',
    'ftp://house.local',
    'http://ha.example.com',
    'https://a:b@ha.example.com',
    'javascript:alert(1)',
    `https://${'a'.repeat(600)}.example`,
  ]) {
    const answer = await as(ada).send('', 'home-client/make', { home });
    const page = await answer.text();
    assert.equal(answer.status, 400, home);
    assert.match(page, /Enter the whole address of that Home Assistant/, home);
    assert.ok(page.includes(`value="${home}"`), home);
  }
  assert.equal((await as(ada).send('', 'home-client/make', {})).status, 400);
  assert.doesNotMatch(await as(ada).read(''), /Made so far/);
});

test('there are ten at most, and none without an address that Home Assistant can use', async (t) => {
  const { as, ada } = await settingsStage(t, behind);
  for (let count = 0; count < 10; count += 1) await make(as(ada), '');
  const answer = await as(ada).send('', 'home-client/make', { home: '' });
  assert.equal(answer.status, 400);
  assert.match(await answer.text(), /There are ten already/);

  const other = await settingsStage(t, { baseUrl: () => 'https://ha.example.net/api/latchkey' });
  assert.match(await other.as(other.ada).read(''), /find its own sign-in instead/);
  const refused = await other.as(other.ada).send('', 'home-client/make', { home: '' });
  assert.equal(refused.status, 409);
});

test('the Home Assistant that a Supervisor introduces us to needs none, and its client is not removed here', async (t) => {
  const credentials: Readonly<Record<string, string>>[] = [];
  const words = { urls: { internal: null, external: null, cloud: null }, cloud: undefined };
  const stage = await supervisedStage(t, { words: { ...words, credentials } });
  const { as, ada, supervisor, lookedAround } = stage;
  await lookedAround();
  assert.doesNotMatch(await as(ada).read(''), /How to connect/);
  await as(ada).send('', 'address/add', { address: 'https://ha.example.net/api/latchkey' });
  assert.match(await as(ada).read(''), /finds Latchkey by itself once there is an address/);
  await as(ada).send('', 'address/add', { address: 'https://mcp.example.net' });
  await eventually(async () => supervisor.state.announced.size === 1);
  await eventually(async () => (await as(ada).read('')).includes('has found Latchkey by itself'));
  assert.doesNotMatch(await as(ada).read(''), /Made so far/);
  const id = credentials[0]?.client_id ?? '';
  assert.equal((await as(ada).send('', 'home-client/remove', { id })).status, 409);
});

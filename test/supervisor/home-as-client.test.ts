import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tokenHash } from '../../src/keys/token-hash.ts';
import { addressForHome } from '../../src/supervisor/home-as-client.ts';
import { eventually } from '../support/eventually.ts';
import { Browser, callbackOf, consentPage, submitConsent } from '../support/oauth-client.ts';
import { type HouseWords, supervisedStage } from '../support/supervised.ts';

type Credential = Readonly<Record<string, string>>;

function houseWords(): HouseWords & { credentials: Credential[] } {
  return {
    urls: { internal: 'http://192.168.1.4:8123', external: null, cloud: null },
    cloud: undefined,
    credentials: [],
  };
}

test('an address for Home Assistant is one that a browser reaches, too', () => {
  assert.equal(addressForHome([]), undefined);
  assert.equal(addressForHome(['http://localhost:8086']), undefined);
  assert.equal(addressForHome(['https://abc.ui.nabu.casa/api/latchkey']), undefined);
  assert.equal(
    addressForHome(['http://127.0.0.1:8086', 'https://mcp.example.net']),
    'https://mcp.example.net',
  );
});

test('once there is an address Home Assistant is offered it, with credentials to sign in with', async (t) => {
  const words = houseWords();
  const { as, ada, supervisor, latchkey } = await supervisedStage(t, { words });
  await eventually(async () => supervisor.asked.includes('GET /core/info'));
  assert.equal(supervisor.state.announced.size, 0);
  assert.equal(words.credentials.length, 0);

  await as(ada).send('', 'address/add', { address: 'https://mcp.example.net' });
  await eventually(async () => supervisor.state.announced.size === 1);
  assert.deepEqual(
    [...supervisor.state.announced.values()],
    [{ service: 'mcp', config: { url: 'https://mcp.example.net/mcp' } }],
  );
  const [made] = words.credentials;
  assert.equal(made?.domain, 'mcp');
  const client = await latchkey.latchkey.store.client(made?.client_id ?? '');
  assert.equal(client?.secretHash, tokenHash(made?.client_secret ?? ''));
  assert.deepEqual(client?.redirectUris, [
    'https://my.home-assistant.io/redirect/oauth',
    'http://192.168.1.4:8123/auth/external/callback',
  ]);
  assert.ok(latchkey.logged.every((line) => !line.includes(made?.client_secret ?? '?')));

  // As Home Assistant does it: without PKCE, with the secret in the form.
  const redirect = client?.redirectUris[1] ?? '';
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: made?.client_id ?? '',
    redirect_uri: redirect,
    state: 'abc',
  });
  const host = `http://127.0.0.1:${latchkey.port}`;
  const browser = new Browser();
  const page = consentPage(browser, await browser.open(`${host}/authorize?${query}`));
  const { location } = callbackOf(await submitConsent(page, ada.token));
  const answer = await fetch(`${host}/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code: new URL(location).searchParams.get('code') ?? '',
      redirect_uri: redirect,
      client_id: made?.client_id ?? '',
      client_secret: made?.client_secret ?? '',
    }),
  });
  assert.equal(answer.status, 200, await answer.text());
});

test('the same client is kept over a restart, and the offer is taken back with the address', async (t) => {
  const words = houseWords();
  const stage = await supervisedStage(t, { words });
  const { as, ada, supervisor, latchkey } = stage;
  await as(ada).send('', 'address/add', { address: 'https://mcp.example.net' });
  await eventually(async () => supervisor.state.announced.size === 1);
  await as(ada).send('', 'address/remove', { address: 'https://mcp.example.net' });
  await eventually(async () => supervisor.state.announced.size === 0);
  assert.equal(words.credentials.length, 1);

  await as(ada).send('', 'address/add', { address: 'https://other.example.net' });
  await eventually(async () => supervisor.state.announced.size === 1);
  const before = supervisor.asked.length;
  await latchkey.restart();
  await eventually(async () => supervisor.asked.slice(before).includes('POST /discovery'));
  assert.equal(words.credentials.length, 1);

  // Somebody deleted the credential: its secret is lost, so there is a new client.
  const [lost] = words.credentials.splice(0);
  await latchkey.restart();
  await eventually(async () => words.credentials.length === 1);
  assert.notEqual(words.credentials[0]?.client_id, lost?.client_id);
  await eventually(
    async () => (await latchkey.latchkey.store.client(String(lost?.client_id))) === undefined,
  );
});

test('nothing is announced while Home Assistant takes no credentials', async (t) => {
  const words = { ...houseWords(), credentials: undefined };
  const { as, ada, supervisor, latchkey } = await supervisedStage(t, {
    words: words as unknown as HouseWords,
  });
  const asked = supervisor.asked.length;
  await as(ada).send('', 'address/add', { address: 'https://mcp.example.net' });
  await eventually(async () => supervisor.asked.slice(asked).includes('GET /core/info'));
  await latchkey.stop();
  assert.equal(supervisor.state.announced.size, 0);
});

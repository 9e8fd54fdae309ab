/** A state was good for whichever provider answered, and trouble with a provider let people pass (next-auth GHSA-x445, GHSA-8fpg; Ory v26.2.5). */
import assert from 'node:assert/strict';
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { startDemoHome } from '../../src/demo/demo-home.ts';
import {
  ADA,
  BEN,
  logIn,
  loginsOf,
  pressSignIn,
  signInAtHome,
  wayBack,
} from '../support/home-login.ts';
import { lastly } from '../support/lastly.ts';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import { assertKindPage, codeOf, onwardOf, TestClient, tokensOf } from '../support/oauth-client.ts';
import { countRows } from './count-rows.ts';

test('GHSA-x445: a state of one home never takes the code of another', async (t) => {
  const [flat, cabin] = [await startDemoHome(), await startDemoHome()];
  lastly(t, () => Promise.all([flat.stop(), cabin.stop()]));
  const { base, dataDir } = await startTestLatchkey(t, {
    env: { HOMEASSISTANT_URL: `flat=${flat.url},cabin=${cabin.url}` },
  });
  const client = await TestClient.register(base);
  const page = await client.openConsent();
  const ofCabin = new URL(await wayBack(page, BEN, { home: 'cabin' }));
  const toFlat = new URL(onwardOf(await pressSignIn(page, { home: 'flat' })));
  assert.equal(toFlat.origin, flat.url);

  const mixed = new URLSearchParams({
    state: toFlat.searchParams.get('state') ?? '',
    code: ofCabin.searchParams.get('code') ?? '',
    // What would choose a home if anything in the address could.
    home: 'cabin',
    iss: cabin.url,
  });
  const answer = await page.browser.open(`${base}/signin/callback?${mixed}`);
  assert.match(answer.text, /did not accept the sign-in/);
  assert.equal(flat.failedLogins(), 1, 'the code went to the home of the state');
  assert.equal(cabin.failedLogins(), 0);
  assert.equal(countRows(dataDir, 'authorization_codes'), 0);

  const own = await signInAtHome(page, BEN, { home: 'cabin' });
  tokensOf(await client.redeem(codeOf(own)));
  assert.equal((await loginsOf(cabin.url, cabin.people[1]?.token ?? '')).length, 1);
});

test('a state of one front door does not open another', async () => {
  const lk = await startTestLatchkey(
    { after },
    { baseUrl: (port) => `http://127.0.0.1:${port},http://door.localhost:${port}` },
  );
  const client = await TestClient.register(lk.base);
  const page = await client.openConsent();
  const back = new URL(await wayBack(page, ADA));
  const answer = await through(lk.base, 'door.localhost', back, page.browser.cookie(lk.base));
  assert.equal(answer.status, 403);
  assert.match(answer.text, /belongs to another address/);
  assert.equal(countRows(lk.dataDir, 'authorization_codes'), 0);
  assertKindPage(await page.browser.open(`${lk.base}/signin/callback?state=x`), 410, /has ended/);
  tokensOf(await client.redeem(codeOf(await page.browser.open(back.href))));
});

test('GHSA-8fpg: a home that is no home lets nobody pass: 503, and no code', async (t) => {
  let body = '';
  const broken = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(body);
  });
  await new Promise<void>((resolve) => broken.listen(0, '127.0.0.1', resolve));
  lastly(t, () => broken.close());
  const url = `http://127.0.0.1:${(broken.address() as AddressInfo).port}`;
  const { base, dataDir } = await startTestLatchkey(t, { env: { HOMEASSISTANT_URL: url } });
  const client = await TestClient.register(base);
  const page = await client.openConsent();
  const bodies = [
    '',
    'null',
    '[]',
    '{}',
    '<html>Welcome</html>',
    '{"access_token":"a"}',
    '{"access_token":"a","refresh_token":"b","expires_in":1800}',
    `{"access_token":"${'a'.repeat(70_000)}"}`,
  ];
  for (const one of bodies) {
    body = one;
    const state = new URL(onwardOf(await pressSignIn(page))).searchParams.get('state');
    const answer = await page.browser.open(`${base}/signin/callback?state=${state}&code=c0de`);
    assert.equal(answer.status, 503, one.slice(0, 80));
    assert.match(answer.text, /does not answer Latchkey right now/);
  }
  assert.equal(countRows(dataDir, 'authorization_codes'), 0);
});

test('what went wrong for one person is not told to the next', async () => {
  const { base, home } = await startTestLatchkey({ after });
  const client = await TestClient.register(base);
  const [one, other] = [await client.openConsent(), await client.openConsent()];
  const back = await wayBack(one, ADA);
  home.setReachable(false);
  assert.match((await one.browser.open(back)).text, /does not answer/);
  home.setReachable(true);
  const login = await other.browser.open(onwardOf(await pressSignIn(other)));
  const way = (await logIn(other.browser, login, BEN)) ?? '';
  const answer = await other.browser.open(way);
  assert.doesNotMatch(answer.text, /role="alert"/);
  assert.match(answer.text, /Signed in as <strong>Ben/);
});

/** The same address through another door, with a cookie that a browser would not send there. */
function through(
  base: string,
  host: string,
  { pathname, search }: URL,
  cookie: string,
): Promise<{ readonly status: number; readonly text: string }> {
  const { port } = new URL(base);
  const headers = { Host: `${host}:${port}`, Cookie: cookie, Accept: 'text/html' };
  return new Promise((resolve, reject) => {
    get(`${base}${pathname}${search}`, { headers, agent: false }, (response) => {
      let text = '';
      response.on('data', (part) => {
        text += part;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    }).once('error', reject);
  });
}

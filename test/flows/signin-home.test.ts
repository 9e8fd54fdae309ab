import assert from 'node:assert/strict';
import { type AddressInfo, connect } from 'node:net';
import { after, type TestContext, test } from 'node:test';
import { createServer as createTlsServer } from 'node:tls';
import { DAY, HOUR, MINUTE } from '../../src/core/clock.ts';
import { startDemoHome } from '../../src/demo/demo-home.ts';
import { selfSigned } from '../support/certificate.ts';
import { eventually } from '../support/eventually.ts';
import {
  ADA,
  BEN,
  endLoginsOf,
  logIn,
  loginsOf,
  openLogin,
  pressSignIn,
  type Resident,
  signInAtHome,
  wayBack,
} from '../support/home-login.ts';
import { lastly } from '../support/lastly.ts';
import {
  type LatchkeyUnderTest,
  startTestLatchkey,
  TestClock,
} from '../support/latchkey-under-test.ts';
import {
  assertKindPage,
  Browser,
  callbackOf,
  callTool,
  codeOf,
  consentPage,
  jsonOf,
  onwardOf,
  submitConsent,
  TestClient,
  type Tokens,
  tokensOf,
  whoAmI,
} from '../support/oauth-client.ts';

const shared = await startTestLatchkey({ after });

/** A client that was let in by somebody's own login. */
async function connectAs(
  { base }: Pick<LatchkeyUnderTest, 'base'>,
  resident: Resident,
): Promise<{ readonly client: TestClient; readonly tokens: Tokens }> {
  const client = await TestClient.register(base);
  const page = await client.openConsent();
  return {
    client,
    tokens: tokensOf(await client.redeem(codeOf(await signInAtHome(page, resident)))),
  };
}

for (const resident of [ADA, BEN]) {
  const name = resident === ADA ? 'Ada' : 'Ben';
  test(`${name} signs in at the home's own login page, and every call is ${name}'s`, async () => {
    const client = await TestClient.register(shared.base);
    const page = await client.openConsent();
    const answer = await signInAtHome(page, resident);
    assert.match(answer.text, new RegExp(`Signed in as <strong>${name}</strong>`));
    assert.match(answer.text, /Refresh tokens/, 'it says how to end it at the home');
    const callback = callbackOf(answer);
    assert.equal(callback.query.get('state'), client.state);
    assert.equal(callback.query.get('iss'), shared.base);
    const tokens = tokensOf(await client.redeem(codeOf(answer)));
    assert.equal(tokens.scope, 'home:read home:control energy:read');
    assert.equal(await whoAmI(shared.url, tokens.access_token), name);
  });
}

test('the home is asked for a code under the name and address of our door, and nothing else', async () => {
  const client = await TestClient.register(shared.base);
  const to = new URL(onwardOf(await pressSignIn(await client.openConsent())));
  assert.equal(to.origin, shared.home.url);
  assert.equal(to.pathname, '/auth/authorize');
  const { state, ...rest } = Object.fromEntries(to.searchParams);
  assert.match(state ?? '', /^[\w-]{43}$/);
  assert.deepEqual(rest, {
    response_type: 'code',
    client_id: shared.base,
    redirect_uri: `${shared.base}/signin/callback`,
  });
});

test('the chosen permission comes along', async () => {
  const client = await TestClient.register(shared.base);
  const page = await client.openConsent({ scope: 'home:configure' });
  const answer = await signInAtHome(page, ADA, { permission: 'configure' });
  const { scope } = tokensOf(await client.redeem(codeOf(answer)));
  assert.equal(scope, 'home:read home:control home:configure');

  const bens = await client.openConsent({ scope: 'home:configure' });
  const answered = await signInAtHome(bens, BEN, { permission: 'configure' });
  assert.equal(
    tokensOf(await client.redeem(codeOf(answered))).scope,
    'home:read home:control',
    'who is no administrator cannot give what is for administrators',
  );
});

test('a wrong password is between the person and the home; the right one goes on', async () => {
  const client = await TestClient.register(shared.base);
  const page = await client.openConsent();
  const login = await openLogin(page);
  assert.equal(await logIn(page.browser, login, { ...ADA, password: 'guess' }), undefined);
  const back = await logIn(page.browser, login, ADA);
  tokensOf(await client.redeem(codeOf(await page.browser.open(back ?? ''))));
});

test('who turns back at the home finds the form again, with the choice kept, and the token works', async () => {
  const client = await TestClient.register(shared.base);
  const page = await client.openConsent();
  const login = new URL((await openLogin(page, { permission: 'look' })).url);
  const state = login.searchParams.get('state') ?? '';
  const back = await page.browser.open(
    `${shared.base}/signin/callback?${new URLSearchParams({ state, error: 'access_denied' })}`,
  );
  assert.equal(back.status, 200);
  assert.match(back.text, /Home Assistant did not sign you in/);
  const form = consentPage(page.browser, back);
  assert.equal(form.preselected, 'look');
  const answer = await submitConsent(form, shared.people[0].token);
  assert.equal(tokensOf(await client.redeem(codeOf(answer))).scope, 'home:read energy:read');
});

test('the form survives any number of presses; only the last leads back', async () => {
  const client = await TestClient.register(shared.base);
  const page = await client.openConsent();
  const [first, second] = [await wayBack(page, ADA), await wayBack(page, BEN)];
  assertKindPage(await page.browser.open(first), 410, /has ended/);
  assert.match((await page.browser.open(second)).text, /Signed in as <strong>Ben/);
});

test('an address that brought somebody back works once; again it is the same answer', async () => {
  const { home } = shared;
  const client = await TestClient.register(shared.base);
  const page = await client.openConsent();
  const back = await wayBack(page, ADA);
  const before = home.failedLogins();
  const [one, other] = await Promise.all([page.browser.open(back), page.browser.open(back)]);
  const code = codeOf(one);
  assert.equal(codeOf(other), code, 'a page that is loaded twice is one sign-in');
  tokensOf(await client.redeem(code));
  assert.equal(codeOf(await page.browser.open(back)), code);
  assert.equal(home.failedLogins(), before, 'the home is not asked again');
  assert.notEqual((await client.redeem(code)).status, 200);
});

test('a state that is unknown, missing or too old is a kind page', async (t) => {
  const clock = new TestClock();
  const { base } = await startTestLatchkey(t, { clock: clock.read });
  const client = await TestClient.register(base);
  const page = await client.openConsent();
  const callback = `${base}/signin/callback`;
  for (const query of ['', '?state=guess&code=x', '?code=x', '?state=a&state=b']) {
    assertKindPage(await page.browser.open(`${callback}${query}`), 410, /has ended/);
  }
  const state = new URL((await openLogin(page)).url).searchParams.get('state');
  clock.pass(10 * MINUTE);
  const late = await page.browser.open(`${callback}?state=${state}&code=x`);
  assertKindPage(late, 410, /has ended/);
});

test('a home that went down in between is a 503, and pressing again goes on', async () => {
  const { home } = shared;
  const client = await TestClient.register(shared.base);
  const page = await client.openConsent();
  const back = await wayBack(page, ADA, { permission: 'look' });
  home.setReachable(false);
  const down = await page.browser.open(back);
  home.setReachable(true);
  assert.equal(down.status, 503);
  assert.match(down.text, /does not answer Latchkey right now/);
  assert.match(down.text, /role="alert"/);
  const form = consentPage(page.browser, down);
  assert.equal(form.preselected, 'look');
  const { scope } = tokensOf(await client.redeem(codeOf(await signInAtHome(form, ADA))));
  assert.equal(scope, 'home:read energy:read');
});

test('a code that the home refuses leads back to the form, and to ten failed logins at most', async (t) => {
  const { base, home } = await startTestLatchkey(t);
  const client = await TestClient.register(base);
  const page = await client.openConsent();
  for (let attempt = 0; attempt < 12; attempt += 1) {
    const state = new URL((await openLogin(page)).url).searchParams.get('state');
    const answer = await page.browser.open(`${base}/signin/callback?state=${state}&code=forged`);
    assert.equal(answer.status, 200);
    assert.match(answer.text, attempt < 10 ? /did not accept the sign-in/ : /Too many sign-ins/);
  }
  assert.equal(home.failedLogins(), 10);
});

test('a home banned by its own counter is told apart', async (t) => {
  const home = await startDemoHome({ loginAttemptsThreshold: 1 });
  const { base } = await startTestLatchkey(t, { home });
  const client = await TestClient.register(base);
  const page = await client.openConsent();
  const state = new URL(onwardOf(await pressSignIn(page))).searchParams.get('state');
  const again = new URL(onwardOf(await pressSignIn(page))).searchParams.get('state');
  assert.notEqual(state, again);
  await page.browser.open(`${base}/signin/callback?state=${again}&code=forged`);
  const last = new URL(onwardOf(await pressSignIn(page))).searchParams.get('state');
  const answer = await page.browser.open(`${base}/signin/callback?state=${last}&code=forged`);
  assert.match(answer.text, /has blocked this app/);
});

test('the sign-in outlives its half hour: a lost connection comes back with a fresh token', async (t) => {
  const clock = new TestClock();
  const home = await startDemoHome({ clock: clock.read });
  const env = { MCP_REFRESH_TOKEN_TTL: '90d' };
  const latchkey = await startTestLatchkey(t, { home, env, clock: clock.read });
  const { client, tokens } = await connectAs(latchkey, ADA);
  assert.equal(await whoAmI(latchkey.url, tokens.access_token), 'Ada');
  let { refresh_token } = tokens;
  for (const pause of [31 * MINUTE, 31 * MINUTE, 80 * DAY]) {
    clock.pass(pause);
    home.dropConnections();
    const fresh = tokensOf(await client.refresh(refresh_token));
    assert.equal(await whoAmI(latchkey.url, fresh.access_token), 'Ada');
    refresh_token = fresh.refresh_token;
  }
  assert.equal(home.failedLogins(), 0);
});

test('a restart while the person is at the home changes nothing', async (t) => {
  const latchkey = await startTestLatchkey(t);
  const client = await TestClient.register(latchkey.base);
  const page = await client.openConsent();
  const login = await openLogin(page);
  await latchkey.restart();
  const back = await logIn(page.browser, login, ADA);
  tokensOf(await client.redeem(codeOf(await page.browser.open(back ?? ''))));
});

test('the sign-in outlives a restart, and lies in the data folder only sealed', async (t) => {
  const latchkey = await startTestLatchkey(t);
  const { tokens } = await connectAs(latchkey, BEN);
  await latchkey.restart();
  assert.equal(await whoAmI(latchkey.url, tokens.access_token), 'Ben');
  const [grant] = await latchkey.latchkey.store.grants();
  const credential = await latchkey.latchkey.store.credential(grant?.credentialId ?? '');
  assert.equal(credential?.kind, 'oauth');
  assert.match(credential?.sealed ?? '', /^gAAAA[\w-]+=*$/, 'Fernet');
  assert.ok(!latchkey.logged.some((line) => /refresh_token|eyJ/.test(line)));
});

for (const connected of [false, true]) {
  const when = connected ? 'while connected' : 'before the first call';
  test(`a login that was ended at the home ${when} is 401 here, and the grant has ended`, async (t) => {
    const latchkey = await startTestLatchkey(t);
    const { url, home, people } = latchkey;
    const { client, tokens } = await connectAs(latchkey, ADA);
    const bens = await connectAs(latchkey, BEN);
    if (connected) assert.equal(await whoAmI(url, tokens.access_token), 'Ada');

    await endLoginsOf(home.url, people[0].token);
    const calls = [1, 2, 3].map(() => callTool(url, tokens.access_token, 'home_overview'));
    for (const refused of await Promise.all(calls)) {
      assert.equal(refused.status, 401, refused.text);
    }
    const grants = await latchkey.latchkey.store.grants();
    const ended = grants.find(({ clientId }) => clientId === client.id);
    assert.equal(ended?.endedReason, 'credential_refused');
    assert.equal(jsonOf(await client.refresh(tokens.refresh_token)).error, 'invalid_grant');
    assert.equal((await callTool(url, tokens.access_token, 'home_overview')).status, 401);
    assert.equal(home.failedLogins(), 1, 'a refused login is tried once');
    assert.equal(await whoAmI(url, bens.tokens.access_token), 'Ben');
  });
}

test('a home that is down at the renewal signs nobody out', async (t) => {
  const latchkey = await startTestLatchkey(t);
  const { url, home } = latchkey;
  const { tokens } = await connectAs(latchkey, ADA);
  home.setReachable(false);
  const answer = await callTool(url, tokens.access_token, 'home_overview');
  assert.equal(answer.status, 200);
  assert.match(answer.text, /cannot be reached/);
  home.setReachable(true);
  await eventually(async () => {
    const { result } = await callTool(url, tokens.access_token, 'home_overview');
    return result?.isError === undefined;
  });
  assert.equal(home.failedLogins(), 0);
});

test('a grant that ends ends the login at the home; a token that was pasted stays', async (t) => {
  const latchkey = await startTestLatchkey(t);
  const { base, url, home, people } = latchkey;
  const [ada] = people;
  const logins = () => loginsOf(home.url, ada.token);
  const one = await connectAs(latchkey, ADA);
  const other = await connectAs(latchkey, ADA);
  assert.equal((await logins()).length, 2, 'each sign-in is a login of its own');
  assert.deepEqual(new Set((await logins()).map((login) => login.client_id)), new Set([base]));
  assert.equal(await whoAmI(url, one.tokens.access_token), 'Ada');

  await one.client.revoke(one.tokens.refresh_token);
  await eventually(async () => (await logins()).length === 1);
  assert.equal(await whoAmI(url, other.tokens.access_token), 'Ada', 'the other is left alone');
  assert.equal(home.failedLogins(), 0, 'our own connection did not come back with it');

  const pasted = await TestClient.register(base);
  const answer = await submitConsent(await pasted.openConsent(), ada.token);
  const { refresh_token } = tokensOf(await pasted.redeem(codeOf(answer)));
  await pasted.revoke(refresh_token);
  await other.client.revoke(other.tokens.refresh_token);
  await eventually(async () => (await logins()).length === 0);
});

/** Every way a grant ends by, but for the client's own revocation. */
const ENDS: Readonly<
  Record<string, (latchkey: LatchkeyUnderTest, client: TestClient, tokens: Tokens) => unknown>
> = {
  'a replayed refresh token': async (_latchkey, client, tokens) => {
    const next = tokensOf(await client.refresh(tokens.refresh_token));
    tokensOf(await client.refresh(next.refresh_token));
    assert.equal(jsonOf(await client.refresh(tokens.refresh_token)).error, 'invalid_grant');
  },
  'disconnecting it': async ({ latchkey }, client) => {
    const grants = await latchkey.store.grants();
    const grant = grants.find(({ clientId }) => clientId === client.id);
    await latchkey.store.endGrant(grant?.id ?? '', 'disconnected', Date.now());
  },
  'disconnecting the sign-in': async ({ latchkey }, client) => {
    const grants = await latchkey.store.grants();
    const grant = grants.find(({ clientId }) => clientId === client.id);
    await latchkey.store.endCredential(grant?.credentialId ?? '', 'disconnected', Date.now());
  },
  'removing the client': ({ latchkey }, client) =>
    latchkey.store.removeClient(client.id, Date.now()),
};

for (const [name, end] of Object.entries(ENDS)) {
  test(`the login at the home ends with ${name}`, async (t) => {
    const latchkey = await startTestLatchkey(t, { env: { MCP_REFRESH_GRACE: '0' } });
    const { client, tokens } = await connectAs(latchkey, ADA);
    await end(latchkey, client, tokens);
    const [ada] = latchkey.people;
    await eventually(async () => (await loginsOf(latchkey.home.url, ada.token)).length === 0);
  });
}

test('a home that is down when a grant ends hears of it later, also after a restart', async (t) => {
  const latchkey = await startTestLatchkey(t);
  const { home, people } = latchkey;
  const { client, tokens } = await connectAs(latchkey, ADA);
  home.setReachable(false);
  const revoked = await client.revoke(tokens.refresh_token);
  assert.equal(revoked.status, 200, 'whoever revokes neither waits nor fails');
  await eventually(async () => latchkey.logged.some((line) => /could not be told/.test(line)));
  await latchkey.restart();
  home.setReachable(true);
  await latchkey.restart();
  await eventually(async () => (await loginsOf(home.url, people[0].token)).length === 0);
});

test('a code that nobody fetched leaves no login behind', async (t) => {
  const clock = new TestClock();
  const home = await startDemoHome({ clock: clock.read });
  const latchkey = await startTestLatchkey(t, { home, clock: clock.read });
  const [ada] = latchkey.people;
  const client = await TestClient.register(latchkey.base);
  codeOf(await signInAtHome(await client.openConsent(), ADA));
  assert.equal((await loginsOf(home.url, ada.token)).length, 1);
  clock.pass(6 * MINUTE);
  await latchkey.latchkey.store.purge(clock.read(), {
    unapprovedClientMs: HOUR,
    auditMs: HOUR,
    endedGrantMs: HOUR,
  });
  await eventually(async () => (await loginsOf(home.url, ada.token)).length === 0);
});

test('a login that comes too late for its form is not left behind either', async (t) => {
  const latchkey = await startTestLatchkey(t);
  const { base, home, people } = latchkey;
  const client = await TestClient.register(base);
  const page = await client.openConsent();
  const back = await wayBack(page, ADA);
  await submitConsent(page, '', { action: 'deny' });
  const answer = await page.browser.open(back);
  assert.equal(callbackOf(answer).query.get('error'), 'access_denied', 'the first answer counts');
  assert.deepEqual(await loginsOf(home.url, people[0].token), []);
});

test('without an address that browsers reach, only the token is offered', async (t) => {
  const door = 'https://mcp.example.net';
  const { port } = await startTestLatchkey(t, {
    baseUrl: (own) => `http://127.0.0.1:${own},${door}`,
  });
  const base = `http://127.0.0.1:${port}`;
  const client = await TestClient.register(base);
  const page = await client.openConsent();
  assert.ok(!page.form.buttons.some(({ value }) => value === 'signin'));
  const pressed = await pressSignIn(page);
  assert.equal(pressed.status, 200);
  assert.match(pressed.text, /no sign-in page that a browser reaches/);
});

test('Enter in the token field means Allow: the form begins with that button', async () => {
  const client = await TestClient.register(shared.base);
  const { form } = await client.openConsent();
  assert.deepEqual(
    form.buttons.map(({ value }) => value),
    ['allow', 'signin', 'allow', 'deny'],
  );
});

test('a home inside and a home outside may have two addresses, and a certificate of their own', async (t) => {
  const home = await startDemoHome();
  lastly(t, () => home.stop());
  const inside = await withOwnCertificate(t, home.url);
  const env = {
    HOMEASSISTANT_URL: inside,
    HOMEASSISTANT_BROWSER_URL: home.url,
    HOMEASSISTANT_VERIFY_SSL: 'false',
  };
  const trusting = await startTestLatchkey(t, { env });
  const { tokens } = await connectAs(trusting, BEN);
  assert.equal(await whoAmI(trusting.url, tokens.access_token), 'Ben');

  const strict = await startTestLatchkey(t, { env: { ...env, HOMEASSISTANT_VERIFY_SSL: 'true' } });
  const client = await TestClient.register(strict.base);
  const answer = await signInAtHome(await client.openConsent(), BEN);
  assert.equal(answer.status, 503, 'nothing is sent to a home that cannot prove who it is');
});

test('another browser cannot finish what this one began, and does not disturb it', async () => {
  const client = await TestClient.register(shared.base);
  const page = await client.openConsent();
  const back = await wayBack(page, ADA);
  assertKindPage(await new Browser().open(back), 403, /another browser/);
  tokensOf(await client.redeem(codeOf(await page.browser.open(back))));
});

/** The home behind a certificate that nobody signed: TLS outside, its own bytes inside. */
async function withOwnCertificate(t: TestContext, url: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const tls = createTlsServer(selfSigned(['home.test']), (socket) => {
    const inside = connect(Number(port), hostname);
    socket.pipe(inside).pipe(socket);
    for (const end of [socket, inside]) end.on('error', () => {});
    inside.on('close', () => socket.destroy());
    socket.on('close', () => inside.destroy());
  });
  await new Promise<void>((resolve) => tls.listen(0, '127.0.0.1', resolve));
  lastly(t, () => tls.close());
  return `https://127.0.0.1:${(tls.address() as AddressInfo).port}`;
}

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { startCallback } from '../browser/callback.ts';
import { holdBack } from '../browser/visitor.ts';
import { startChromium } from '../support/chromium.ts';
import { eventually } from '../support/eventually.ts';
import { endLoginsOf, loginsOf, pressSignIn } from '../support/home-login.ts';
import { lastly } from '../support/lastly.ts';
import { type LatchkeyUnderTest, startTestLatchkey } from '../support/latchkey-under-test.ts';
import {
  callTool,
  codeOf,
  onwardOf,
  TestClient,
  type Tokens,
  tokensOf,
  whoAmI,
} from '../support/oauth-client.ts';
import { type HomePerson, type RealHome, startRealHome } from './real-home.ts';
import { postJson } from './sign-in.ts';

const OUTPUT = join(import.meta.dirname, '..', '..', 'test-output', 'browser');

describe('Sign in with a real Home Assistant', { timeout: 300_000 }, () => {
  let home: RealHome;
  let browser: Browser;
  before(async () => {
    home = await startRealHome();
    browser = await startChromium();
  });
  after(async () => {
    await browser?.close();
    await home?.stop();
  });

  const underTest = () => ({ url: home.url, people: home.people, stop: async () => {} });
  const ada = () => person(home, 'Ada');
  const ours = async (who: HomePerson, base: string) =>
    (await loginsOf(home.url, who.token)).filter((login) => login.client_id === base);

  test('a person clicks through its own login page', async (t) => {
    const latchkey = await startTestLatchkey(t, { home: underTest() });
    const callback = await startCallback(t);
    const client = await TestClient.register(latchkey.base, {
      client_name: 'Claude',
      redirect_uris: [callback.uri],
    });
    // Home Assistant's page is a script; ours are looked at without one in test/browser.
    const context = await browser.newContext();
    lastly(t, () => context.close());
    const page = await context.newPage();
    await page.goto(client.authorizeUrl());
    await page.getByRole('button', { name: 'Sign in with Home Assistant' }).click();
    await page.locator('input[name=username]').fill(ada().username);
    await page.locator('input[name=password]').fill(ada().password);
    mkdirSync(OUTPUT, { recursive: true });
    await page.screenshot({ path: join(OUTPUT, 'signin-real-home.png') });
    const backToClient = await holdBack(page, callback.origin);
    await page.keyboard.press('Enter');
    await page.getByText('Signed in as Ada').waitFor();
    await backToClient();
    const code = (await callback.arrived).get('code') ?? '';
    const { access_token } = tokensOf(await client.redeem(code));
    assert.equal(await whoAmI(latchkey.url, access_token), 'Ada');
  });

  test('the login is renewed after a restart, and revoked when the grant ends', async (t) => {
    const latchkey = await startTestLatchkey(t, { home: underTest() });
    const { base, url } = latchkey;
    const { client, tokens } = await connectAs(latchkey, ada());
    assert.equal(await whoAmI(url, tokens.access_token), 'Ada');
    assert.equal((await ours(ada(), base)).length, 1);
    await latchkey.restart();
    assert.equal(await whoAmI(url, tokens.access_token), 'Ada');

    await client.revoke(tokens.refresh_token);
    await eventually(async () => (await ours(ada(), base)).length === 0);
  });

  test('a login that is ended in the profile disconnects at once, and is tried once', async (t) => {
    const latchkey = await startTestLatchkey(t, { home: underTest() });
    const { url } = latchkey;
    const { client, tokens } = await connectAs(latchkey, person(home, 'Ben'));
    assert.equal(await whoAmI(url, tokens.access_token), 'Ben');
    const before = failedLogins(home);

    await endLoginsOf(home.url, person(home, 'Ben').token, latchkey.base);
    await eventually(async () => {
      return (await callTool(url, tokens.access_token, 'home_overview')).status === 401;
    });
    assert.notEqual((await client.refresh(tokens.refresh_token)).status, 200);
    assert.equal(failedLogins(home) - before, 1);
  });

  test('a code that was made up is refused, in our words', async (t) => {
    const latchkey = await startTestLatchkey(t, { home: underTest() });
    const client = await TestClient.register(latchkey.base);
    const page = await client.openConsent();
    const state = new URL(onwardOf(await pressSignIn(page))).searchParams.get('state');
    const answer = await page.browser.open(
      `${latchkey.base}/signin/callback?state=${state}&code=${'0'.repeat(32)}`,
    );
    assert.match(answer.text, /did not accept the sign-in/);
  });

  /** Signs in by the login page's own API, as the page's script does. */
  async function connectAs(
    latchkey: Pick<LatchkeyUnderTest, 'base'>,
    who: HomePerson,
  ): Promise<{ readonly client: TestClient; readonly tokens: Tokens }> {
    const client = await TestClient.register(latchkey.base);
    const page = await client.openConsent();
    const asked = new URL(onwardOf(await pressSignIn(page))).searchParams;
    const clientId = asked.get('client_id') ?? '';
    const redirectUri = asked.get('redirect_uri') ?? '';
    const flow = await postJson<{ flow_id: string }>(home.url, '/auth/login_flow', {
      client_id: clientId,
      redirect_uri: redirectUri,
      handler: ['homeassistant', null],
    });
    const { username, password } = who;
    const done = await postJson<{ result: string }>(home.url, `/auth/login_flow/${flow.flow_id}`, {
      client_id: clientId,
      username,
      password,
    });
    const back = new URLSearchParams({ code: done.result, state: asked.get('state') ?? '' });
    const answer = await page.browser.open(`${redirectUri}?${back}`);
    return { client, tokens: tokensOf(await client.redeem(codeOf(answer))) };
  }
});

function person(home: RealHome, name: string): HomePerson {
  const found = home.people.find((one) => one.name === name);
  if (found === undefined) throw new Error(`${name} does not live there`);
  return found;
}

/** Home Assistant warns of each in its log, whether or not it bans. */
function failedLogins(home: RealHome): number {
  return home.logs().split('Login attempt or request with invalid authentication').length - 1;
}

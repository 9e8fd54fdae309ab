import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, type TestContext, test } from 'node:test';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { MINUTE } from '../../src/core/clock.ts';
import { en } from '../../src/words/en.ts';
import { startChromium } from '../support/chromium.ts';
import { type LatchkeyUnderTest, startTestLatchkey } from '../support/latchkey-under-test.ts';
import { TestClient, tokensOf, whoAmI } from '../support/oauth-client.ts';
import { type Callback, startCallback } from './callback.ts';
import { holdBack, visitor } from './visitor.ts';

const LIMIT = { timeout: MINUTE };
const OUTPUT = join(import.meta.dirname, '..', '..', 'test-output', 'browser');

let browser: Browser;
before(async () => {
  mkdirSync(OUTPUT, { recursive: true });
  browser = await startChromium();
});
after(() => browser.close());

/** A person at the door of a home that has a login page of its own. */
interface Scene {
  readonly latchkey: LatchkeyUnderTest;
  readonly callback: Callback;
  readonly client: TestClient;
  readonly page: Page;
}

async function scene(t: TestContext, options: BrowserContextOptions = {}): Promise<Scene> {
  const latchkey = await startTestLatchkey(t);
  const callback = await startCallback(t);
  const client = await TestClient.register(latchkey.base, {
    client_name: 'Claude',
    redirect_uris: [callback.uri],
  });
  const urls = [latchkey.base, latchkey.home.url, callback.origin];
  const hosts = urls.map((url) => new URL(url).host);
  return { latchkey, callback, client, page: await visitor(t, browser, hosts, options) };
}

async function toLogin(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sign in with Home Assistant' }).click();
  await page.getByRole('heading', { name: 'Demo home' }).waitFor();
}

async function logIn(page: Page, username: string, password: string): Promise<void> {
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
}

const SCREENS: Readonly<Record<string, BrowserContextOptions>> = {
  'desktop-light': { viewport: { width: 1280, height: 800 }, colorScheme: 'light' },
  'phone-dark': {
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
    colorScheme: 'dark',
  },
};

for (const [screen, options] of Object.entries(SCREENS)) {
  test(`a person signs in with Home Assistant's own password, on a ${screen}`, LIMIT, async (t) => {
    const { latchkey, callback, client, page } = await scene(t, options);
    const keep = async (name: string) => {
      const sideways = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      assert.equal(sideways, 0, `${name} scrolls sideways`);
      await page.screenshot({ path: join(OUTPUT, `signin-${name}-${screen}.png`), fullPage: true });
    };
    await page.goto(client.authorizeUrl());
    await keep('consent');
    const toLoginPage = await holdBack(page, latchkey.home.url);
    await page.getByRole('button', { name: 'Sign in with Home Assistant' }).click();
    await page.getByRole('link', { name: 'Continue' }).waitFor();
    await keep('moving-on');
    await toLoginPage();

    await page.getByRole('heading', { name: 'Demo home' }).waitFor();
    await logIn(page, 'ada', 'a guess');
    await page.getByText('Invalid username or password').waitFor();
    const backToClient = await holdBack(page, callback.origin);
    await logIn(page, 'ada', 'ada-demo');
    await page.getByText('Signed in as Ada').waitFor();
    await keep('leaving');
    await backToClient();

    await page.getByRole('heading', { name: 'Welcome back' }).waitFor();
    const answer = await callback.arrived;
    assert.equal(answer.get('state'), client.state);
    const { access_token, scope } = tokensOf(await client.redeem(answer.get('code') ?? ''));
    assert.equal(scope, 'home:read home:control energy:read');
    assert.equal(await whoAmI(latchkey.url, access_token), 'Ada');
  });
}

test('the page moves on by itself, and the choice goes with it', LIMIT, async (t) => {
  const { callback, client, page } = await scene(t);
  await page.goto(client.authorizeUrl());
  await page.getByLabel('Look', { exact: false }).first().check();
  await toLogin(page);
  await logIn(page, 'ben', 'ben-demo');
  const { scope } = tokensOf(await client.redeem((await callback.arrived).get('code') ?? ''));
  assert.equal(scope, 'home:read energy:read');
});

test('back from the login page is the form, and both ways in still work', LIMIT, async (t) => {
  const { latchkey, callback, client, page } = await scene(t);
  await page.goto(client.authorizeUrl());
  await toLogin(page);
  await page.goBack();
  if (!page.url().includes('/consent')) await page.goto(client.authorizeUrl());
  await page.getByLabel('Your Home Assistant token').fill(latchkey.people[1].token);
  await page.keyboard.press('Enter');
  const { access_token } = tokensOf(
    await client.redeem((await callback.arrived).get('code') ?? ''),
  );
  assert.equal(await whoAmI(latchkey.url, access_token), 'Ben', 'Enter in the field means Allow');
});

test('trouble at the home leads back to the form with a sentence', LIMIT, async (t) => {
  const { latchkey, callback, client, page } = await scene(t);
  await page.goto(client.authorizeUrl());
  await toLogin(page);
  const state = new URL(page.url()).searchParams.get('state');
  const turnBack = `${latchkey.base}/signin/callback?state=${state}&error=access_denied`;
  await page.goto(turnBack);
  assert.equal(await page.getByRole('alert').textContent(), en.consent.signInProblems.denied);
  await page.screenshot({ path: join(OUTPUT, 'signin-problem.png'), fullPage: true });
  await page.reload();
  assert.equal(await page.getByRole('alert').textContent(), en.consent.signInProblems.denied);
  await toLogin(page);
  await logIn(page, 'ada', 'ada-demo');
  assert.ok((await callback.arrived).get('code'));
});

test('the keyboard reaches signing in before the token', LIMIT, async (t) => {
  const { client, page } = await scene(t);
  await page.goto(client.authorizeUrl());
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  assert.equal(await page.locator(':focus').textContent(), 'Sign in with Home Assistant');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Demo home' }).waitFor();
});

test('another browser cannot finish the sign-in', LIMIT, async (t) => {
  const { latchkey, callback, client, page } = await scene(t);
  await page.goto(client.authorizeUrl());
  await toLogin(page);
  const stranger = await visitor(t, browser, [latchkey.base, latchkey.home.url].map(hostOf));
  await stranger.goto(page.url());
  await logIn(stranger, 'ben', 'ben-demo');
  await stranger
    .getByRole('heading', { name: 'This sign-in belongs to another browser' })
    .waitFor();
  await logIn(page, 'ada', 'ada-demo');
  assert.ok((await callback.arrived).get('code'), 'the first browser is not disturbed');
});

function hostOf(url: string): string {
  return new URL(url).host;
}

import assert from 'node:assert/strict';
import { after, before, type TestContext, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { MINUTE } from '../../src/core/clock.ts';
import type { Store } from '../../src/store/contract.ts';
import { aClient, connect } from '../contract/samples.ts';
import { startChromium } from '../support/chromium.ts';
import { callTool, signIn, TestClient, tokensOf, toolNames } from '../support/oauth-client.ts';
import { startCallback } from './callback.ts';
import { lookAt, type SettingsInBrowser, settingsInBrowser } from './settings-stage.ts';
import { visitor } from './visitor.ts';

const LIMIT = { timeout: 3 * MINUTE };

let browser: Browser;
before(async () => {
  browser = await startChromium();
});
after(() => browser.close());

/** Lets an assistant in with Ada's password, in a browser of her own. */
async function letIn(t: TestContext, { latchkey }: SettingsInBrowser) {
  const callback = await startCallback(t);
  const client = await TestClient.register(latchkey.base, {
    client_name: 'Claude',
    redirect_uris: [callback.uri],
  });
  const hosts = [latchkey.base, latchkey.home.url, callback.origin].map((url) => new URL(url).host);
  const page = await visitor(t, browser, hosts);
  await page.goto(client.authorizeUrl());
  await page.getByRole('button', { name: 'Sign in with Home Assistant' }).click();
  await page.getByLabel('Username').fill('ada');
  await page.getByLabel('Password').fill('ada-demo');
  await page.getByRole('button', { name: 'Log in' }).click();
  const code = (await callback.arrived).get('code') ?? '';
  return tokensOf(await client.redeem(code)).access_token;
}

async function said(page: Page): Promise<string | null> {
  return page.getByRole('status').textContent();
}

test(
  'from the first start to a connected assistant, and from disconnecting it to a refusal at once',
  LIMIT,
  async (t) => {
    const stage = await settingsInBrowser(t, browser);
    const { latchkey } = stage;
    const page = await stage.visit(stage.ada, '');
    await page.getByRole('link', { name: 'Connected' }).click();
    await page.getByText('Nothing is connected yet.').waitFor();
    await lookAt(page, 'connected-empty');
    await page.getByRole('link', { name: 'Connect an assistant' }).click();
    await page.getByText(latchkey.url, { exact: true }).first().waitFor();

    const token = await letIn(t, stage);
    const call = () => callTool(latchkey.url, token, 'home_overview');
    assert.equal((await call()).status, 200);
    await page.getByRole('link', { name: 'Connected' }).click();
    await page.getByRole('heading', { name: 'Claude' }).waitFor();

    await page.getByText('Take something away').click();
    await lookAt(page, 'connected-one');
    await page.getByRole('radio', { name: 'Look See the home' }).check();
    await page.getByRole('button', { name: 'Save what Claude may do for Ada' }).click();
    assert.match((await said(page)) ?? '', /It may do less/);
    assert.ok(!(await toolNames(latchkey.url, token)).includes('control_devices'));

    await page.getByRole('button', { name: 'Pause Claude for Ada' }).press('Enter');
    await page.getByText('Paused since').waitFor();
    assert.equal((await call()).result?.isError, true);
    await lookAt(page, 'connected-paused');
    await page.getByRole('button', { name: 'Let it go on: Claude for Ada' }).press('Enter');
    await page.getByRole('button', { name: 'Pause Claude for Ada' }).waitFor();
    assert.notEqual((await call()).result?.isError, true);

    await page.getByRole('button', { name: 'Disconnect Claude for Ada' }).click();
    assert.match((await said(page)) ?? '', /Its next call is refused/);
    assert.equal((await call()).status, 401);
    await page.getByText('Claude, for Ada').waitFor();
    await lookAt(page, 'connected-ended');
  },
);

/** Fifty assistants, some with long names, some paused, lowered or ended. */
async function fill(store: Store): Promise<void> {
  for (let n = 0; n < 50; n += 1) {
    const id = n === 1 ? 'https://assistant.example/client.json' : `many-${n}`;
    const name = n % 10 === 0 ? `Assistant${'-with-a-very-long-name'.repeat(8)}` : `Assistant ${n}`;
    await store.putClient(aClient({ id, name, origin: n === 1 ? 'document' : 'dynamic' }), 100);
    const servers = n === 1 ? ['upstream:shop', `upstream:${'long'.repeat(16)}`] : [];
    const scope = ['home:read', 'home:control', 'energy:read', ...servers];
    const issuer = 'https://a-rather-long-name-of-a-front-door.example.org';
    await connect(store, `many ${n}`, { grant: { clientId: id, scope, issuer } });
    const now = Date.now();
    if (n % 7 === 0) await store.pauseGrant(`grant many ${n}`, now);
    if (n % 5 === 0) await store.narrowGrant(`grant many ${n}`, ['home:read']);
    if (n % 9 === 0) await store.endGrant(`grant many ${n}`, 'refresh_replayed', now);
    else store.touchGrant(`grant many ${n}`, now - n * MINUTE, '2001:db8:1234:5678::/64');
  }
}

test(
  'a full page, without JavaScript, and disconnecting everything after being asked',
  LIMIT,
  async (t) => {
    const { visit, ada, ben, latchkey } = await settingsInBrowser(t, browser);
    const { store } = latchkey.latchkey;
    await fill(store);
    const { tokens } = await signIn(latchkey.base, ben);
    const look = await visit(ada, 'connected');
    await lookAt(look, 'connected-full');

    const page = await visit(ada, 'connected', { javaScriptEnabled: false });
    assert.equal(
      await page.getByRole('button', { name: 'Yes, disconnect everything' }).isVisible(),
      false,
    );
    await page.locator('summary.ends').focus();
    await page.keyboard.press('Enter');
    await page.getByText(/^All 45 connections end at once/).waitFor();
    await page.getByRole('button', { name: 'Yes, disconnect everything' }).press('Enter');
    await page.getByText('Everything is disconnected.').waitFor();
    assert.equal((await callTool(latchkey.url, tokens.access_token, 'home_overview')).status, 401);
    assert.ok((await store.grants()).every(({ endedAt }) => endedAt !== undefined));
  },
);

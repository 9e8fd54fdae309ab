import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { MINUTE } from '../../src/core/clock.ts';
import { startChromium } from '../support/chromium.ts';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import { TestClient } from '../support/oauth-client.ts';
import { startCallback } from './callback.ts';
import { lookAt } from './look-at.ts';
import { holdBack, visitor } from './visitor.ts';

let browser: Browser;
before(async () => {
  browser = await startChromium();
});
after(() => browser.close());

test('the pages of signing in are accessible, by keyboard too', { timeout: MINUTE }, async (t) => {
  const latchkey = await startTestLatchkey(t);
  const callback = await startCallback(t);
  const client = await TestClient.register(latchkey.base, {
    client_name: 'Claude',
    redirect_uris: [callback.uri],
  });
  const hosts = [latchkey.base, callback.origin].map((origin) => new URL(origin).host);
  const page = await visitor(t, browser, hosts, { javaScriptEnabled: true });
  await page.goto(client.authorizeUrl());
  await lookAt(page, 'consent');

  await page.getByLabel('Your Home Assistant token').press('Enter');
  await page.getByRole('alert').waitFor();
  await lookAt(page, 'consent-problem');

  // From the field that has the focus on, the keyboard reaches everything.
  await page.keyboard.type(latchkey.people[0].token);
  const goOn = await holdBack(page, callback.origin);
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate('document.activeElement.textContent'), 'Allow');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Claude may use your home' }).waitFor();
  await lookAt(page, 'consent-done');
  await goOn();
});

test('a page speaks the language of its browser', { timeout: MINUTE }, async (t) => {
  const latchkey = await startTestLatchkey(t);
  const page = await visitor(t, browser, [new URL(latchkey.base).host], {
    javaScriptEnabled: true,
    locale: 'nl-BE',
  });
  await page.goto(`${latchkey.base}/consent`);
  assert.equal(await page.evaluate('document.documentElement.lang'), 'nl');
  await page.getByRole('heading', { name: 'Deze aanmelding is afgelopen' }).waitFor();
});

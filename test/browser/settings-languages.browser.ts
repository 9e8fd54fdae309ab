import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MINUTE } from '../../src/core/clock.ts';
import { PAGES } from '../../src/settings/pages.ts';
import { LANGUAGES } from '../../src/words/words.ts';
import { startChromium } from '../support/chromium.ts';
import { lastly } from '../support/lastly.ts';
import { signIn } from '../support/oauth-client.ts';
import { settingsInBrowser } from './settings-stage.ts';

const PHONE = { width: 360, height: 740 };

test('every page fits a phone in every language', { timeout: 3 * MINUTE }, async (t) => {
  const browser = await startChromium();
  lastly(t, () => browser.close());
  const { visit, ada, latchkey, ingress } = await settingsInBrowser(t, browser);
  await signIn(latchkey.base, ada);
  for (const [language, wordsIn] of LANGUAGES) {
    const words = wordsIn();
    const page = await visit(ada, '', { locale: language, viewport: PHONE });
    for (const { path, name } of PAGES) {
      await page.goto(new URL(path, ingress.url).href);
      const at = `${language} ${path}`;
      assert.equal(await page.evaluate('document.documentElement.lang'), language, at);
      const here = page.locator('nav a[aria-current="page"]');
      assert.equal(await here.textContent(), name(words), at);
      const wider = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
      assert.equal(await page.evaluate(wider), 0, `${at} scrolls sideways`);
      assert.doesNotMatch(await page.locator('body').innerText(), /undefined|\[object|NaN/, at);
    }
  }
});

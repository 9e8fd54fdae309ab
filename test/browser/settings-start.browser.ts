import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startChromium } from '../support/chromium.ts';
import { lookAt, settingsInBrowser } from './settings-stage.ts';

test('the first page shows the address to copy', async (t) => {
  const browser = await startChromium();
  t.after(() => browser.close());
  const { visit, ada, latchkey } = await settingsInBrowser(t, browser);
  const page = await visit(ada, '');
  assert.equal(await page.locator('#address').textContent(), latchkey.url);
  await lookAt(page, 'start');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startChromium } from '../support/chromium.ts';
import { lastly } from '../support/lastly.ts';
import { lookAt, settingsInBrowser } from './settings-stage.ts';

test('the address is copied with one click, and each assistant has its steps', async (t) => {
  const browser = await startChromium();
  lastly(t, () => browser.close());
  const { visit, ada, latchkey } = await settingsInBrowser(t, browser, {
    baseUrl: (port) => `http://127.0.0.1:${port},https://mcp.example.net`,
  });
  const page = await visit(ada, '', { permissions: ['clipboard-read', 'clipboard-write'] });
  assert.equal(await page.locator('#address-0').textContent(), latchkey.url);
  await page.locator('[data-copy="address-0"]').click();
  await page.getByText('Copied').waitFor();
  assert.equal(await page.evaluate('navigator.clipboard.readText()'), latchkey.url);
  await lookAt(page, 'start');

  // A guide opens by keyboard, and Enter on its code button copies that.
  await page.getByText('Cursor', { exact: true }).press('Enter');
  await page.locator('[data-copy="code-cursor"]').press('Enter');
  assert.match(String(await page.evaluate('navigator.clipboard.readText()')), /"mcpServers"/);
  await lookAt(page, 'start-guide');
});

test('without JavaScript the address is there to be selected', async (t) => {
  const browser = await startChromium();
  lastly(t, () => browser.close());
  const { visit, ada, latchkey } = await settingsInBrowser(t, browser);
  const page = await visit(ada, '', { javaScriptEnabled: false });
  assert.equal(await page.locator('#address-0').textContent(), latchkey.url);
  assert.equal(await page.locator('[data-copy="address-0"]').isVisible(), false);
});

test('somebody who is no administrator reads why', async (t) => {
  const browser = await startChromium();
  lastly(t, () => browser.close());
  const { visit, ben } = await settingsInBrowser(t, browser);
  const page = await visit(ben, '');
  await page.getByRole('heading', { name: 'For administrators only' }).waitFor();
  await lookAt(page, 'not-administrator');
});

import { test } from 'node:test';
import { MINUTE } from '../../src/core/clock.ts';
import { startChromium } from '../support/chromium.ts';
import { lastly } from '../support/lastly.ts';
import { lookAt, settingsInBrowser } from './settings-stage.ts';

test('an administrator changes both keys, by keyboard', { timeout: MINUTE }, async (t) => {
  const browser = await startChromium();
  lastly(t, () => browser.close());
  const { visit, ada } = await settingsInBrowser(t, browser);
  const page = await visit(ada, 'keys', { javaScriptEnabled: true });
  await page.getByRole('button', { name: 'Sign with a new key' }).press('Enter');
  await page.getByText('A new key signs from now on.').waitFor();
  await page.getByText('Lock up everything with a new key').press('Enter');
  await lookAt(page, 'keys');
  await page.getByRole('button', { name: 'Go on' }).press('Enter');
  await page.getByText('Everything is locked up with a new key').waitFor();
});

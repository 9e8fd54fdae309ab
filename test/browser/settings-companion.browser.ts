import { test } from 'node:test';
import { versionIn } from '../../src/companion/folder.ts';
import { MINUTE } from '../../src/core/clock.ts';
import { startChromium } from '../support/chromium.ts';
import { configurationFolder, SHIPPED } from '../support/configuration-folder.ts';
import { lastly } from '../support/lastly.ts';
import { lookAt, settingsInBrowser } from './settings-stage.ts';

const VERSION = versionIn(SHIPPED) ?? '';

test('an administrator installs, restarts and removes, by keyboard', {
  timeout: 2 * MINUTE,
}, async (t) => {
  const browser = await startChromium();
  lastly(t, () => browser.close());
  const { visit, ada, home } = await settingsInBrowser(t, browser, {
    companionPlace: configurationFolder(t),
    baseUrl: () => 'https://abcdefghijklmnopqrstuvwxyz.ui.nabu.casa/api/latchkey',
    env: { MCP_COMPANION_SECRET: 'a-secret-of-this-browser-test' },
  });
  const page = await visit(ada, 'companion');
  await lookAt(page, 'companion-absent');
  await page.getByRole('button', { name: 'Install the companion' }).press('Enter');
  await page.getByText('The companion is in place. Now').waitFor();
  await page.getByText('Restart Home Assistant', { exact: true }).press('Enter');
  await lookAt(page, 'companion-restart');
  await page.getByRole('button', { name: 'Restart it now' }).press('Enter');
  await page.getByText('Home Assistant restarts.').waitFor();
  home.setIntegration('latchkey', { version: VERSION, added: true });
  await page.reload();
  await page.getByText('The companion runs.').waitFor();
  await page.getByText('Remove the companion').press('Enter');
  await lookAt(page, 'companion-works');
  await page.getByRole('button', { name: 'Remove it now' }).press('Enter');
  await page.getByText('The companion is removed and the door is closed.').waitFor();
});

test('without the folder it shows the steps, and the secret once', {
  timeout: MINUTE,
}, async (t) => {
  const browser = await startChromium();
  lastly(t, () => browser.close());
  const { visit, ada } = await settingsInBrowser(t, browser);
  const page = await visit(ada, 'companion');
  await page.getByRole('button', { name: 'Show the secret' }).press('Enter');
  await page.locator('#secret').waitFor();
  await lookAt(page, 'companion-by-hand');
});

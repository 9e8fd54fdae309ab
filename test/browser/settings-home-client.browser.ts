import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startChromium } from '../support/chromium.ts';
import { eventually } from '../support/eventually.ts';
import { lastly } from '../support/lastly.ts';
import { supervisedStage } from '../support/supervised.ts';
import { lookAt, visitSettings } from './settings-stage.ts';

test('a Home Assistant is let in by keyboard, and removed again', async (t) => {
  const browser = await startChromium();
  lastly(t, () => browser.close());
  const stage = await supervisedStage(t, {
    words: { urls: { internal: null }, cloud: undefined, credentials: [] },
  });
  const { as, ada, supervisor, lookedAround } = stage;
  await lookedAround();
  await as(ada).send('', 'address/add', { address: 'https://ha.example.net/api/latchkey' });
  const page = await visitSettings(t, browser, stage, ada, '');
  const open = () => page.locator('summary', { hasText: /^Home Assistant$/ }).press('Enter');
  await open();
  await page.getByText('First choose an address').waitFor();
  await lookAt(page, 'home-client-no-address');

  await as(ada).send('', 'address/add', { address: 'https://mcp.example.net' });
  await eventually(async () => supervisor.state.announced.size === 1);
  await eventually(async () => (await as(ada).read('')).includes('has found Latchkey by itself'));
  await page.reload();
  await open();
  await page.getByText('Your own Home Assistant has found Latchkey by itself').waitFor();
  await lookAt(page, 'home-client-guide');

  const field = page.getByLabel('Where that Home Assistant is opened in a browser');
  await field.fill('http://ha.example.com');
  await field.press('Enter');
  await page.getByRole('alert').filter({ hasText: 'Enter the whole address' }).waitFor();
  assert.equal(await field.inputValue(), 'http://ha.example.com', 'the guide is open again');

  await field.fill('http://a-long-name-of-a-house-far-away.local:8123');
  await field.press('Enter');
  await page.getByRole('heading', { name: 'Connect a Home Assistant' }).waitFor();
  assert.match((await page.locator('#clientSecret').textContent()) ?? '', /^[\w-]{20,}$/);
  await lookAt(page, 'home-client-secret');

  await page.getByRole('link', { name: 'I have copied it' }).click();
  await open();
  await page.locator('summary', { hasText: 'a-long-name-of-a-house-far-away' }).press('Enter');
  await lookAt(page, 'home-client-made');
  await page.getByRole('button', { name: /^Remove Home Assistant \(a-long-name/ }).click();
  await page.getByText('that Home Assistant is disconnected').waitFor();
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startChromium } from '../support/chromium.ts';
import { eventually } from '../support/eventually.ts';
import { lastly } from '../support/lastly.ts';
import { supervisedStage } from '../support/supervised.ts';
import { lookAt, visitSettings } from './settings-stage.ts';

test('with nothing configured, an address is chosen with a click and entered by keyboard', async (t) => {
  const browser = await startChromium();
  lastly(t, () => browser.close());
  const stage = await supervisedStage(t, {
    words: {
      urls: { internal: 'http://192.168.1.4:8123', external: null, cloud: null },
      cloud: {
        logged_in: true,
        remote_domain: 'a-long-name-of-a-cloud-address.ui.nabu.casa',
        prefs: { remote_enabled: true },
      },
    },
  });
  stage.supervisor.state.network = { [`${stage.latchkey.port}/tcp`]: 8086 };
  const { as, ada, latchkey } = stage;
  // Looks around anew.
  await as(ada).send('', 'watchdog');
  stage.supervisor.state.watchdog = false;
  await eventually(async () => (await as(ada).read('')).includes('192.168.1.4'));
  const page = await visitSettings(t, browser, stage, ada, '');
  await page.getByRole('heading', { name: 'Give your home an address' }).waitFor();
  await lookAt(page, 'start-no-address');

  await page.getByRole('button', { name: 'Use this address: http://192.168.1.4:8086' }).click();
  await page.getByText('The address can be used now').waitFor();
  assert.deepEqual(latchkey.latchkey.doors.baseUrls, ['http://192.168.1.4:8086']);

  const field = page.getByLabel('Address', { exact: true });
  await field.fill('http://mcp.example.net');
  await field.press('Enter');
  await page.getByRole('alert').filter({ hasText: 'Change http:// to https://' }).waitFor();
  assert.equal(await field.inputValue(), 'http://mcp.example.net');
  await lookAt(page, 'start-wrong-address');
  await field.fill('https://mcp.example.net');
  await field.press('Enter');
  await page.getByText('The address can be used now').waitFor();

  await page.getByText('Remove https://mcp.example.net').first().click();
  await lookAt(page, 'start-remove-address');
  await page.getByRole('button', { name: 'Remove https://mcp.example.net' }).click();
  await page.getByText('The address was removed').waitFor();
  assert.deepEqual(latchkey.latchkey.doors.baseUrls, ['http://192.168.1.4:8086']);
});

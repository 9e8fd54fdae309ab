import { test } from 'node:test';
import { startChromium } from '../support/chromium.ts';
import { eventually } from '../support/eventually.ts';
import { lastly } from '../support/lastly.ts';
import { supervisedStage } from '../support/supervised.ts';
import { startHttpUpstream } from '../support/upstream-server.ts';
import { lookAt, visitSettings } from './settings-stage.ts';

test('an installed ha-mcp is added with what its log says, by keyboard', async (t) => {
  const browser = await startChromium();
  lastly(t, () => browser.close());
  const stage = await supervisedStage(t);
  const { as, ada, supervisor } = stage;
  await eventually(async () => (await as(ada).read('')).includes(supervisor.state.hostname));
  supervisor.state.apps.set('81f33d0f_ha_mcp', { ip_address: '172.30.32.1' });
  // Looks around anew.
  await as(ada).send('', 'watchdog');
  await eventually(async () => (await as(ada).read('servers')).includes('ha-mcp is installed'));
  const page = await visitSettings(t, browser, stage, ada, 'servers');
  await page.getByRole('heading', { name: 'ha-mcp is installed' }).waitFor();
  await lookAt(page, 'servers-ha-mcp');

  const upstream = await startHttpUpstream(t);
  const field = page.getByLabel('Its address');
  await field.fill(upstream.url);
  await field.press('Enter');
  await page.getByRole('heading', { name: 'ha-mcp' }).first().waitFor();
  await page.getByText('Adds two numbers.').first().waitFor();
});

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { startChromium } from '../support/chromium.ts';
import { lastly } from '../support/lastly.ts';
import { signIn, TestClient } from '../support/oauth-client.ts';
import { lookAt, settingsInBrowser } from './settings-stage.ts';

test('an administrator narrows an assistant by keyboard, sees what it means and takes it back', async (t) => {
  const browser = await startChromium();
  lastly(t, () => browser.close());
  const { visit, ada, ben, latchkey } = await settingsInBrowser(t, browser);
  const client = await TestClient.register(latchkey.base, { client_name: 'Claude' });
  await signIn(latchkey.base, ada, { client });
  const page = await visit(ada, 'permissions', { javaScriptEnabled: false });
  await page.getByRole('link', { name: 'Change what holds for Claude' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Claude' }).waitFor();
  await page.getByRole('checkbox', { name: 'May only look' }).focus();
  await page.keyboard.press('Space');
  await page.getByText('Areas', { exact: true }).first().focus();
  await page.keyboard.press('Enter');
  await page.getByRole('checkbox', { name: 'Hall (9)' }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Show what it would mean' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('This is not saved yet.').waitFor();
  assert.ok(await page.getByText('Sees 9 of 74 things. Can control nothing.').isVisible());
  await page.getByText('What can be seen').click();
  await page.getByText('Hall (9)').first().click();
  const looked = await visit(ada, `permissions/client/${client.id}`);
  await lookAt(looked, 'permission-usual');
  await lookAtForm(page, 'permission-preview');
  await page.getByRole('button', { name: 'Save' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('The rule is saved.').waitFor();
  assert.deepEqual(await latchkey.latchkey.store.rule('home', 'client', client.id), {
    readOnly: true,
    areas: ['hall'],
  });
  await page.getByText('Remove this rule').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Remove the rule for Claude' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('The rule is removed.').waitFor();
  assert.deepEqual(await latchkey.latchkey.store.rules(), []);
  assert.equal(ben.administrator, false);

  async function lookAtForm(shown: typeof page, name: string): Promise<void> {
    // axe-core needs scripts, so that the same form is sent once more where they run.
    await looked.goto(shown.url().replace(/preview$/, `client/${client.id}`));
    await looked.getByRole('checkbox', { name: 'May only look' }).check();
    await looked.getByText('Areas', { exact: true }).first().click();
    await looked.getByRole('checkbox', { name: 'Hall (9)' }).check();
    await looked.getByRole('button', { name: 'Show what it would mean' }).click();
    await looked.getByText('What can be seen').click();
    await lookAt(looked, name);
  }
});

test('the list is fit to be seen: empty, and with fifty assistants of long names', async (t) => {
  const browser = await startChromium();
  lastly(t, () => browser.close());
  const { visit, ada, ben, latchkey } = await settingsInBrowser(t, browser, {
    env: {
      MCP_READ_ONLY: 'false',
      MCP_SENSITIVE: 'switch.boiler, vacuum',
      MCP_API_KEYS: JSON.stringify([
        { name: 'dashboard', key: randomBytes(24).toString('hex'), scopes: ['home:control'] },
      ]),
    },
  });
  const { store } = latchkey.latchkey;
  const page = await visit(ada, 'permissions');
  await lookAt(page, 'permissions-empty');
  const { client } = await signIn(latchkey.base, ada);
  await signIn(latchkey.base, ben, { client });
  for (let n = 0; n < 50; n += 1) {
    const id = `${'An assistant with a very long name that goes on '.repeat(2)}${n}`;
    await store.putRule(
      'home',
      'client',
      id,
      n % 2 === 0 ? { readOnly: true } : { areas: ['hall'] },
    );
  }
  await store.putRule('home', 'person', ben.id, {
    exposedOnly: false,
    domains: ['light', 'lock'],
    entities: ['light.kitchn', 'lock.front_door'],
    sensitive: ['light.kitchen', 'vacum'],
    withoutAsking: ['lock.front_door'],
  });
  await store.putRule('home', 'home', '', { scopes: ['home:control', 'energy:read'] });
  await page.reload();
  await lookAt(page, 'permissions');
  await page.goto(new URL(`permissions/person/${ben.id}`, page.url()).href);
  await lookAt(page, 'permission-person');
  await page.getByLabel('Single things').fill('kitchen light');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('alert').waitFor();
  await lookAt(page, 'permission-problem');
});

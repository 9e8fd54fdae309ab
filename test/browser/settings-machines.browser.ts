import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startChromium } from '../support/chromium.ts';
import { lastly } from '../support/lastly.ts';
import { mcp, signIn, toolNames } from '../support/oauth-client.ts';
import { TinyIssuer } from '../support/tiny-issuer.ts';
import { lookAt, settingsInBrowser } from './settings-stage.ts';

test('a key is made by keyboard, shown once, replaced and deleted', async (t) => {
  const browser = await startChromium();
  lastly(t, () => browser.close());
  const { visit, ada, ben, latchkey } = await settingsInBrowser(t, browser);
  await signIn(latchkey.base, ben);
  const page = await visit(ada, 'machines');
  await lookAt(page, 'machines-empty');
  await page.getByRole('link', { name: 'Make a key' }).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('Name', { exact: true }).fill('n8n');
  await page.getByLabel('Acts as', { exact: true }).selectOption({ label: ben.name });
  await lookAt(page, 'machine-key-form');
  await page.getByLabel('Look and control').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  const key = (await page.locator('#secret').textContent()) ?? '';
  assert.ok((await toolNames(latchkey.url, key)).includes('call_service'));
  await lookAt(page, 'machine-key-secret');

  await page.getByRole('link', { name: 'I have copied it' }).click();
  await lookAt(page, 'machines-one');
  assert.ok(!(await page.content()).includes(key));
  await page.locator('summary', { hasText: 'Replace' }).click();
  await page.locator('summary', { hasText: 'Delete' }).click();
  await lookAt(page, 'machines-open');
  await page.getByLabel('ends at once').check();
  await page.getByRole('button', { name: 'Make a new one for n8n' }).click();
  const next = (await page.locator('#secret').textContent()) ?? '';
  const status = async (token: string) => (await mcp(latchkey.url, token, 'tools/list')).status;
  assert.deepEqual([await status(key), await status(next)], [401, 200]);
  await page.getByRole('link', { name: 'I have copied it' }).click();
  await page.locator('summary', { hasText: 'Delete' }).click();
  await page.getByRole('button', { name: 'Delete n8n' }).click();
  await page.getByText('Deleted. Its next call is refused.').waitFor();
  assert.equal(await status(next), 401);
});

test('configuring is offered only while an administrator is chosen', async (t) => {
  const browser = await startChromium();
  lastly(t, () => browser.close());
  const { visit, ada, ben, latchkey } = await settingsInBrowser(t, browser);
  for (const person of [ada, ben]) await signIn(latchkey.base, person);
  const page = await visit(ada, 'machines/key');
  const configure = page.getByLabel('Look, control and configure');
  assert.equal(await configure.isDisabled(), true);
  await page
    .getByLabel('Acts as', { exact: true })
    .selectOption({ label: `${ada.name} (administrator)` });
  await configure.check();
  await page.getByLabel('Acts as', { exact: true }).selectOption({ label: ben.name });
  assert.equal(await configure.isDisabled(), true);
  assert.equal(await page.getByLabel('Look', { exact: false }).first().isChecked(), true);
});

test('many programs with long names, a sign-in service and a client ID, are readable', async (t) => {
  const browser = await startChromium();
  lastly(t, () => browser.close());
  const { visit, ada, latchkey } = await settingsInBrowser(t, browser, {
    env: {
      MCP_AUTH_MODE: 'oauth',
      MCP_API_KEYS: JSON.stringify([{ name: 'dashboard', key: 'q7Zr0aV5tX2mK9cL4nB8' }]),
    },
  });
  const { store } = latchkey.latchkey;
  for (let index = 0; index < 50; index += 1) {
    const name = `${index} Wärmepumpensteuerungsüberwachung`.padEnd(60, 'x');
    const id = `id-${index}`;
    const scope = index % 2 === 0 ? ['home:read'] : ['home:read', 'home:control', 'energy:read'];
    const actAs = index % 7 === 0 ? { actAs: 'nobody@home' } : {};
    await store.addMachine(
      { kind: 'key', id, name, scope, createdAt: Date.now(), hash: id, ...actAs },
      200,
    );
  }
  const issuer = await TinyIssuer.start(t);
  const page = await visit(ada, 'machines');
  await lookAt(page, 'machines-full');
  await page.getByRole('link', { name: 'Trust a sign-in service' }).click();
  await page.getByText('More about its tokens').click();
  await lookAt(page, 'machine-issuer-form');
  await page.getByLabel('Name', { exact: true }).fill('Authentik');
  await page.getByLabel('Address of the sign-in service').fill(issuer.url);
  await page.getByLabel('For whom its tokens must be').fill('home-client');
  await page.getByRole('button', { name: 'Test and trust it' }).click();
  await page.getByRole('alert').waitFor();
  await lookAt(page, 'machine-issuer-problem');
  await page.getByLabel('It is in my own network').check();
  await page.getByRole('button', { name: 'Test and trust it' }).click();
  await page.getByText('its keys were read').waitFor();
  await page.getByRole('link', { name: 'Make a client ID and secret' }).click();
  await page.getByLabel('Name', { exact: true }).fill('robot');
  await page.getByRole('button', { name: 'Make the ID and secret' }).click();
  await page.locator('#clientSecret').waitFor();
  await lookAt(page, 'machine-client-secret');
});

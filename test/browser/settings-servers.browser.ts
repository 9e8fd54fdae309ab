import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { McpServer } from '@modelcontextprotocol/server';
import { startChromium } from '../support/chromium.ts';
import { lastly } from '../support/lastly.ts';
import { OAuthUpstream } from '../support/oauth-upstream.ts';
import { startHttpUpstream } from '../support/upstream-server.ts';
import { lookAt, settingsInBrowser } from './settings-stage.ts';
import { visitor } from './visitor.ts';

const SECRET = 'hunter2-hunter2';

test('a server is added and its tools approved with the keyboard', async (t) => {
  const browser = await startChromium();
  lastly(t, () => browser.close());
  const { visit, ada } = await settingsInBrowser(t, browser, { lookMs: 20 });
  const upstream = await startHttpUpstream(t, { Authorization: `Bearer ${SECRET}` });
  const page = await visit(ada, 'servers');
  await lookAt(page, 'servers-empty');
  await page.getByRole('link', { name: 'Add a server' }).press('Enter');
  await lookAt(page, 'servers-add');

  await page.getByLabel('Name', { exact: true }).fill('Notes');
  await page.getByLabel('Address', { exact: true }).fill(upstream.url);
  assert.equal(await page.getByLabel('Token', { exact: true }).isVisible(), false);
  await page.getByRole('radio', { name: /With a token/ }).press('Space');
  await page.getByLabel('Token', { exact: true }).fill('wrong');
  await page.getByRole('button', { name: 'Test and add' }).press('Enter');
  await page.getByRole('alert').getByText('This address is in your own network').waitFor();
  await page.getByLabel('This is a device in my own network').press('Space');
  await page.getByLabel('Token', { exact: true }).fill('wrong');
  await page.getByLabel('Token', { exact: true }).press('Enter');
  await page.getByRole('alert').getByText('The test failed').waitFor();
  assert.equal(await page.getByLabel('Token', { exact: true }).inputValue(), '');
  await lookAt(page, 'servers-add-failed');
  await page.getByLabel('Token', { exact: true }).fill(SECRET);
  await page.getByLabel('Token', { exact: true }).press('Enter');

  await page.getByRole('status').getByText('The server was added').waitFor();
  await lookAt(page, 'servers-tools-new');
  await page.getByLabel('Let assistants use add').press('Space');
  await page.getByRole('button', { name: 'Approve the ticked ones' }).press('Enter');
  await page.getByRole('status').getByText('Approved').waitFor();
  await lookAt(page, 'servers-tools');
  await page.getByRole('link', { name: 'All servers' }).press('Enter');
  await page.getByText('2 tools are new').waitFor();
  assert.ok(!(await page.content()).includes(SECRET));
  await page.getByRole('link', { name: 'Change: notes' }).press('Enter');
  await lookAt(page, 'servers-change');
  await page.getByRole('link', { name: 'Cancel' }).press('Enter');
  await page.locator('summary[aria-label="Remove: notes"]').press('Enter');
  await page.getByRole('button', { name: 'Yes, remove it: notes' }).press('Enter');
  await page.getByText('There is no other server yet').waitFor();
});

test('the household signs in at a server, in a tab of its own', async (t) => {
  const browser = await startChromium();
  lastly(t, () => browser.close());
  const { visit, ada, latchkey } = await settingsInBrowser(t, browser, { lookMs: 20 });
  const upstream = await OAuthUpstream.start(t);
  const page = await visit(ada, 'servers/add', { javaScriptEnabled: false });
  await page.getByLabel('Name', { exact: true }).fill('notes');
  await page.getByLabel('Address', { exact: true }).fill(upstream.url);
  await page.getByLabel('This is a device in my own network').check();
  await page.getByRole('radio', { name: /for the household/ }).check();
  await page.getByRole('button', { name: 'Test and add' }).click();
  await page.getByText('Needs a sign-in').waitFor();
  await page.getByRole('button', { name: 'Sign in there: notes' }).click();
  await page.getByRole('heading', { name: 'Sign in at notes' }).waitFor();
  const link = page.getByRole('link', { name: 'Open the sign-in page' });
  assert.equal(await link.getAttribute('target'), '_blank');
  assert.match((await link.getAttribute('rel')) ?? '', /noopener/);

  const hosts = [new URL(latchkey.base).host, new URL(upstream.url).host];
  const tab = await visitor(t, browser, hosts);
  await tab.goto((await link.getAttribute('href')) ?? '');
  await tab.getByRole('button').first().click();
  // The page moves on at once; going elsewhere before it has arrived would be cut off.
  await tab.waitForURL((url) => url.pathname === '/authorize');
  await tab.goto(upstream.authorize(tab.url()).href);
  await tab.getByText('You are signed in at notes').first().waitFor();

  await page.getByRole('link', { name: 'I have signed in' }).click();
  await page.getByText('Sign-in renewed by').waitFor();
  await page
    .getByRole('link', { name: /: notes$/ })
    .first()
    .click();
  await page.getByLabel('Let assistants use add').waitFor();
});

test('the sign-in link is shown for copying too', async (t) => {
  const browser = await startChromium();
  lastly(t, () => browser.close());
  const { visit, ada, latchkey } = await settingsInBrowser(t, browser, { lookMs: 20 });
  const upstream = await OAuthUpstream.start(t);
  const entry = { url: upstream.url, private_network: true, auth: { method: 'oauth' } };
  writeFileSync(
    join(latchkey.dataDir, 'upstreams.json'),
    JSON.stringify({ mcpServers: { notes: entry } }),
  );
  const page = await visit(ada, 'servers');
  while ((await page.getByRole('button', { name: 'Sign in there: notes' }).count()) === 0) {
    await page.reload();
  }
  await page.getByRole('button', { name: 'Sign in there: notes' }).click();
  await page.getByRole('button', { name: 'Copy' }).waitFor();
  await lookAt(page, 'servers-link');
});

test('many servers of every state, and tools with a lot to say, can be read', async (t) => {
  const browser = await startChromium();
  lastly(t, () => browser.close());
  const { visit, ada, latchkey } = await settingsInBrowser(t, browser, { lookMs: 20 });
  let since = '';
  const many = await startHttpUpstream(t, {}, () => {
    const server = new McpServer({ name: 'many', version: '1' });
    for (let n = 0; n < 60; n += 1) {
      const description = `Tool ${n} finds the notes of the household and shows${since} the newest of them first. `;
      const name = `find_the_notes_of_the_household_of_kind_number_${n}`;
      server.registerTool(name, { description: description.repeat(5) }, () => ({ content: [] }));
    }
    return server;
  });
  const oauth = await OAuthUpstream.start(t);
  const inHouse = { private_network: true };
  const servers = {
    many: { url: many.url, ...inHouse },
    dead: { url: 'http://127.0.0.1:1/mcp', ...inHouse },
    'needs-a-sign-in-long-one': { url: oauth.url, ...inHouse, auth: { method: 'oauth' } },
    'each-for-themselves': {
      url: oauth.url,
      ...inHouse,
      auth: { method: 'oauth' },
      credentials: 'person',
    },
    off: { url: many.url, ...inHouse, disabled: true },
    unset: { url: many.url, ...inHouse, headers: { 'X-Key': '$' + '{secret:NONE}' } },
    wrong: { url: 7 },
  };
  writeFileSync(join(latchkey.dataDir, 'upstreams.json'), JSON.stringify({ mcpServers: servers }));
  const page = await visit(ada, 'servers');
  while ((await page.getByText('60 tools').count()) === 0) await page.reload();
  since = ' with <b>everything</b> else';
  await page.goto(new URL('servers/many/tools', page.url().replace(/servers$/, '')).href);
  await page.getByText('10 more wait').waitFor();
  await lookAt(page, 'servers-tools-many');
  await page.getByRole('link', { name: 'Other servers' }).click();
  await page.locator('summary', { hasText: 'Set a secret' }).click();
  await page.getByLabel('Name', { exact: true }).fill('NAS_KEY');
  await page.getByLabel('Value', { exact: true }).fill(SECRET);
  await page.getByRole('button', { name: 'Keep it' }).click();
  await page.getByRole('button', { name: 'Switch it on for 15 minutes' }).click();
  await page.getByText('It is on until').waitFor();
  await lookAt(page, 'servers');
});

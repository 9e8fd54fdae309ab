import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { WebSocket } from 'ws';
import { versionIn } from '../../src/companion/folder.ts';
import type { DemoHome } from '../../src/demo/demo-home.ts';
import { configurationFolder, SHIPPED } from '../support/configuration-folder.ts';
import { eventually } from '../support/eventually.ts';
import { settingsStage } from '../support/settings-stage.ts';

const VERSION = versionIn(SHIPPED) ?? '';
const SECRET = 'a-secret-of-this-companion-test';
const restarts = (home: DemoHome) =>
  home.commands().filter(({ message }) => message.service === 'restart').length;

test('installed, restarted, added, used, updated and removed', async (t) => {
  const place = configurationFolder(t);
  const { as, ada, home, latchkey } = await settingsStage(t, {
    companionPlace: place,
    baseUrl: () => 'https://home.example/api/latchkey',
    env: { MCP_COMPANION_SECRET: SECRET },
  });
  const read = (path = 'companion') => as(ada).read(path);
  assert.match(await read(), /The companion is not installed\./);

  const installed = await as(ada).send('companion', 'companion/install');
  assert.equal(installed.status, 303);
  assert.ok(existsSync(join(place.there, 'manifest.json')));
  assert.match(await read('companion?done=installed'), /Home Assistant has to be restarted once/);

  const { cut } = await connectionTo(home.url);
  assert.equal((await as(ada).send('companion', 'companion/restart')).status, 303);
  assert.equal(restarts(home), 1);
  home.setIntegration('latchkey', { version: VERSION, added: false });
  // Until it is back, Home Assistant does not say what it knows.
  await cut;
  await eventually(async () => /Home Assistant has to be told to use it/.test(await read()));
  home.setIntegration('latchkey', { version: VERSION, added: true });
  assert.match(await read(), /Nothing came through it since Latchkey was started/);

  const knock = (secret: string) =>
    fetch(`http://127.0.0.1:${latchkey.port}/healthz`, {
      headers: { 'X-Latchkey-Companion': secret, 'X-Latchkey-Host': 'home.example' },
    });
  assert.equal((await knock('another secret than that one')).status, 403);
  assert.doesNotMatch(await read(), /The companion works/);
  assert.equal((await knock(SECRET)).status, 200);
  const works = await read();
  assert.match(works, /The companion works/);
  assert.match(works, /https:\/\/home\.example\/api\/latchkey\/mcp/);

  writeFileSync(join(place.there, 'view.py'), 'an older one');
  assert.match(await read(), /is not the one of this Latchkey/);
  assert.equal((await as(ada).send('companion', 'companion/install')).status, 303);
  assert.notEqual(readFileSync(join(place.there, 'view.py'), 'utf8'), 'an older one');
  home.setIntegration('latchkey', { version: '0.9.0', added: true });
  assert.match(await read(), /Home Assistant has to be restarted once/);

  const removed = await as(ada).send('companion', 'companion/remove');
  assert.match(removed.headers.get('location') ?? '', /done=removed$/);
  assert.ok(!existsSync(place.there));
  assert.match(await read(), /restarted once to forget the companion/);
  assert.doesNotMatch(await read(), /companion\/remove/);
  home.setIntegration('latchkey', undefined);
  assert.match(await read(), /The companion is not installed\./);
  assert.deepEqual(
    (await latchkey.latchkey.store.auditEvents(20))
      .filter(({ kind }) => kind === 'settings')
      .map(({ outcome }) => outcome),
    ['companion_removed', 'companion_installed', 'home_restarted', 'companion_installed'],
  );
});

test('removing closes the door at once, or says what is left to do', async (t) => {
  const { as, ada, home } = await settingsStage(t, { companionPlace: configurationFolder(t) });
  await as(ada).send('companion', 'companion/install');
  home.setIntegration('latchkey', { version: VERSION, added: true });
  await as(ada).send('companion', 'companion/remove');
  assert.match(await as(ada).read('companion'), /restarted once to forget/);
  await as(ada).send('companion', 'companion/install');
  assert.match(await as(ada).read('companion'), /Home Assistant has to be told to use it/);

  const page = as(ada);
  const [, csrf = ''] = /name="csrf" value="([\w-]+)"/.exec(await page.read('companion')) ?? [];
  const post = (path: string) =>
    page.open(path, { method: 'POST', body: new URLSearchParams({ csrf }) });
  home.setReachable(false);
  assert.match((await post('companion/remove')).headers.get('location') ?? '', /done=stillListed$/);
  assert.match((await post('companion/remove')).headers.get('location') ?? '', /done=gone$/);
  const answer = await post('companion/restart');
  assert.equal(answer.status, 409);
  assert.match(await answer.text(), /it was not restarted/);
});

test('where the folder is not to be seen, it says how to do it by hand', async (t) => {
  const { as, ada, home, latchkey } = await settingsStage(t, {
    env: { MCP_COMPANION_SECRET: SECRET },
  });
  const page = await as(ada).read('companion');
  assert.match(page, /has to be installed by hand/);
  assert.match(page, /custom_components\/latchkey/);
  assert.ok(page.includes(`the port ${latchkey.port}`));
  assert.ok(!page.includes(SECRET));
  assert.equal((await as(ada).send('companion', 'companion/install')).status, 409);
  const shown = await as(ada).send('companion', 'companion/secret');
  assert.equal(shown.status, 200);
  assert.ok((await shown.text()).includes(SECRET));
  assert.ok(!(await as(ada).read('companion')).includes(SECRET), 'shown once');
  home.setIntegration('latchkey', { version: VERSION, added: true });
  assert.match(await as(ada).read('companion'), /no address of Latchkey leads through it/);
});

test('a folder that cannot be written or is gone is said, and nothing is noted', async (t) => {
  const place = configurationFolder(t);
  const { as, ada, latchkey } = await settingsStage(t, { companionPlace: place });
  // A file where the folder has to be: no user may write through that, not even root.
  writeFileSync(join(place.config, 'custom_components'), '');
  const answer = await as(ada).send('companion', 'companion/install');
  assert.equal(answer.status, 409);
  assert.match(await answer.text(), /The files could not be changed/);
  rmSync(join(place.config, 'configuration.yaml'));
  assert.equal((await as(ada).send('companion', 'companion/remove')).status, 409);
  const noted = (await latchkey.latchkey.store.auditEvents(20)).filter(
    ({ kind }) => kind === 'settings',
  );
  assert.deepEqual(noted, []);
});

/** A connection of our own, which a restart cuts with the others. */
async function connectionTo(url: string): Promise<{ readonly cut: Promise<unknown> }> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/api/websocket`);
  const cut = once(socket, 'close');
  await once(socket, 'open');
  return { cut };
}

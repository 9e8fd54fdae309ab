import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { eventually } from '../support/eventually.ts';
import { signIn } from '../support/oauth-client.ts';
import { settingsStage } from '../support/settings-stage.ts';
import { supervisedStage } from '../support/supervised.ts';

const CLOUD = {
  urls: { internal: 'http://192.168.1.4:8123', external: null, cloud: 'https://abc.ui.nabu.casa' },
  cloud: { logged_in: true, remote_domain: 'abc.ui.nabu.casa', prefs: { remote_enabled: true } },
};

test('with nothing configured the settings open, and the next step is to choose an address', async (t) => {
  const { as, ada, ben, latchkey } = await supervisedStage(t);
  const page = await as(ada).read('');
  assert.match(page, /Give your home an address/);
  assert.match(page, /There is none yet/);
  assert.match(page, /Connected, version/);
  assert.doesNotMatch(page, /localhost|undefined|\[object/);
  assert.equal((await as(ben).open('')).status, 403);
  assert.equal((await fetch(`http://127.0.0.1:${latchkey.port}/healthz`)).status, 200);
});

test('an address that is entered leads in at once, and after a restart', async (t) => {
  const { as, ada, latchkey } = await supervisedStage(t);
  const metadata = () =>
    fetch(`http://127.0.0.1:${latchkey.port}/.well-known/oauth-authorization-server`).then(
      async (answer) => ((await answer.json()) as { issuer: string }).issuer,
    );
  assert.match(await metadata(), /^http:\/\/(localhost|127)/);
  const sent = await as(ada).send('', 'address/add', { address: 'https://Mcp.Example.net/mcp/' });
  assert.equal(sent.status, 303);
  assert.match(sent.headers.get('location') ?? '', /\?done=address_added$/);
  assert.equal(await metadata(), 'https://mcp.example.net');
  assert.match(await as(ada).read(''), /https:\/\/mcp\.example\.net\/mcp<\/code>/);
  await latchkey.restart();
  assert.equal(await metadata(), 'https://mcp.example.net');
  const kept = JSON.parse(readFileSync(join(latchkey.dataDir, 'settings.json'), 'utf8'));
  assert.deepEqual(kept.addresses, ['https://mcp.example.net']);
});

test('what cannot be an address is refused with a sentence, and stays in its field', async (t) => {
  const { as, ada, latchkey } = await settingsStage(t);
  const cases: [string, RegExp][] = [
    ['mcp.example.net', /Enter a whole address/],
    ['ftp://mcp.example.net', /Enter a whole address/],
    ['http://mcp.example.net', /Change http:\/\/ to https:\/\//],
    ['https://a:b@mcp.example.net', /Remove the user name/],
    ['https://mcp.example.net?x', /Remove everything from/],
    ['https://mcp.example.net/deep', /Remove what follows the name/],
    [`https://${'a'.repeat(200)}.example`, /too long/],
    [latchkey.base, /an address with this name already/],
    ['https://x"><script>', /Enter a whole address/],
  ];
  for (const [address, sentence] of cases) {
    const answer = await as(ada).send('', 'address/add', { address });
    assert.equal(answer.status, 400, address);
    const page = await answer.text();
    assert.match(page, sentence, address);
    assert.doesNotMatch(page, /"><script>/);
  }
  assert.deepEqual(latchkey.latchkey.doors.baseUrls, [latchkey.base]);
});

test('removing an address disconnects who came in through it, and nobody else', async (t) => {
  const { as, ada, ben, latchkey } = await settingsStage(t);
  const other = `http://localhost:${latchkey.port}`;
  await as(ada).send('', 'address/add', { address: other });
  await signIn(latchkey.base, ada);
  await signIn(other, ben);
  const living = async () =>
    (await latchkey.latchkey.store.grants())
      .filter(({ endedAt }) => endedAt === undefined)
      .map(({ issuer }) => issuer);
  assert.deepEqual((await living()).sort(), [latchkey.base, other].sort());
  assert.equal((await as(ada).send('', 'address/remove', { address: other })).status, 303);
  assert.deepEqual(await living(), [latchkey.base]);
  const gone = await as(ada).send('', 'address/remove', { address: other });
  assert.equal(gone.status, 409);
  const configured = await as(ada).send('', 'address/remove', { address: latchkey.base });
  assert.equal(configured.status, 409);
  assert.deepEqual(latchkey.latchkey.doors.baseUrls, [latchkey.base]);
});

test('what was found is offered, and only what leads here can be used', async (t) => {
  const { as, ada, supervisor, latchkey } = await supervisedStage(t, { words: CLOUD });
  supervisor.state.network = { [`${latchkey.port}/tcp`]: 8086 };
  // Looks around anew.
  await as(ada).send('', 'watchdog');
  await eventually(async () => (await as(ada).read('')).includes('192.168.1.4'));
  const page = await as(ada).read('');
  assert.match(
    page,
    /https:\/\/abc\.ui\.nabu\.casa\/api\/latchkey<\/code>[\s\S]*install the companion/,
  );
  assert.match(page, /http:\/\/192\.168\.1\.4:8086<\/code>/);
  assert.match(page, new RegExp(`http://a1b2c3d4-latchkey:${latchkey.port}/mcp`));
  const early = await as(ada).send('', 'address/use', {
    address: 'https://abc.ui.nabu.casa/api/latchkey',
  });
  assert.equal(early.status, 409);
  const strange = await as(ada).send('', 'address/use', { address: 'https://evil.example' });
  assert.equal(strange.status, 409);
  const used = await as(ada).send('', 'address/use', { address: 'http://192.168.1.4:8086' });
  assert.equal(used.status, 303);
  assert.equal(latchkey.latchkey.doors.canonical.issuer, 'http://192.168.1.4:8086');
});

test('the watchdog is offered while it is off, and never switched on by itself', async (t) => {
  const { as, ada, supervisor } = await supervisedStage(t);
  await eventually(async () => (await as(ada).read('')).includes('Switch the watchdog on'));
  assert.equal(supervisor.state.watchdog, false);
  const sent = await as(ada).send('', 'watchdog');
  assert.equal(sent.status, 303);
  assert.equal(supervisor.state.watchdog, true);
  assert.doesNotMatch(await as(ada).read(''), /Switch the watchdog on/);
});

test('each change is in the audit log with who made it', async (t) => {
  const { as, ada, latchkey } = await settingsStage(t);
  await as(ada).send('', 'address/add', { address: 'https://mcp.example.net' });
  await as(ada).send('', 'address/remove', { address: 'https://mcp.example.net' });
  const page = await as(ada).read('activity');
  assert.match(page, /an address was added/);
  assert.match(page, /an address was removed/);
  assert.ok(latchkey.logged.every((line) => !line.includes(ada.token)));
});

test('an address of the internet is canonical, whichever was chosen first', async (t) => {
  const { as, ada, latchkey } = await supervisedStage(t);
  const choose = (address: string) => as(ada).send('', 'address/add', { address });
  await choose('http://192.168.1.4:8086');
  await choose('https://abc.ui.nabu.casa/api/latchkey');
  await choose('https://mcp.example.net');
  assert.equal(latchkey.latchkey.doors.canonical.issuer, 'https://mcp.example.net');
  await latchkey.restart();
  assert.deepEqual(latchkey.latchkey.doors.baseUrls, [
    'https://mcp.example.net',
    'https://abc.ui.nabu.casa/api/latchkey',
    'http://192.168.1.4:8086',
  ]);
});

test('the companion’s documents are there from the moment its address is chosen', async (t) => {
  const { as, ada, latchkey } = await supervisedStage(t);
  const ask = () =>
    fetch(
      `http://127.0.0.1:${latchkey.port}/.well-known/oauth-protected-resource/api/latchkey/mcp`,
    );
  assert.equal((await ask()).status, 404);
  await as(ada).send('', 'address/add', { address: 'https://abc.ui.nabu.casa/api/latchkey' });
  const found = (await (await ask()).json()) as { resource: string };
  assert.equal(found.resource, 'https://abc.ui.nabu.casa/api/latchkey/mcp');
});

test('a mode that asks nobody to sign in gets no address of the internet', async (t) => {
  const { as, ada } = await settingsStage(t, { env: { MCP_AUTH_MODE: 'none' } });
  const open = await as(ada).send('', 'address/add', { address: 'https://mcp.example.net' });
  assert.equal(open.status, 400);
  assert.match(await open.text(), /mode none/);
});

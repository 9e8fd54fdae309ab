import assert from 'node:assert/strict';
import { test } from 'node:test';
import { foundHome } from '../../src/supervisor/found-home.ts';
import { offers } from '../../src/supervisor/offers.ts';
import type { Found } from '../../src/supervisor/surroundings.ts';
import { signIn } from '../support/oauth-client.ts';
import { supervisedStage } from '../support/supervised.ts';

const GUESS = { name: 'Home', url: 'http://homeassistant:8123', verifyTls: true };

test('the home is where the Supervisor says, as soon as it says it', () => {
  let found: Found = {};
  const home = foundHome(GUESS, () => found);
  assert.deepEqual([home.url, home.verifyTls, home.browserUrl], [GUESS.url, true, undefined]);
  found = { core: { port: 80, ssl: false } };
  assert.deepEqual([home.url, home.verifyTls], ['http://homeassistant', true]);
  found = {
    core: { port: 8123, ssl: true },
    urls: { internal: 'http://192.168.1.4:8123', external: 'https://home.example.net' },
  };
  assert.deepEqual([home.url, home.verifyTls], ['https://homeassistant:8123', false]);
  assert.equal(home.browserUrl, 'https://home.example.net');
  const said = foundHome({ ...GUESS, browserUrl: 'https://said.example' }, () => found);
  assert.equal(said.browserUrl, 'https://said.example');
});

const FOUND: Found = {
  self: { hostname: 'a1-latchkey', hostPort: 8087, watchdog: false },
  urls: { internal: 'http://homeassistant.local:8123', external: 'https://home.example.net' },
  cloud: { host: 'abc.ui.nabu.casa', remote: true },
};

test('what leads to Home Assistant leads here through the companion only', () => {
  const nothing = { companion: false, taken: [] };
  assert.deepEqual(offers(FOUND, nothing), [
    { url: 'https://abc.ui.nabu.casa/api/latchkey', way: 'cloud', needs: 'companion' },
    { url: 'https://home.example.net/api/latchkey', way: 'home', needs: 'companion' },
    { url: 'http://homeassistant.local:8087', way: 'house' },
  ]);
  const ready = offers(FOUND, { companion: true, taken: ['https://home.example.net'] });
  assert.deepEqual(
    ready.map(({ url, needs }) => [url, needs]),
    [
      ['https://abc.ui.nabu.casa/api/latchkey', undefined],
      ['http://homeassistant.local:8087', undefined],
    ],
  );
  const off = { ...FOUND, cloud: { host: 'abc.ui.nabu.casa', remote: false } };
  assert.equal(offers(off, { companion: true, taken: [] })[0]?.needs, 'remote');
});

test('nothing is offered that assistants could not reach', () => {
  const some = { companion: true, taken: [] };
  assert.deepEqual(offers({}, some), []);
  const urls = { internal: 'https://home.example.net', external: 'https://home.example.net:8443' };
  assert.deepEqual(offers({ ...FOUND, cloud: { host: undefined, remote: true }, urls }, some), []);
  const plain = { internal: undefined, external: 'http://192.168.1.4:8123' };
  assert.deepEqual(offers({ self: FOUND.self, urls: plain } as Found, some), []);
});

test('a home that starts after us is found, and people sign in there with nothing configured', async (t) => {
  const { supervisor, latchkey, as, ada, home, lookedAround } = await supervisedStage(t, {
    supervisor: { coreRunning: false },
  });
  assert.equal((await fetch(`http://127.0.0.1:${latchkey.port}/healthz`)).status, 200);
  // Nobody is let in while nobody says who is an administrator.
  assert.equal((await as(ada).open('')).status, 503);
  supervisor.setCoreRunning(true);
  await lookedAround();
  assert.notEqual(home.url, 'http://127.0.0.1:9');
  const signedIn = await signIn(latchkey.base, ada);
  assert.ok(signedIn);
});

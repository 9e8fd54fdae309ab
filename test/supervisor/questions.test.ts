import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCloud, readHomeUrls } from '../../src/supervisor/home-questions.ts';
import { announce, coreInfo, selfInfo } from '../../src/supervisor/questions.ts';

test('who we are: the name, and the port of the machine that leads to ours', () => {
  const read = selfInfo(8086).read;
  const data = { hostname: 'a1b2c3d4-latchkey', network: { '8086/tcp': 8087 }, watchdog: true };
  assert.deepEqual(read(data), { hostname: 'a1b2c3d4-latchkey', hostPort: 8087, watchdog: true });
  assert.equal(read({ ...data, network: { '8086/tcp': null } })?.hostPort, undefined);
  assert.equal(read({ ...data, network: null })?.hostPort, undefined);
  assert.equal(read({ ...data, watchdog: 'yes' })?.watchdog, false);
});

test('a name that is none gets into no address', () => {
  for (const hostname of [undefined, 5, '', 'a b', 'evil.example/', 'a@b', 'UPPER', '-x']) {
    assert.equal(selfInfo(8086).read({ hostname }), undefined, String(hostname));
  }
});

test('where Home Assistant listens, or nothing when that is not said', () => {
  assert.deepEqual(coreInfo.read({ port: 80, ssl: true }), { port: 80, ssl: true });
  assert.deepEqual(coreInfo.read({ port: 8123 }), { port: 8123, ssl: false });
  for (const port of [undefined, '80', 0, 65_536, 1.5]) {
    assert.equal(coreInfo.read({ port }), undefined, String(port));
  }
});

test('an announcement is known by an id that fits into a path', () => {
  const { read } = announce('mcp', { url: 'https://a.example/mcp' });
  assert.equal(read({ uuid: 'a1b2' }), 'a1b2');
  assert.equal(read({ uuid: '../security' }), undefined);
});

test('addresses of Home Assistant are origins, and the cloud stands in for a missing one', () => {
  assert.deepEqual(
    readHomeUrls({
      internal: 'http://192.168.1.4:8123/',
      external: null,
      cloud: 'https://x.ui.nabu.casa',
    }),
    { internal: 'http://192.168.1.4:8123', external: 'https://x.ui.nabu.casa' },
  );
  for (const odd of [undefined, null, 'x', [], { internal: 5, external: 'javascript:alert(1)' }]) {
    assert.deepEqual(readHomeUrls(odd), { internal: undefined, external: undefined });
  }
});

test('the cloud’s name counts while somebody is signed in, and only one of the cloud’s own', () => {
  const status = {
    logged_in: true,
    remote_domain: 'abc.ui.nabu.casa',
    prefs: { remote_enabled: true },
  };
  assert.deepEqual(readCloud(status), { host: 'abc.ui.nabu.casa', remote: true });
  assert.equal(readCloud({ ...status, logged_in: false }).host, undefined);
  assert.equal(readCloud({ ...status, remote_domain: 'evil.example' }).host, undefined);
  assert.deepEqual(readCloud(null), { host: undefined, remote: false });
});

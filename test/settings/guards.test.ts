import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isIngressPeer } from '../../src/settings/peer.ts';
import { TestClock } from '../support/latchkey-under-test.ts';
import { settingsStage } from '../support/settings-stage.ts';

test('only the Supervisor and this machine itself may speak for ingress', () => {
  for (const address of ['172.30.32.2', '::ffff:172.30.32.2', '127.0.0.1', '127.8.8.8', '::1']) {
    assert.equal(isIngressPeer(address), true, address);
  }
  const others = [
    '172.30.32.1',
    '172.30.33.4',
    '::ffff:172.30.33.4',
    '192.168.1.2',
    '127.0.0.1.example',
  ];
  for (const address of [...others, '2001:db8::1', '', undefined]) {
    assert.equal(isIngressPeer(address), false, `${address}`);
  }
});

test('an administrator sees the pages, in the frame of ingress', async (t) => {
  const { as, ada, ingress } = await settingsStage(t);
  const answer = await as(ada).open('');
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get('cache-control'), 'no-store');
  const policy = answer.headers.get('content-security-policy') ?? '';
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /frame-ancestors 'self'/);
  const page = await answer.text();
  assert.ok(page.includes(`<base href="${new URL(ingress.url).pathname}">`));
  for (const [, asset = ''] of page.matchAll(/(?:href|src)="(assets\/[^"]+)"/g)) {
    assert.equal((await as(ada).open(asset)).status, 200, asset);
  }
});

test('somebody who is not an administrator gets none, nor does somebody no longer one', async (t) => {
  const clock = new TestClock();
  const { as, ada, ben, home } = await settingsStage(t, { clock: clock.read });
  const refused = await as(ben).open('');
  assert.equal(refused.status, 403);
  assert.match(await refused.text(), /For administrators only/);
  assert.equal((await as(ada).open('')).status, 200);
  home.setAdministrator('Ben', true);
  clock.pass(61_000);
  assert.equal((await as(ben).open('')).status, 200);
  home.setAdministrator('Ben', false);
  clock.pass(61_000);
  assert.equal((await as(ben).open('')).status, 403);
});

test('nobody is let in while the home does not say who is an administrator', async (t) => {
  const { as, ada, home } = await settingsStage(t);
  home.setReachable(false);
  const answer = await as(ada).open('');
  assert.equal(answer.status, 503);
  assert.match(await answer.text(), /does not say who you are/);
});

test('headers alone let nobody in who names no user of the home', async (t) => {
  const { latchkey } = await settingsStage(t);
  const url = latchkey.latchkey.settingsUrl ?? '';
  for (const user of [undefined, '', 'nobody', '__proto__']) {
    const answer = await fetch(url, {
      headers: user === undefined ? {} : { 'x-remote-user-id': user },
    });
    assert.equal(answer.status, 403, `${user}`);
  }
});

test('an ingress path that is no path gets into no page', async (t) => {
  const { latchkey, ada } = await settingsStage(t);
  for (const path of ['//evil.example', '/"><script>', 'https://evil.example/', '/a/../b', '/']) {
    const answer = await fetch(latchkey.latchkey.settingsUrl ?? '', {
      headers: { 'x-remote-user-id': ada.id, 'x-ingress-path': path },
    });
    assert.match(await answer.text(), /<base href="\/">/);
  }
});

test('pages are not found and faults are told in words, without what was sent', async (t) => {
  const { as, ada } = await settingsStage(t);
  const answer = await as(ada).open('nothing?<b>');
  assert.equal(answer.status, 404);
  assert.match(await answer.text(), /There is nothing here/);
});

import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { MINUTE } from '../../src/core/clock.ts';
import { eventually } from '../support/eventually.ts';
import { lastly } from '../support/lastly.ts';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import { addByHand, COMPANION, SECRET } from './companion.ts';
import { startRealHome } from './real-home.ts';
import { openSocket } from './socket.ts';

test('the companion’s life in a real Home Assistant, from the settings alone', {
  timeout: 5 * MINUTE,
}, async (t) => {
  const home = await startRealHome();
  lastly(t, () => home.stop());
  const token = home.people[0]?.token ?? '';
  const latchkey = await startTestLatchkey(t, {
    home: { url: home.url, people: home.people, stop: async () => {} },
    baseUrl: () => `${home.url}/api/latchkey`,
    companionPlace: { config: home.configuration, shipped: COMPANION },
    env: { MCP_COMPANION_SECRET: SECRET, HOMEASSISTANT_TOKEN: token },
  });
  const socket = await openSocket(home.url, token);
  const { id } = await socket.ask<{ id: string }>('auth/current_user');
  socket.close();

  const settings = (path: string, init: RequestInit = {}) =>
    fetch(new URL(path, latchkey.latchkey.settingsUrl), {
      ...init,
      headers: { 'x-remote-user-id': id, connection: 'close' },
      redirect: 'manual',
    });
  const read = async () => (await settings('companion')).text();
  const press = async (action: string) => {
    const [, csrf = ''] = /name="csrf" value="([\w-]+)"/.exec(await read()) ?? [];
    const body = new URLSearchParams({ csrf });
    const answer = await settings(`companion/${action}`, { method: 'POST', body });
    return answer.headers.get('location')?.split('done=')[1];
  };
  const says = async (sentence: RegExp) => {
    const until = Date.now() + MINUTE;
    while (!sentence.test(await read())) {
      assert.ok(Date.now() < until, `${sentence} is not in ${await read()}`);
      await pause(500);
    }
  };
  const through = async () => (await fetch(`${home.url}/api/latchkey/healthz`)).status;
  const restart = async () => {
    // Refused while Home Assistant has not finished its last start.
    await eventually(async () => (await press('restart')) === 'restarting', MINUTE);
    assert.equal(await home.ended(), 'exit code 100', 'it asks its supervisor to start it again');
    await home.startAgain();
  };

  await says(/The companion is not installed\./);
  assert.equal(await press('install'), 'installed');
  await says(/Home Assistant has to be restarted once\./);
  assert.equal(await through(), 404, 'not before the restart');

  await restart();
  await says(/Home Assistant has to be told to use it/);
  await addByHand(home, latchkey.port);
  await says(/Nothing came through it since/);
  assert.equal(await through(), 200);
  await says(/The companion works/);

  rmSync(join(home.configuration, 'custom_components/latchkey/diagnostics.py'));
  await says(/is not the one of this Latchkey/);
  assert.equal(await press('install'), 'installed');
  assert.equal(await through(), 200, 'the one that runs goes on');

  assert.equal(await press('remove'), 'removed');
  assert.equal(await through(), 503, 'the door is closed at once');
  await says(/restarted once to forget the companion/);
  await restart();
  await says(/The companion is not installed\./);
  assert.equal(await through(), 404);
});

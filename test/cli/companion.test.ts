import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { runLatchkey } from '../support/command-line.ts';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import { tempDir } from '../support/temp.ts';

test('companion install, status and remove say what to do next', async (t) => {
  const config = tempDir(t);
  const run = (action: string) => runLatchkey(['companion', action, '--config', config]);
  const none = await run('install');
  assert.equal(none.code, 1);
  assert.match(none.err, /There is no Home Assistant configuration in .*--config/);

  writeFileSync(join(config, 'configuration.yaml'), '');
  assert.match((await run('status')).out, /is not installed\. latchkey companion install/);
  const installed = await run('install');
  assert.equal(installed.code, 0, installed.err);
  assert.match(installed.out, /Restart Home Assistant once: it loads integrations only when/);
  assert.ok(existsSync(join(config, 'custom_components', 'latchkey', 'manifest.json')));
  assert.match((await run('status')).out, /is the one of this Latchkey/);
  assert.doesNotMatch((await run('install')).out, /Restart/, 'nothing changed');
  writeFileSync(join(config, 'custom_components', 'latchkey', 'view.py'), '');
  assert.match((await run('status')).out, /is not the one of this Latchkey/);
  assert.match((await run('remove')).out, /is removed\. Restart Home Assistant once/);
  assert.match((await run('remove')).out, /no companion to remove/);
});

test('the secret is printed when it is asked for, stays the same, and is the one that counts', async (t) => {
  const lk = await startTestLatchkey(t);
  const env = { MCP_DATA_DIR: lk.dataDir };
  const { out, code } = await runLatchkey(['companion', 'secret'], { env });
  assert.equal(code, 0);
  const secret = out.trim();
  assert.match(secret, /^[\w-]{43}$/);
  const check = async (shown: string) =>
    (await fetch(`${lk.base}/healthz`, { headers: { 'X-Latchkey-Companion': shown } })).status;
  assert.equal(await check(secret), 200);
  assert.equal(await check(`${secret}x`), 403);
  await lk.restart();
  assert.equal(await check(secret), 200);
  assert.ok(!lk.logged.some((line) => line.includes(secret)));

  const own = 'kx7Qm2-the-companion-of-this-test-9fWz';
  const chosen = { env: { ...env, MCP_COMPANION_SECRET: own } };
  assert.equal((await runLatchkey(['companion', 'secret'], chosen)).out.trim(), own);
});

test('anything else is met with help', async () => {
  for (const args of [[], ['companion'], ['status', 'twice'], ['--nonsense']]) {
    const { code, err } = await runLatchkey(['companion', ...args]);
    assert.equal(code, 2);
    assert.match(err, /^Usage: latchkey companion status\|install\|remove\|secret/);
  }
  const help = await runLatchkey(['companion', '--help']);
  assert.deepEqual([help.code, help.err], [0, '']);
});

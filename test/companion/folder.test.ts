import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  type CompanionPlace,
  companionStatus,
  installCompanion,
  removeCompanion,
} from '../../src/companion/folder.ts';
import { systemRandom } from '../../src/core/ids.ts';
import type { Ending } from '../support/lastly.ts';
import { tempDir } from '../support/temp.ts';

const SHIPPED = join(
  import.meta.dirname,
  '../../rootfs/usr/share/latchkey/custom_components/latchkey',
);

/** A Home Assistant's configuration folder, and a companion to install that a test may change. */
function place(t: Ending): CompanionPlace & { readonly there: string } {
  const config = tempDir(t);
  writeFileSync(join(config, 'configuration.yaml'), '');
  const shipped = join(tempDir(t), 'latchkey');
  cpSync(SHIPPED, shipped, { recursive: true });
  return { config, shipped, there: join(config, 'custom_components', 'latchkey') };
}

const stateOf = (at: CompanionPlace) => {
  const found = companionStatus(at);
  return found.ok ? found.value.state : found.error;
};

test('absent, installed, stale after an update of the app, updated, removed', async (t) => {
  const at = place(t);
  assert.deepEqual(companionStatus(at), {
    ok: true,
    value: { state: 'absent', version: undefined },
  });
  assert.deepEqual(await installCompanion(at, systemRandom), { ok: true, value: true });
  assert.deepEqual(companionStatus(at), {
    ok: true,
    value: { state: 'current', version: '1.0.0' },
  });
  assert.deepEqual(await installCompanion(at, systemRandom), { ok: true, value: false });

  writeFileSync(join(at.shipped, 'more.py'), '"""More."""\n');
  rmSync(join(at.shipped, 'diagnostics.py'));
  assert.equal(stateOf(at), 'stale');
  assert.deepEqual(await installCompanion(at, systemRandom), { ok: true, value: true });
  assert.equal(stateOf(at), 'current');
  assert.ok(!existsSync(join(at.there, 'diagnostics.py')), 'what is gone is gone here too');

  assert.deepEqual(await removeCompanion(at, systemRandom), { ok: true, value: true });
  assert.equal(stateOf(at), 'absent');
  assert.deepEqual(await removeCompanion(at, systemRandom), { ok: true, value: false });
  assert.deepEqual(readdirSync(at.config).sort(), ['configuration.yaml', 'custom_components']);
});

test('what Python compiled is no difference, and a changed or missing file is one', async (t) => {
  const at = place(t);
  await installCompanion(at, systemRandom);
  mkdirSync(join(at.there, '__pycache__'));
  writeFileSync(join(at.there, '__pycache__', 'view.cpython-314.pyc'), 'compiled');
  assert.equal(stateOf(at), 'current');
  writeFileSync(join(at.there, 'view.py'), '"""Another."""\n');
  assert.equal(stateOf(at), 'stale');
  await installCompanion(at, systemRandom);
  assert.ok(!existsSync(join(at.there, '__pycache__')), 'what was compiled of the old one goes');
  rmSync(join(at.there, 'manifest.json'));
  assert.deepEqual(companionStatus(at), {
    ok: true,
    value: { state: 'stale', version: undefined },
  });
});

test('other integrations and what an interrupted run left', async (t) => {
  const at = place(t);
  mkdirSync(join(at.config, 'custom_components', 'other'), { recursive: true });
  mkdirSync(join(at.config, '.latchkey-companion-abc'));
  await installCompanion(at, systemRandom);
  await removeCompanion(at, systemRandom);
  assert.deepEqual(readdirSync(at.config).sort(), ['configuration.yaml', 'custom_components']);
  assert.deepEqual(readdirSync(join(at.config, 'custom_components')), ['other']);
});

test('a folder that is no Home Assistant’s is left alone', async (t) => {
  const at = { config: tempDir(t), shipped: SHIPPED };
  assert.equal(stateOf(at), 'no_home');
  assert.deepEqual(await installCompanion(at, systemRandom), { ok: false, error: 'no_home' });
  assert.deepEqual(readdirSync(at.config), []);
});

test('a folder that cannot be written: nothing half done', async (t) => {
  const at = place(t);
  writeFileSync(join(at.config, 'custom_components'), 'a file where a folder should be');
  assert.deepEqual(await installCompanion(at, systemRandom), { ok: false, error: 'failed' });
  assert.equal(stateOf(at), 'absent');
});

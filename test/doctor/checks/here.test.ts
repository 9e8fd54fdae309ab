import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { MINUTE, SECOND } from '../../../src/core/clock.ts';
import { LatchkeyError } from '../../../src/core/errors.ts';
import type { HereSubject } from '../../../src/doctor/check.ts';
import { judgeClock } from '../../../src/doctor/checks/clock.ts';
import { judgeDisk } from '../../../src/doctor/checks/disk.ts';
import { judgeKeyring, keyring } from '../../../src/doctor/checks/keyring.ts';
import { judgeMode } from '../../../src/doctor/checks/mode.ts';
import { judgeRunning } from '../../../src/doctor/checks/running.ts';
import { store } from '../../../src/doctor/checks/store.ts';
import { openKeyring } from '../../../src/keys/keyring.ts';
import { tempDir } from '../../support/temp.ts';

const here: HereSubject = {
  name: '',
  running: true,
  mode: 'oauth',
  now: () => 0,
  free: async () => 1e12,
  keyring: async () => undefined,
  clocks: async () => [],
};

test('whether it runs, and why its settings are refused', () => {
  assert.equal(judgeRunning({ running: true }).finding, 'sound');
  assert.equal(judgeRunning({ running: false }).finding, 'not_running');
  const refused = judgeRunning({ running: false, refused: 'Set MCP_BASE_URL to a whole URL.' });
  assert.deepEqual(refused.params, { reason: 'Set MCP_BASE_URL to a whole URL' });
});

test('no authentication is a warning', () => {
  assert.equal(judgeMode('oauth').finding, 'sound');
  assert.equal(judgeMode('api_key').finding, 'sound');
  assert.deepEqual([judgeMode('none').status, judgeMode('none').finding], ['warning', 'mode_none']);
});

test('a disk is full before its last byte', () => {
  assert.equal(judgeDisk(1e12).finding, 'sound');
  assert.equal(judgeDisk(100e6).finding, 'disk_low');
  assert.deepEqual(judgeDisk(3.7e6).params, { megabytes: 3 });
  assert.equal(judgeDisk(0).status, 'problem');
});

test('the store is tried by writing', async () => {
  const claimed: string[] = [];
  const claim = async (kind: string) => {
    claimed.push(kind);
    return true;
  };
  assert.equal((await store.run({ ...here, store: { claim } })).finding, 'sound');
  assert.deepEqual(claimed, ['doctor']);
  const failing = async () => {
    throw new LatchkeyError('store_unavailable', 'The database is read-only.');
  };
  const failed = await store.run({ ...here, store: { claim: failing } });
  assert.deepEqual(failed.params, { reason: 'The database is read-only.' });
  assert.equal((await store.run(here)).status, 'unknown');
});

test('the file of keys has to be whole, and for its owner alone', async (t) => {
  const dataDir = tempDir(t);
  await openKeyring({
    dataDir,
    clock: () => 0,
    random: randomBytes,
    encryptionKeys: [],
    signingSecrets: [],
    accessTokenMs: MINUTE,
  });
  const text = readFileSync(join(dataDir, 'keyring.json'), 'utf8');
  assert.equal(judgeKeyring({ text, mode: 0o100600 }, true).finding, 'sound');
  assert.equal(judgeKeyring({ text, mode: 0o100644 }, true).finding, 'keyring_open');
  assert.equal(judgeKeyring({ text: '{}', mode: 0o600 }, true).finding, 'keyring_unreadable');
  assert.equal(judgeKeyring({ text: '', mode: 0o600 }, true).finding, 'keyring_unreadable');
  assert.equal(judgeKeyring(undefined, true).finding, 'keyring_missing');
  assert.equal(judgeKeyring(undefined, false).finding, 'sound');
  const unreadable = { ...here, keyring: () => Promise.reject(new Error('EACCES')) };
  assert.equal((await keyring.run(unreadable)).finding, 'keyring_unreadable');
});

test('clocks that differ by more than two minutes are told apart, either way', () => {
  const now = () => 1_000 * MINUTE;
  const at = (time: number) => judgeClock(now, [{ other: 'Home Assistant', time }]);
  assert.equal(at(now() + 90 * SECOND).finding, 'sound');
  for (const off of [60, -60]) {
    assert.deepEqual(at(now() + off * MINUTE).params, { minutes: 60, other: 'Home Assistant' });
  }
  assert.equal(judgeClock(now, []).finding, 'clock_unknown');
});

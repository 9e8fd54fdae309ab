import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  companion,
  judgeCompanion,
  judgeCompanionVersion,
} from '../../../src/doctor/checks/companion.ts';
import { type CloudStatus, judgeNabuCasa, nabuCasa } from '../../../src/doctor/checks/nabu-casa.ts';
import { HomeCommandError } from '../../../src/home/errors.ts';
import { frontDoor } from '../../../src/net/front-doors.ts';
import { heard, silent } from '../../support/heard.ts';

const door = frontDoor('https://abc.ui.nabu.casa/api/latchkey');
const CONNECTED: CloudStatus = {
  logged_in: true,
  cloud: 'connected',
  remote_domain: 'abc.ui.nabu.casa',
  remote_connected: true,
  prefs: { remote_enabled: true },
};

const home = {
  name: 'home',
  home: { name: 'home', url: 'http://ha.local:8123', verifyTls: true },
  carries: [door],
  usualPorts: [],
  companionVersion: '1.0.0',
  ask: async () => heard(200),
  version: async () => undefined,
};

test('the cloud has to be signed in, switched on, connected, and of this name', () => {
  const code = (more: CloudStatus) => judgeNabuCasa(door, { ...CONNECTED, ...more }).finding;
  assert.equal(code({}), 'sound');
  assert.equal(code({ logged_in: false }), 'nabu_casa_signed_out');
  assert.equal(code({ prefs: { remote_enabled: false } }), 'nabu_casa_remote_off');
  assert.equal(code({ cloud: 'disconnected' }), 'nabu_casa_disconnected');
  assert.equal(code({ remote_connected: false }), 'nabu_casa_disconnected');
  assert.equal(code({ remote_domain: 'xyz.ui.nabu.casa' }), 'nabu_casa_other_name');
});

test('only an account is told of the cloud, and only a door of its name needs it', async () => {
  assert.equal((await nabuCasa.run(home)).finding, 'needs_account');
  const elsewhere = { ...home, carries: [frontDoor('https://ha.example.com/api/latchkey')] };
  assert.equal((await nabuCasa.run(elsewhere)).finding, 'sound');
  const command = async () => {
    throw new HomeCommandError('unknown_command', 'Unknown command.');
  };
  assert.equal((await nabuCasa.run({ ...home, command })).finding, 'nabu_casa_signed_out');
});

test('the integration is there, leads to us, and is the one we bring', async () => {
  assert.equal(judgeCompanion(heard(200)).finding, 'sound');
  assert.equal(judgeCompanion(heard(404)).finding, 'companion_missing');
  assert.equal(judgeCompanion(heard(502)).finding, 'companion_silent');
  assert.equal(judgeCompanion(silent('timeout')).status, 'unknown');
  assert.equal(judgeCompanionVersion('1.0.0', '1.0.0').finding, 'sound');
  assert.equal(judgeCompanionVersion('0.9.0', '1.0.0').finding, 'companion_stale');
  assert.equal(judgeCompanionVersion(undefined, '1.0.0').status, 'warning');
  const answering =
    (result: unknown) =>
    async <T>(): Promise<T> =>
      result as T;
  const stale = await companion.run({ ...home, command: answering({ version: '0.9.0' }) });
  assert.equal(stale.finding, 'companion_stale');
  assert.equal((await companion.run({ ...home, carries: [] })).finding, 'sound');
});

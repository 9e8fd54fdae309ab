import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rulesOf, topLevelProfiles } from './apparmor.ts';
import { readText, readYaml } from './face.ts';

const text = readText('apparmor.txt');
const start = rulesOf(text);
const server = rulesOf(text, 'server');

test('there is one profile at the top, which has the name of the app', () => {
  assert.deepEqual(topLevelProfiles(text), [readYaml('config.yaml').slug]);
  assert.deepEqual(topLevelProfiles(`${text}\nprofile another {\n}\n`), ['latchkey', 'another']);
});

test('nothing refers to a profile by the name that the Supervisor changes', () => {
  assert.doesNotMatch(text, /(?:peer=|->\s*)latchkey/);
});

test('Latchkey runs in the stricter profile, whoever starts it', () => {
  assert.ok(start.includes('/usr/bin/node cx -> server,'));
  assert.ok(start.length > 20 && server.length > 20);
});

test('no profile may do everything of a kind', () => {
  for (const rule of [...start, ...server]) {
    assert.doesNotMatch(rule, /^(?:file|network|capability|mount|ptrace|dbus|unix|userns),$/);
    assert.doesNotMatch(rule, /^\/?\*|^\/\{,\*\*\}|\b[uU]x\b|sys_admin|sys_ptrace|net_admin/);
  }
});

test('Latchkey starts no program', () => {
  const executable = server.filter((rule) => /^\S*\/\S* \S*x/.test(rule));
  assert.deepEqual(executable, []);
});

test('of Home Assistant’s folder only the companion can be changed, and no secret be read', () => {
  const [folder, ...below] = start.filter((rule) => rule.startsWith('/homeassistant/'));
  assert.equal(folder, '/homeassistant/ r,');
  assert.ok(below.length > 0);
  for (const rule of below) {
    assert.match(
      rule,
      /^\/homeassistant\/(?:custom_components\/(?:latchkey\/\S*)?|\.latchkey-companion-\*\/\S*) rw,$/,
    );
  }
  for (const path of ['{.storage,.cloud}/', '{.storage,.cloud}/**', 'secrets.yaml']) {
    assert.ok(server.includes(`deny /homeassistant/${path} rwklmx,`), path);
  }
});

test('Latchkey itself changes nothing there; it can ask root for the companion', () => {
  for (const rule of server.filter((one) => one.startsWith('/homeassistant/'))) {
    assert.match(rule, /^\/homeassistant\/(?:custom_components\/(?:latchkey\/\S*)?)? r,$/);
  }
  const written = server.filter((rule) => /^\S*run\/latchkey\S* \S*w/.test(rule));
  assert.deepEqual(written, ['/{var/,}run/latchkey/companion w,']);
  assert.deepEqual(
    server.filter((rule) => rule.startsWith('capability')),
    [],
  );
});

test('it can do its work: the data folder, the network, and becoming another user', () => {
  assert.ok(server.includes('/data/** rwk,'), 'SQLite locks its files');
  for (const kind of ['inet stream', 'inet6 stream', 'inet dgram', 'netlink raw', 'unix stream']) {
    assert.ok(server.includes(`network ${kind},`), kind);
  }
  for (const capability of ['setuid', 'setgid', 'chown', 'kill']) {
    assert.ok(start.includes(`capability ${capability},`), capability);
  }
});

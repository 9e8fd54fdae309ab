import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { ensureTools } from './host-tools.ts';
import { CHECKOUT, imageLog } from './places.ts';
import { finished } from './processes.ts';

before(() => ensureTools(['apparmor_parser', 'shellcheck', 'yamllint'], imageLog()));

function tracked(...patterns: string[]): string[] {
  const listed = execFileSync('git', ['ls-files', '-z', '--', ...patterns], { cwd: CHECKOUT });
  return listed
    .toString()
    .split('\0')
    .filter((file) => file !== '')
    .map((file) => join(CHECKOUT, file));
}

const SHELL = /^#!.*\b(sh|bash)\n/;

test('shellcheck has nothing to say of any script', async () => {
  const scripts = tracked().filter(
    (file) => existsSync(file) && SHELL.test(readFileSync(file, 'latin1').slice(0, 100)),
  );
  assert.ok(scripts.length >= 9, `only ${scripts.length} scripts were found`);
  const { code, text } = await finished('shellcheck', ['--external-sources', ...scripts]);
  assert.equal(code, 0, text);
});

test('yamllint has nothing to say of any YAML file', async () => {
  const files = tracked('*.yaml', '*.yml');
  assert.ok(files.length > 0);
  const config = join(CHECKOUT, '.yamllint');
  const { code, text } = await finished('yamllint', [
    '--strict',
    '--config-file',
    config,
    ...files,
  ]);
  assert.equal(code, 0, text);
});

test('the AppArmor profile is one that AppArmor understands', async () => {
  const profile = join(CHECKOUT, 'apparmor.txt');
  const { code, text } = await finished('apparmor_parser', ['-Q', '-K', '-T', profile]);
  assert.equal(code, 0, text);
});

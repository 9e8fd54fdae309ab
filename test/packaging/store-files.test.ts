import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { ROOT, readText, readYaml } from './face.ts';
import { mistakenFiles } from './store-files.ts';

const PROJECT = 'https://github.com/latchkey-app/latchkey';

/** What is in the repository, or would be with the next commit. */
const files = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', '--deduplicate'],
  { cwd: ROOT, encoding: 'utf8' },
)
  .split('\n')
  .filter((file) => file !== '');

test('everything that the store shows is there', () => {
  for (const file of [
    ...['config.yaml', 'repository.yaml', 'apparmor.txt', 'icon.png', 'logo.png'],
    ...['README.md', 'CHANGELOG.md', 'SECURITY.md', 'translations/en.yaml'],
  ]) {
    assert.ok(files.includes(file), file);
  }
});

test('no other file is taken for an app, a build or a repository', () => {
  assert.ok(files.length > 500, 'git knows the files');
  assert.deepEqual(mistakenFiles(files), []);
});

test('files that the Supervisor would take for something else are found', () => {
  const mistaken = [
    ...['src/config.json', 'test/fixtures/config.yaml', 'docs/config.yml', 'config.json'],
    ...['build.yaml', '.github/workflows/build.yaml', 'rootfs/build.json', 'src/build.yml'],
    ...['docs/repository.yaml', 'repository.json'],
  ];
  const harmless = [
    ...['config.yaml', 'repository.yaml', 'src/config.ts', 'tsconfig.json', 'src/build.ts'],
    ...['.github/config.yaml', 'rootfs/usr/share/config.json', '.github/workflows/publish.yaml'],
  ];
  assert.deepEqual(mistakenFiles([...harmless, ...mistaken]), mistaken);
});

test('there is one address of the project', () => {
  assert.equal(readYaml('config.yaml').url, PROJECT);
  const repository = readYaml('repository.yaml');
  assert.deepEqual(Object.keys(repository), ['name', 'url', 'maintainer']);
  assert.equal(repository.url, PROJECT);
  const companion = 'rootfs/usr/share/latchkey/custom_components/latchkey/manifest.json';
  assert.equal(JSON.parse(readText(companion)).documentation, PROJECT);
  assert.ok(readText('README.md').includes(`repository_url=${encodeURIComponent(PROJECT)}`));
});

test('the update dialog finds the changes of this version first', () => {
  const [first = ''] = /^## .*$/m.exec(readText('CHANGELOG.md')) ?? [];
  assert.equal(first, `## ${String(readYaml('config.yaml').version)}`);
  assert.match(readText('CHANGELOG.md'), /^# Changelog\n\n## /);
});

test('the store page leads nowhere that exists on a checkout only', () => {
  const links = Array.from(
    readText('README.md').matchAll(/\]\(([^)]+)\)|src="([^"]+)"/g),
    ([, link, source]) => link ?? source ?? '',
  );
  assert.ok(links.length >= 5);
  for (const link of links) assert.match(link, /^https:\/\//);
});

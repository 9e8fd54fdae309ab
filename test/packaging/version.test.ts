import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { NEWEST_CHANGES, PLACES, withVersion } from '../../.ci/set-version.ts';

const ROOT = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const json = (file: string) => JSON.parse(read(file));
const version: string = json('package.json').version;

describe('the version is that of package.json', () => {
  it('which is a whole one', () => assert.match(version, /^\d+\.\d+\.\d+$/));

  for (const [file, place] of Object.entries(PLACES)) {
    it(`in ${file}`, () => assert.deepEqual(read(file).match(place), [version]));
  }

  it('in the lock file', () => {
    const lock = json('package-lock.json');
    assert.equal(lock.version, version);
    assert.equal(lock.packages[''].version, version);
  });

  it('in the newest heading of the changelog', () => {
    assert.equal(NEWEST_CHANGES.exec(read('CHANGELOG.md'))?.[1], version);
  });
});

describe('npm version', () => {
  it('takes a new version to every other place, and nothing else', () => {
    for (const [file, place] of Object.entries(PLACES)) {
      const changed = withVersion(read(file), place, '9.8.7');
      assert.deepEqual(changed.match(place), ['9.8.7'], file);
      assert.equal(withVersion(changed, place, version), read(file), file);
    }
  });

  it('refuses a file in which the place is gone or is there twice', () => {
    const place = PLACES['config.yaml'] as RegExp;
    assert.throws(() => withVersion('name: Latchkey\n', place, '9.8.7'), /not exactly one/);
    assert.throws(() => withVersion('version: "1"\nversion: "2"\n', place, '9.8.7'), /exactly one/);
  });

  it('leaves the companion alone, whose version is its own', () => {
    assert.ok(!Object.keys(PLACES).some((file) => file.includes('custom_components')));
  });

  it('is wired to do so', () => {
    assert.equal(json('package.json').scripts.version, 'node .ci/set-version.ts');
  });
});

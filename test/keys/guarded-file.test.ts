import assert from 'node:assert/strict';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { isLatchkeyError } from '../../src/core/errors.ts';
import { openGuardedFile } from '../../src/keys/guarded-file.ts';
import { tempDir } from '../support/temp.ts';

type Settings = Record<string, string>;

function open(dir: string) {
  return openGuardedFile<Settings>({
    dir,
    name: 'settings',
    isState: (value): value is Settings => typeof value === 'object' && value !== null,
    loss: 'the settings are the standard ones again',
  });
}

describe('a guarded file', () => {
  it('does not exist until something is written', (t) => {
    const dir = join(tempDir(t), 'made', 'on', 'demand');
    const file = open(dir);
    assert.equal(file.state(), undefined);
    assert.equal(file.path, join(dir, 'settings.json'));
    assert.equal(statSync(dir).mode & 0o777, 0o700);
    file.write({ a: '1' });
    assert.equal(statSync(file.path).mode & 0o777, 0o600);
    assert.deepEqual(open(dir).state(), { a: '1' });
  });

  it('keeps names as they are, dots and all', (t) => {
    const dir = tempDir(t);
    const state = { 'https://claude.ai/x.json': 'a', 'b.c': 'd', '': 'e' };
    const file = open(dir);
    file.write({ other: 'x' });
    file.write(state);
    assert.deepEqual(file.state(), state);
    assert.deepEqual(open(dir).state(), state);
  });

  it('is made by the first only, and the second learns what was made', (t) => {
    const dir = tempDir(t);
    const [one, other] = [open(dir), open(dir)];
    assert.equal(one.create({ by: 'one' }), true);
    assert.equal(other.create({ by: 'other' }), false);
    assert.deepEqual(other.state(), { by: 'one' });
  });

  it('answers from memory until told to read again', (t) => {
    const dir = tempDir(t);
    const [one, other] = [open(dir), open(dir)];
    one.write({ a: '1' });
    assert.equal(other.state(), undefined);
    assert.deepEqual(other.reload(), { a: '1' });
  });

  it('names its folder when nothing can be written there', (t) => {
    const dir = join(tempDir(t), 'file');
    writeFileSync(dir, 'in the way');
    assert.throws(
      () => open(dir),
      (error) => isLatchkeyError(error, 'store_unavailable') && error.message.includes(dir),
    );
  });

  it('has a whole copy beside it after every write', (t) => {
    const file = open(tempDir(t));
    for (const a of ['1', '2', '3']) {
      file.write({ a });
      assert.equal(readFileSync(`${file.path}.bak`, 'utf8'), readFileSync(file.path, 'utf8'));
      assert.notEqual(statSync(`${file.path}.bak`).ino, statSync(file.path).ino);
    }
  });
});

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isLatchkeyError } from '../../src/core/errors.ts';
import { systemRandom } from '../../src/core/ids.ts';
import { type Keyring, openKeyring } from '../../src/keys/keyring.ts';
import { canMountSmallDisks, mountSmallDisk } from '../support/small-disk.ts';
import { tempDir } from '../support/temp.ts';

const PROCESS = fileURLToPath(new URL('./keyring-process.ts', import.meta.url));
const diskFull = (error: unknown) => isLatchkeyError(error, 'disk_full');

function open(dataDir: string): Promise<Keyring> {
  return openKeyring({
    dataDir,
    clock: () => 1_800_000_000_000,
    random: systemRandom,
    encryptionKeys: [],
    signingSecrets: [],
    accessTokenMs: 3_600_000,
  });
}

/** A keyring on disk, whole, with something sealed by it. */
async function madeKeyring(t: TestContext) {
  const dir = tempDir(t);
  const keyring = await open(dir);
  const file = join(dir, 'keyring.json');
  return {
    dir,
    file,
    backup: `${file}.bak`,
    text: readFileSync(file, 'utf8'),
    kid: keyring.signingKey().kid,
    sealed: keyring.seal('p', 'r', 'kept'),
  };
}

describe('processes that start at once', () => {
  it('end with the same keyring, in one process', async (t) => {
    const dir = tempDir(t);
    const keyrings = await Promise.all(Array.from({ length: 8 }, () => open(dir)));
    assert.equal(new Set(keyrings.map((keyring) => keyring.signingKey().kid)).size, 1);
    const sealed = keyrings.map((keyring) => keyring.seal('p', 'r', 'same'));
    for (const one of keyrings) for (const text of sealed) one.open('p', 'r', text);
  });

  it('end with the same keyring, in several', async (t) => {
    const dir = tempDir(t);
    const children = Array.from({ length: 4 }, () =>
      spawn(process.execPath, [PROCESS, 'open', dir], { stdio: ['pipe', 'pipe', 'inherit'] }),
    );
    const outputs = children.map((child) => createInterface(child.stdout)[Symbol.asyncIterator]());
    for (const output of outputs) assert.equal((await output.next()).value, 'ready');
    for (const child of children) child.stdin.write('go\n');
    const answers = await Promise.all(
      outputs.map(async (output) => JSON.parse((await output.next()).value ?? '')),
    );
    assert.equal(new Set(answers.map(({ kid }) => kid)).size, 1);
    const keyring = await open(dir);
    for (const { sealed } of answers) assert.equal(keyring.open('test', 'a', sealed), 'same');
  });
});

describe('a full disk', () => {
  it('stops a rotation that is written short, and loses nothing', async (t) => {
    const dir = tempDir(t);
    const rotating = spawn(
      'sh',
      ['-c', 'ulimit -f 8; exec "$@"', 'sh', process.execPath, PROCESS, 'rotate', dir],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let output = '';
    rotating.stdout.on('data', (chunk) => {
      output += chunk;
    });
    await once(rotating, 'close');
    const { failure, sealed } = JSON.parse(output);
    assert.equal(failure, 'disk_full');
    assert.ok(sealed.length > 5, 'some rotations fitted');
    const keyring = await open(dir);
    for (const text of sealed) assert.equal(keyring.open('test', 'a', text), 'same');
    keyring.rotateEncryptionKey();
  });

  if (canMountSmallDisks()) {
    it('stops a rotation on a file system that is really full', async (t) => {
      const dir = join(tempDir(t), 'data');
      mkdirSync(dir);
      assert.ok(mountSmallDisk(dir, '96k'));
      try {
        const keyring = await open(dir);
        const sealed: string[] = [];
        const rotate = () => {
          keyring.rotateEncryptionKey();
          sealed.push(keyring.seal('p', 'r', 'kept'));
        };
        while (sealed.length < 50) rotate();
        for (const pagesLeft of [0, 1]) {
          fill(join(dir, 'filler'), pagesLeft);
          assert.throws(() => {
            for (let rotations = 0; rotations < 200; rotations += 1) rotate();
          }, diskFull);
          rmSync(join(dir, 'filler'));
          for (const one of [keyring, await open(dir)]) {
            for (const text of sealed) assert.equal(one.open('p', 'r', text), 'kept');
          }
          rotate();
        }
      } finally {
        execFileSync('umount', [dir]);
      }
    });
  }

  it('on the first start leaves nothing half made', async (t) => {
    const dir = tempDir(t);
    const starting = spawn(
      'sh',
      ['-c', 'ulimit -f 0; exec "$@"', 'sh', process.execPath, PROCESS, 'rotate', dir],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    let complaint = '';
    starting.stderr.on('data', (chunk) => {
      complaint += chunk;
    });
    await once(starting, 'close');
    assert.match(complaint, /disk_full/);
    assert.deepEqual(readdirSync(dir), []);
  });
});

describe('a damaged keyring', () => {
  it('comes back from its copy, whatever length it was cut to', async (t) => {
    const { dir, file, text, kid, sealed } = await madeKeyring(t);
    for (let length = 0; length < text.length; length += 1) {
      writeFileSync(file, text.slice(0, length));
      const keyring = await open(dir);
      assert.equal(keyring.signingKey().kid, kid);
      assert.equal(keyring.open('p', 'r', sealed), 'kept');
      assert.equal(readFileSync(file, 'utf8').trimEnd(), text.trimEnd());
    }
  });

  it('without a whole copy refuses to start at every length, and leaves the file alone', async (t) => {
    const { dir, file, backup, text } = await madeKeyring(t);
    const shortestWhole = text.trimEnd().length;
    for (let length = 0; length < shortestWhole; length += 1) {
      const rest = text.slice(0, length);
      writeFileSync(file, rest);
      if (length % 2 === 0) rmSync(backup, { force: true });
      else writeFileSync(backup, rest);
      await assert.rejects(open(dir), (error) => isLatchkeyError(error, 'keyring_unreadable'));
      assert.equal(readFileSync(file, 'utf8'), rest);
    }
  });

  it('comes back when it is gone and the copy is whole', async (t) => {
    const { dir, file, sealed } = await madeKeyring(t);
    rmSync(file);
    assert.equal((await open(dir)).open('p', 'r', sealed), 'kept');
    assert.ok(existsSync(file));
  });

  it('comes back with the newest key, not with the one before', async (t) => {
    const { dir, file } = await madeKeyring(t);
    const keyring = await open(dir);
    keyring.rotateEncryptionKey();
    const newest = keyring.seal('p', 'r', 'newest');
    writeFileSync(file, '');
    assert.equal((await open(dir)).open('p', 'r', newest), 'newest');
  });

  it('in which one letter of a key is another does not open with that other key', async (t) => {
    const { dir, file, backup, text, sealed } = await madeKeyring(t);
    const [{ key }] = JSON.parse(text).encryption;
    const turned = text.replace(key, key.startsWith('A') ? `B${key.slice(1)}` : `A${key.slice(1)}`);
    writeFileSync(file, turned);
    assert.equal((await open(dir)).open('p', 'r', sealed), 'kept');
    writeFileSync(file, turned);
    rmSync(backup);
    await assert.rejects(open(dir), (error) => isLatchkeyError(error, 'keyring_unreadable'));
    assert.equal(readFileSync(file, 'utf8'), turned);
  });

  it('of a Latchkey that kept no sum opens, and gets one when it is written', async (t) => {
    const { dir, file, backup, text, sealed } = await madeKeyring(t);
    const { sum, ...state } = JSON.parse(text);
    assert.ok(sum);
    for (const one of [file, backup]) writeFileSync(one, JSON.stringify(state));
    const keyring = await open(dir);
    assert.equal(keyring.open('p', 'r', sealed), 'kept');
    keyring.rotateEncryptionKey();
    assert.ok(JSON.parse(readFileSync(file, 'utf8')).sum);
  });

  it('says which file, what is lost and the two ways out', async (t) => {
    const { dir, file, backup } = await madeKeyring(t);
    writeFileSync(file, '\0'.repeat(300));
    rmSync(backup);
    await assert.rejects(open(dir), (error) => {
      assert.ok(isLatchkeyError(error, 'keyring_unreadable'));
      assert.ok(error.message.includes(file));
      assert.match(error.message, /from a backup; or move both files away.*sign in again/);
      return true;
    });
  });

  type Stored = { encryption: { key: string }[] };
  const wrong: [string, (state: Stored) => unknown, RegExp][] = [
    ['of a newer version', (state) => ({ ...state, version: 2 }), /another version/],
    ['without encryption keys', (state) => ({ ...state, encryption: [] }), /another version/],
    ['that is a list', () => [], /another version/],
    [
      'with a key that is none',
      ({ encryption: [first], ...state }) => ({ ...state, encryption: [{ ...first, key: 'x' }] }),
      /cannot be used/,
    ],
  ];
  for (const [what, change, sentence] of wrong) {
    it(`is not overwritten by its copy when it is one ${what}`, async (t) => {
      const { dir, file, text } = await madeKeyring(t);
      const { sum: _, ...state } = JSON.parse(text);
      const changed = JSON.stringify(change(state));
      writeFileSync(file, changed);
      await assert.rejects(open(dir), (error) => {
        assert.ok(isLatchkeyError(error, 'keyring_unreadable'));
        assert.match(error.message, sentence);
        return true;
      });
      assert.equal(readFileSync(file, 'utf8'), changed);
    });
  }

  it('that is a folder, so cannot be read, is no reason to start anew', async (t) => {
    const dir = tempDir(t);
    mkdirSync(join(dir, 'keyring.json'));
    await assert.rejects(open(dir), (error) => isLatchkeyError(error, 'keyring_unreadable'));
  });
});

describe('what a killed process left', () => {
  it('is removed at the next start, but not what another process may be writing', async (t) => {
    const { dir, file } = await madeKeyring(t);
    const [old, young] = [`${file}.tmp-0123456789abcdef`, `${file}.tmp-9999999999abcdef`];
    for (const leftover of [old, young]) writeFileSync(leftover, 'every key');
    utimesSync(old, new Date(0), new Date(0));
    await open(dir);
    assert.equal(existsSync(old), false);
    assert.equal(existsSync(young), true);
  });
});

/** Fills a small file system up, but for some pages of 4 KiB. */
function fill(file: string, pagesLeft: number): void {
  const page = Buffer.alloc(4_096);
  const descriptor = openSync(file, 'w');
  let written = 0;
  try {
    for (;;) written += writeSync(descriptor, page);
  } catch (error) {
    assert.equal((error as NodeJS.ErrnoException).code, 'ENOSPC');
    ftruncateSync(descriptor, Math.max(0, written - pagesLeft * page.length));
  } finally {
    closeSync(descriptor);
  }
}

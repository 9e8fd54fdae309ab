import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { isLatchkeyError } from '../../src/core/errors.ts';
import { systemRandom } from '../../src/core/ids.ts';
import { openKeyring } from '../../src/keys/keyring.ts';
import { mountDisk } from './disk.ts';
import { SEED, seeded } from './seed.ts';

const COPY = 'keyring.json.bak';

const open = (dataDir: string, mayCreate = false) =>
  openKeyring({
    dataDir,
    clock: () => 1_800_000_000_000,
    random: systemRandom,
    encryptionKeys: [],
    signingSecrets: [],
    accessTokenMs: 3_600_000,
    mayCreate,
  });

/** What befalls a byte. */
const DAMAGES: Readonly<
  Record<string, (bytes: Buffer, at: number, random: () => number) => Buffer>
> = {
  'has one bit turned': (bytes, at, random) => {
    const damaged = Buffer.from(bytes);
    damaged.writeUInt8((bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8)), at);
    return damaged;
  },
  'becomes another letter': (bytes, at, random) => {
    const damaged = Buffer.from(bytes);
    damaged.write('AZaz09-_'[Math.floor(random() * 8)] ?? 'A', at);
    return damaged;
  },
  'is lost': (bytes, at) => Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]),
  'is the last that is left': (bytes, at) => bytes.subarray(0, at),
};

for (const [damage, change] of Object.entries(DAMAGES)) {
  for (const copy of ['whole', 'gone', 'damaged alike'] as const) {
    test(`each byte of the keyring ${damage}, its copy ${copy}: it opens with the same keys or refuses with what to do, never with other keys`, async (t) => {
      const dir = mountDisk(t, '4m').path;
      const file = join(dir, 'keyring.json');
      const made = await open(dir, true);
      const { kid } = made.signingKey();
      const sealed = made.seal('p', 'r', 'kept');
      const bytes = readFileSync(file);
      const random = seeded(damage);
      let opened = 0;
      let refused = 0;
      for (let at = 0; at < bytes.length; at += 1) {
        const damaged = change(bytes, at, random);
        writeFileSync(file, damaged);
        if (copy === 'gone') rmSync(join(dir, COPY), { force: true });
        else writeFileSync(join(dir, COPY), copy === 'whole' ? bytes : damaged);
        try {
          const keyring = await open(dir);
          assert.equal(keyring.signingKey().kid, kid, `byte ${at}`);
          assert.equal(keyring.open('p', 'r', sealed), 'kept', `byte ${at}`);
          opened += 1;
        } catch (error) {
          assert.ok(isLatchkeyError(error, 'keyring_unreadable'), `byte ${at}: ${String(error)}`);
          assert.match(error.message, /from a backup; or .* sign in again/);
          assert.notEqual(copy, 'whole', `byte ${at}`);
          assert.deepEqual(readFileSync(file), damaged, 'what is left of it stays for a rescue');
          refused += 1;
        }
      }
      t.diagnostic(`seed ${SEED}, ${opened} times opened, ${refused} times refused`);
    });
  }
}

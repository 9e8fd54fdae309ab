import assert from 'node:assert/strict';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { jwtVerify } from 'jose';
import { HOUR } from '../../src/core/clock.ts';
import { isLatchkeyError } from '../../src/core/errors.ts';
import { systemRandom } from '../../src/core/ids.ts';
import { decrypt, encrypt, generateKey, parseKey } from '../../src/keys/fernet.ts';
import { type Keyring, type KeyringOptions, openKeyring } from '../../src/keys/keyring.ts';
import { signedJwt } from '../../src/keys/signed-jwt.ts';
import { tempDir } from '../support/temp.ts';

const unreadable = (error: unknown) => isLatchkeyError(error, 'sealed_unreadable');
const refusedByOperator = (error: unknown) => isLatchkeyError(error, 'config_unsafe');

function options(dataDir: string, more: Partial<KeyringOptions> = {}): KeyringOptions {
  return {
    dataDir,
    clock: () => 1_800_000_000_000,
    random: systemRandom,
    encryptionKeys: [],
    signingSecrets: [],
    accessTokenMs: HOUR,
    ...more,
  };
}

const sign = (keyring: Keyring) => signedJwt({ sub: 'somebody' }, 'JWT', keyring.signingKey());

async function verifies(keyring: Keyring, jwt: string): Promise<boolean> {
  try {
    await jwtVerify(jwt, ({ kid, alg }) => {
      const key = keyring.verificationKey(kid ?? '', alg ?? '');
      if (key === undefined) throw new Error('no such key');
      return key;
    });
    return true;
  } catch {
    return false;
  }
}

describe('first start and restart', () => {
  it('makes a keyring that only its owner can read', async (t) => {
    const dir = tempDir(t);
    await openKeyring(options(dir));
    for (const name of ['keyring.json', 'keyring.json.bak']) {
      assert.equal(statSync(join(dir, name)).mode & 0o777, 0o600, name);
    }
  });

  it('stays private after a rotation, and is made private after being copied back', async (t) => {
    const dir = tempDir(t);
    const keyring = await openKeyring(options(dir));
    keyring.rotateEncryptionKey();
    const file = join(dir, 'keyring.json');
    assert.equal(statSync(file).mode & 0o777, 0o600);
    const copy = readFileSync(file);
    rmSync(file);
    writeFileSync(file, copy, { mode: 0o644 });
    await openKeyring(options(dir));
    assert.equal(statSync(file).mode & 0o777, 0o600);
  });

  it('opens and verifies after a restart what it made before', async (t) => {
    const dir = tempDir(t);
    const before = await openKeyring(options(dir));
    const sealed = before.seal('credential', 'c1', 'a home token');
    const jwt = sign(before);
    const after = await openKeyring(options(dir));
    assert.equal(after.open('credential', 'c1', sealed), 'a home token');
    assert.equal(await verifies(after, jwt), true);
    assert.deepEqual(after.jwks(), before.jwks());
  });

  it('makes no new keyring when the caller knows of sealed things', async (t) => {
    const dir = tempDir(t);
    await assert.rejects(openKeyring(options(dir, { mayCreate: false })), (error) => {
      assert.ok(isLatchkeyError(error, 'keyring_unreadable'));
      assert.match(error.message, /keyring\.json is missing.*backup.*sign in again/);
      return true;
    });
    await openKeyring(options(dir));
    await openKeyring(options(dir, { mayCreate: false }));
  });
});

describe('sealing', () => {
  it('opens only for the purpose and the record it was sealed for', async (t) => {
    const keyring = await openKeyring(options(tempDir(t)));
    const sealed = keyring.seal('credential', 'c1', 'secret');
    assert.equal(keyring.open('credential', 'c1', sealed), 'secret');
    assert.throws(() => keyring.open('credential', 'c2', sealed), unreadable);
    assert.throws(() => keyring.open('upstream', 'c1', sealed), unreadable);
    assert.throws(() => keyring.reseal('credential', 'c2', sealed), unreadable);
  });

  it('cannot be tricked by names that run into each other', async (t) => {
    const keyring = await openKeyring(options(tempDir(t)));
    const sealed = keyring.seal('a', 'b","secret":"x', 'y');
    assert.throws(() => keyring.open('a', 'b', sealed), unreadable);
    assert.equal(keyring.open('a', 'b","secret":"x', sealed), 'y');
  });

  it('refuses what its key made but nothing labelled', async (t) => {
    const own = generateKey(systemRandom);
    const keyring = await openKeyring(options(tempDir(t), { encryptionKeys: [own] }));
    for (const text of ['plain', 'null', '{}', '{"purpose":1,"record":"b","secret":"c"}']) {
      const token = encrypt(parseKey(own), Buffer.from(text), 0, systemRandom);
      assert.throws(() => keyring.open('a', 'b', token), unreadable);
    }
  });

  it('can be read by whoever has the key, with nothing but Fernet and JSON', async (t) => {
    const own = generateKey(systemRandom);
    const keyring = await openKeyring(options(tempDir(t), { encryptionKeys: [own] }));
    const plain = decrypt([parseKey(own)], keyring.seal('credential', 'c1', 'ü'), { now: 0 });
    const expected = { purpose: 'credential', record: 'c1', secret: 'ü' };
    assert.deepEqual(JSON.parse(plain.toString('utf8')), expected);
  });

  it("refuses an operator's key of the wrong shape", async (t) => {
    await assert.rejects(openKeyring(options(tempDir(t), { encryptionKeys: ['short'] })), (error) =>
      isLatchkeyError(error, 'key_malformed'),
    );
  });
});

describe('rotating the encryption key', () => {
  it('opens older things, seals newer ones, and survives a restart', async (t) => {
    const dir = tempDir(t);
    const keyring = await openKeyring(options(dir));
    const older = keyring.seal('p', 'r', 'older');
    keyring.rotateEncryptionKey();
    const newer = keyring.seal('p', 'r', 'newer');
    for (const one of [keyring, await openKeyring(options(dir))]) {
      assert.equal(one.open('p', 'r', older), 'older');
      assert.equal(one.open('p', 'r', newer), 'newer');
    }
  });

  it('forgets old keys only when told, after everything was sealed again', async (t) => {
    const dir = tempDir(t);
    const keyring = await openKeyring(options(dir));
    const older = keyring.seal('p', 'r', 'older');
    const left = keyring.seal('p', 'r', 'left behind');
    keyring.rotateEncryptionKey();
    const resealed = keyring.reseal('p', 'r', older);
    keyring.forgetOldEncryptionKeys();
    for (const one of [keyring, await openKeyring(options(dir))]) {
      assert.equal(one.open('p', 'r', resealed), 'older');
      assert.throws(() => one.open('p', 'r', left), unreadable);
    }
  });

  it("seals with the operator's first key and still opens with all others and our own", async (t) => {
    const dir = tempDir(t);
    const ours = (await openKeyring(options(dir))).seal('p', 'r', 'ours');
    const [newest, older] = [generateKey(systemRandom), generateKey(systemRandom)];
    const first = await openKeyring(options(dir, { encryptionKeys: [older] }));
    const theirs = first.seal('p', 'r', 'theirs');
    const keyring = await openKeyring(options(dir, { encryptionKeys: [newest, older] }));
    assert.equal(keyring.open('p', 'r', ours), 'ours');
    assert.equal(keyring.open('p', 'r', theirs), 'theirs');
    const sealed = keyring.reseal('p', 'r', ours);
    assert.ok(decrypt([parseKey(newest)], sealed, { now: 0 }).length > 0);
    assert.throws(() => keyring.rotateEncryptionKey(), refusedByOperator);
  });

  it('learns of a rotation in another process, and loses no key of either', async (t) => {
    const dir = tempDir(t);
    const [server, command] = [await openKeyring(options(dir)), await openKeyring(options(dir))];
    command.rotateEncryptionKey();
    const sealed = command.seal('p', 'r', 'by the other');
    assert.throws(() => server.open('p', 'r', sealed), unreadable);
    await server.reload();
    assert.equal(server.open('p', 'r', sealed), 'by the other');
    server.rotateEncryptionKey();
    const byServer = server.seal('p', 'r', 'by the server');
    command.rotateEncryptionKey();
    await server.reload();
    for (const one of [server, command]) {
      assert.equal(one.open('p', 'r', sealed), 'by the other');
      assert.equal(one.open('p', 'r', byServer), 'by the server');
    }
    assert.equal(server.open('p', 'r', command.seal('p', 'r', 'x')), 'x');
    command.rotateEncryptionKey();
    const newest = command.seal('p', 'r', 'newest');
    server.forgetOldEncryptionKeys();
    assert.equal(server.open('p', 'r', newest), 'newest');
  });
});

describe('rotating the signing key', () => {
  it('verifies with the old key for as long as a token lives, then drops it', async (t) => {
    const dir = tempDir(t);
    let now = 1_800_000_000_000;
    const clock = () => now;
    const keyring = await openKeyring(options(dir, { clock }));
    const old = keyring.signingKey();
    const jwt = sign(keyring);
    await keyring.rotateSigningKey();
    assert.notEqual(keyring.signingKey().kid, old.kid);

    now += HOUR - 1;
    for (const one of [keyring, await openKeyring(options(dir, { clock }))]) {
      assert.equal(await verifies(one, jwt), true);
      assert.equal(one.jwks().keys.length, 2);
      assert.equal(await verifies(one, sign(one)), true);
    }
    now += 1;
    for (const one of [keyring, await openKeyring(options(dir, { clock }))]) {
      assert.equal(await verifies(one, jwt), false);
      assert.equal(one.jwks().keys.length, 1);
    }
    await keyring.rotateSigningKey();
    assert.doesNotMatch(readFileSync(join(dir, 'keyring.json'), 'utf8'), new RegExp(old.kid));
  });

  it('keeps no private part of a key that is retired', async (t) => {
    const dir = tempDir(t);
    const keyring = await openKeyring(options(dir));
    const privatePart = JSON.parse(readFileSync(join(dir, 'keyring.json'), 'utf8')).signing
      .privateJwk.d;
    await keyring.rotateSigningKey();
    assert.ok(privatePart.length > 20);
    assert.ok(!readFileSync(join(dir, 'keyring.json'), 'utf8').includes(privatePart));
  });

  it('signs with the newest key when two rotations overlap', async (t) => {
    const dir = tempDir(t);
    const keyring = await openKeyring(options(dir));
    const first = sign(keyring);
    await Promise.all([keyring.rotateSigningKey(), keyring.rotateSigningKey()]);
    const restarted = await openKeyring(options(dir));
    assert.equal(keyring.signingKey().kid, restarted.signingKey().kid);
    assert.equal(restarted.jwks().keys.length, 3);
    assert.equal(await verifies(restarted, first), true);
  });

  it('keeps the keys of another process that rotated as well', async (t) => {
    const dir = tempDir(t);
    const [server, command] = [await openKeyring(options(dir)), await openKeyring(options(dir))];
    await command.rotateSigningKey();
    const jwt = sign(command);
    assert.equal(await verifies(server, jwt), false);
    await server.rotateSigningKey();
    assert.equal(await verifies(server, jwt), true);
    await command.reload();
    assert.equal(command.signingKey().kid, server.signingKey().kid);
  });

  it('shows public parts only, and one imported key for each', async (t) => {
    const keyring = await openKeyring(options(tempDir(t)));
    const [jwk] = keyring.jwks().keys;
    const names = ['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y'];
    assert.deepEqual(Object.keys(jwk ?? {}).sort(), names);
    const signing = keyring.signingKey();
    assert.deepEqual(Object.keys(signing).sort(), ['alg', 'kid', 'signatureOf']);
    const key = keyring.verificationKey(signing.kid, 'ES256');
    assert.equal(key?.type, 'public');
    assert.equal(keyring.verificationKey(signing.kid, 'ES256'), key);
  });

  it('gives a key to no other algorithm', async (t) => {
    const keyring = await openKeyring(options(tempDir(t)));
    const { kid } = keyring.signingKey();
    for (const alg of ['HS256', 'none', 'ES384', '']) {
      assert.equal(keyring.verificationKey(kid, alg), undefined);
    }
    assert.equal(keyring.verificationKey('unknown', 'ES256'), undefined);
  });
});

describe("the operator's own signing secret", () => {
  const [newest, older] = [`${'n'.repeat(31)}ü`, 'o'.repeat(40)];

  it('signs HS256 with the first, verifies with all, and publishes nothing', async (t) => {
    const dir = tempDir(t);
    const before = await openKeyring(options(dir, { signingSecrets: [older] }));
    const jwt = sign(before);
    const keyring = await openKeyring(options(dir, { signingSecrets: [newest, older] }));
    assert.equal(keyring.signingKey().alg, 'HS256');
    assert.equal(await verifies(keyring, jwt), true);
    assert.equal(await verifies(keyring, sign(keyring)), true);
    assert.equal(await verifies(before, sign(keyring)), false);
    assert.deepEqual(keyring.jwks(), { keys: [] });
    await assert.rejects(keyring.rotateSigningKey(), refusedByOperator);
    const elsewhere = await jwtVerify(sign(keyring), Buffer.from(newest, 'utf8'));
    assert.equal(elsewhere.payload.sub, 'somebody');
  });

  it('alone decides: what our own key signed is no longer accepted', async (t) => {
    const dir = tempDir(t);
    const own = await openKeyring(options(dir));
    const keyring = await openKeyring(options(dir, { signingSecrets: [newest] }));
    assert.equal(await verifies(keyring, sign(own)), false);
  });

  it('has a name that does not give it away', async (t) => {
    const keyring = await openKeyring(options(tempDir(t), { signingSecrets: [newest] }));
    const { kid } = keyring.signingKey();
    assert.ok(!newest.includes(kid) && !kid.includes(newest));
    assert.equal(keyring.verificationKey(kid, 'HS256')?.extractable, false);
  });
});

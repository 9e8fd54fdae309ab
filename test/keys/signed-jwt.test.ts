import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { createLocalJWKSet, type JWTVerifyResult, jwtVerify, SignJWT } from 'jose';
import { HOUR } from '../../src/core/clock.ts';
import { systemRandom } from '../../src/core/ids.ts';
import { openKeyring } from '../../src/keys/keyring.ts';
import { signedJwt } from '../../src/keys/signed-jwt.ts';
import { tempDir } from '../support/temp.ts';

const SECRET = 's'.repeat(40);
const CLAIMS = { sub: 'Zoë@home', scope: 'home:read', aud: 'https://home.example/mcp', iat: 1 };
/** Both numbers of a signature have 32 bytes, also when they begin with zeros. */
const OFTEN = 300;

function open(t: TestContext, signingSecrets: readonly string[]) {
  return openKeyring({
    dataDir: tempDir(t),
    clock: () => 1_800_000_000_000,
    random: systemRandom,
    encryptionKeys: [],
    signingSecrets,
    accessTokenMs: HOUR,
  });
}

describe('a signed JWT', () => {
  for (const [alg, secrets, length] of [
    ['ES256', [], 64],
    ['HS256', [SECRET], 32],
  ] as const) {
    it(`is one to jose, with ${alg}`, async (t) => {
      const keyring = await open(t, secrets);
      const signing = keyring.signingKey();
      const key = keyring.verificationKey(signing.kid, alg);
      assert.ok(key);
      for (let n = 0; n < OFTEN; n += 1) {
        const jwt = signedJwt({ ...CLAIMS, n }, 'at+jwt', signing);
        const read: JWTVerifyResult = await jwtVerify(jwt, key, { typ: 'at+jwt' });
        assert.deepEqual(read.payload, { ...CLAIMS, n });
        assert.deepEqual(read.protectedHeader, { alg, kid: signing.kid, typ: 'at+jwt' });
        assert.equal(Buffer.from(jwt.split('.')[2] ?? '', 'base64url').length, length);
        assert.match(jwt, /^[\w-]+\.[\w-]+\.[\w-]+$/);
      }
    });

    it(`is no longer one when a letter of it is another, with ${alg}`, async (t) => {
      const keyring = await open(t, secrets);
      const signing = keyring.signingKey();
      const key = keyring.verificationKey(signing.kid, alg);
      assert.ok(key);
      const [header = '', payload = '', signature = ''] = signedJwt(CLAIMS, 'JWT', signing).split(
        '.',
      );
      const bent = (part: string) => `${part[0] === 'A' ? 'B' : 'A'}${part.slice(1)}`;
      for (const jwt of [
        [bent(header), payload, signature],
        [header, bent(payload), signature],
        [header, payload, bent(signature)],
        [header, payload, ''],
      ]) {
        await assert.rejects(jwtVerify(jwt.join('.'), key));
      }
    });
  }

  it('verifies by what /jwks shows', async (t) => {
    const keyring = await open(t, []);
    const jwt = signedJwt(CLAIMS, 'at+jwt', keyring.signingKey());
    const { payload } = await jwtVerify(jwt, createLocalJWKSet(keyring.jwks()));
    assert.equal(payload.sub, CLAIMS.sub);
  });

  it('is to the letter what jose makes of it, where a signature is always the same', async (t) => {
    const keyring = await open(t, [SECRET]);
    const signing = keyring.signingKey();
    const theirs = await new SignJWT(CLAIMS)
      .setProtectedHeader({ alg: 'HS256', kid: signing.kid, typ: 'at+jwt' })
      .sign(Buffer.from(SECRET));
    assert.equal(signedJwt(CLAIMS, 'at+jwt', signing), theirs);
  });
});

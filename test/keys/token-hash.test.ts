import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isLatchkeyError } from '../../src/core/errors.ts';
import { openAnswer, sameText, sealAnswer, tokenHash } from '../../src/keys/token-hash.ts';
import fc from '../support/fast-check.ts';

const unreadable = (error: unknown) => isLatchkeyError(error, 'sealed_unreadable');

describe('token hash', () => {
  it('is SHA-256 as base64url, so that the rows of an older release still match', () => {
    assert.equal(tokenHash('abc'), 'ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0');
  });

  it('compares texts of any length by what they say', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        assert.equal(sameText(one, other), one === other);
        assert.equal(sameText(one, one), true);
      }),
    );
  });
});

describe('sealed answer', () => {
  const answer = '{"access_token":"eyJ","expires_in":3600, "note":"ü"}';

  it('comes back to the byte for the token it answers', () => {
    assert.equal(openAnswer('token', sealAnswer('token', answer)), answer);
  });

  it('is closed to everything the store knows', () => {
    const sealed = sealAnswer('token', answer);
    for (const other of ['', 'token2', tokenHash('token')]) {
      assert.throws(() => openAnswer(other, sealed), unreadable);
    }
    assert.doesNotMatch(Buffer.from(sealed, 'base64url').toString('latin1'), /access_token/);
  });

  it('never looks the same twice', () => {
    assert.notEqual(sealAnswer('token', answer), sealAnswer('token', answer));
  });

  it('does not open changed, cut short or respelled', () => {
    const sealed = sealAnswer('token', answer);
    fc.assert(
      fc.property(fc.nat(), fc.nat(7), (at, bit) => {
        const raw = Buffer.from(sealed, 'base64url');
        const index = at % raw.length;
        raw.writeUInt8(raw.readUInt8(index) ^ (1 << bit), index);
        assert.throws(() => openAnswer('token', raw.toString('base64url')), unreadable);
        const short = sealed.slice(0, at % sealed.length);
        assert.throws(() => openAnswer('token', short), unreadable);
      }),
    );
    assert.throws(() => openAnswer('token', `${sealed}%`), unreadable);
  });
});

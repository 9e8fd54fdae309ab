import assert from 'node:assert/strict';
import { generateKeyPairSync, verify } from 'node:crypto';
import { it } from 'node:test';
import { concatenated, es256 } from '../../src/keys/es256.ts';

/** A number as DER writes it, from its digits without zeros in front. */
function inDer(digits: Buffer): Buffer {
  const positive = (digits[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), digits]) : digits;
  return Buffer.concat([Buffer.from([0x02, positive.length]), positive]);
}

it('R and S have their place, however short they are in DER', () => {
  const numbers = [
    Buffer.from([1]),
    Buffer.from([0x80]),
    Buffer.alloc(31, 0x7f),
    Buffer.alloc(31, 0xff),
    Buffer.alloc(32, 0x11),
    Buffer.alloc(32, 0xff),
  ];
  for (const r of numbers) {
    for (const s of numbers) {
      const both = Buffer.concat([inDer(r), inDer(s)]);
      const der = Buffer.concat([Buffer.from([0x30, both.length]), both]);
      const wide = [r, s].map((one) => Buffer.concat([Buffer.alloc(32 - one.length), one]));
      assert.deepEqual(concatenated(der), Buffer.concat(wide));
    }
  }
});

it('is what Node takes for a signature of that form', () => {
  const { privateKey: key, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  for (let n = 0; n < 1_000; n += 1) {
    const signature = Buffer.from(es256(key, `text ${n}`), 'base64url');
    assert.equal(signature.length, 64);
    const form = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
    assert.ok(verify('sha256', Buffer.from(`text ${n}`), form, signature));
    assert.ok(!verify('sha256', Buffer.from(`text ${n + 1}`), form, signature));
  }
});

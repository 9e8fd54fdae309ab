import assert from 'node:assert/strict';
import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { isLatchkeyError } from '../../src/core/errors.ts';
import {
  decrypt,
  encrypt,
  type FernetKey,
  generateKey,
  parseKey,
  rotate,
} from '../../src/keys/fernet.ts';
import fc from '../support/fast-check.ts';
import { INVALID, MADE_AT, READ_AT, SECRET, TTL_SECONDS, VALID } from './fernet-vectors.ts';

const key = parseKey(SECRET);
const unreadable = (error: unknown) => isLatchkeyError(error, 'sealed_unreadable');

describe('the vectors of the Fernet specification', () => {
  it('generates the token', () => {
    const token = encrypt(key, Buffer.from(VALID.src), MADE_AT, () => VALID.iv);
    assert.equal(token, VALID.token);
  });

  it('verifies the token', () => {
    const opened = decrypt([key], VALID.token, { now: READ_AT, ttlSeconds: TTL_SECONDS });
    assert.equal(opened.toString(), VALID.src);
  });

  for (const { desc, token, now } of INVALID) {
    it(`refuses: ${desc}`, () => {
      assert.throws(() => decrypt([key], token, { now, ttlSeconds: TTL_SECONDS }), unreadable);
    });
  }

  it('refuses the same ones without a lifetime, but for those that are only about time', () => {
    const opened = INVALID.filter(({ token, now }) => opens([key], token, { now }));
    const expected = INVALID.filter(({ opensWithoutTtl }) => opensWithoutTtl);
    assert.deepEqual(
      opened.map(({ desc }) => desc),
      expected.map(({ desc }) => desc),
    );
  });
});

describe('time', () => {
  const now = 1_700_000_000_000;
  const madeAt = (at: number) => encrypt(key, Buffer.from('x'), at, randomBytes);
  const cases: [string, number, boolean][] = [
    ['as old as its lifetime', now - 60_000, true],
    ['a second older', now - 61_000, false],
    ['60 s ahead of our clock', now + 60_000, true],
    ['61 s ahead of our clock', now + 61_000, false],
  ];
  for (const [what, at, expected] of cases) {
    it(`${expected ? 'opens' : 'refuses'} what is ${what}`, () => {
      assert.equal(opens([key], madeAt(at), { now, ttlSeconds: 60 }), expected);
    });
  }
});

describe('keys', () => {
  it('reads a generated key with and without its padding', () => {
    const text = generateKey(randomBytes);
    assert.equal(text.length, 44);
    assert.deepEqual(parseKey(text), parseKey(text.slice(0, 43)));
  });

  const bytes = Buffer.alloc(32, 0xff);
  const malformed: [string, string][] = [
    ['nothing', ''],
    ['hex', bytes.toString('hex')],
    ['plain base64 with + and /', bytes.toString('base64')],
    ['31 bytes', bytes.subarray(1).toString('base64url')],
    ['33 bytes', Buffer.alloc(33, 7).toString('base64url')],
    ['a stray character', `${SECRET.slice(0, 20)}%${SECRET.slice(20)}`],
    ['stray bits at the end', `${SECRET.slice(0, 42)}5=`],
    ['two paddings', `${SECRET}=`],
    ['a line end', `${SECRET}\n`],
  ];
  for (const [what, text] of malformed) {
    it(`refuses ${what}, without repeating it`, () => {
      assert.throws(
        () => parseKey(text),
        (error) =>
          isLatchkeyError(error, 'key_malformed') && (text === '' || !error.message.includes(text)),
      );
    });
  }
});

describe('tampering', () => {
  const plaintext = fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array));
  const keys = fc
    .uint8Array({ minLength: 32, maxLength: 32 })
    .map((array) => parseKey(Buffer.from(array).toString('base64url')));

  it('opens to the same bytes with its key', () => {
    fc.assert(
      fc.property(keys, plaintext, (own, bytes) => {
        const token = encrypt(own, bytes, MADE_AT, randomBytes);
        assert.deepEqual(decrypt([own], token, { now: READ_AT }), bytes);
      }),
    );
  });

  it('does not open with any bit changed', () => {
    fc.assert(
      fc.property(keys, plaintext, fc.nat(), fc.nat(7), (own, bytes, at, bit) => {
        const raw = Buffer.from(encrypt(own, bytes, MADE_AT, randomBytes), 'base64url');
        const index = at % raw.length;
        raw.writeUInt8(raw.readUInt8(index) ^ (1 << bit), index);
        assert.equal(opens([own], padded(raw), { now: READ_AT }), false);
      }),
    );
  });

  it('does not open cut short, or with another key', () => {
    fc.assert(
      fc.property(keys, keys, plaintext, fc.nat(), (own, other, bytes, length) => {
        fc.pre(!own.signing.equals(other.signing));
        const raw = Buffer.from(encrypt(own, bytes, MADE_AT, randomBytes), 'base64url');
        const short = padded(raw.subarray(0, length % raw.length));
        assert.equal(opens([own], short, { now: READ_AT }), false);
        assert.equal(opens([other], padded(raw), { now: READ_AT }), false);
      }),
    );
  });

  it('has one spelling: a token with anything added or its padding lost does not open', () => {
    fc.assert(
      fc.property(fc.constantFrom('%', ' ', '\n', '=', '+', 'A'), fc.nat(), (extra, at) => {
        const cut = at % (VALID.token.length + 1);
        const longer = VALID.token.slice(0, cut) + extra + VALID.token.slice(cut);
        assert.equal(opens([key], longer, { now: READ_AT }), false);
      }),
    );
    assert.equal(opens([key], VALID.token.replaceAll('=', ''), { now: READ_AT }), false);
  });

  it('tells nobody why', () => {
    const messages = new Set(
      INVALID.map(({ token, now }) => refusal([key], token, { now, ttlSeconds: TTL_SECONDS })),
    );
    assert.equal(messages.size, 1);
  });

  it('is found out in a token of another version, however well signed', () => {
    const raw = Buffer.from(VALID.token, 'base64url');
    for (const version of [0x80, 0x81, 0x00]) {
      const body = Buffer.from(raw.subarray(0, -32));
      body.writeUInt8(version, 0);
      const signature = createHmac('sha256', key.signing).update(body).digest();
      const token = padded(Buffer.concat([body, signature]));
      assert.equal(opens([key], token, { now: READ_AT }), version === 0x80);
    }
  });

  it('checks the signature before the padding', () => {
    const raw = Buffer.from(INVALID[4]?.token ?? '', 'base64url');
    const body = raw.subarray(0, -32);
    const signed = createHmac('sha256', key.signing).update(body).digest();
    assert.deepEqual(signed, raw.subarray(-32), 'this vector is well signed but badly padded');
    assert.equal(opens([key], padded(raw), { now: READ_AT }), false);
  });
});

describe('rotation', () => {
  const [newest, older] = [parseKey(generateKey(randomBytes)), parseKey(generateKey(randomBytes))];

  it('seals with the first key again and keeps the time', () => {
    const token = encrypt(older, Buffer.from('kept'), 1_000_000, randomBytes);
    const rotated = rotate([newest, older], token, randomBytes);
    assert.equal(decrypt([newest], rotated, { now: 1_000_000, ttlSeconds: 0 }).toString(), 'kept');
    assert.equal(opens([newest], rotated, { now: 1_001_000, ttlSeconds: 0 }), false);
  });

  it('refuses what none of the keys made', () => {
    assert.throws(() => rotate([newest, older], VALID.token, randomBytes), unreadable);
    assert.throws(() => rotate([], VALID.token, randomBytes), unreadable);
  });
});

describe("Python's cryptography", () => {
  const file = new URL('./python-vectors.json', import.meta.url);
  const { vectors, rotation } = JSON.parse(readFileSync(file, 'utf8'));

  it('made tokens that open here, and the same token from the same bytes', () => {
    assert.ok(vectors.length >= 9);
    for (const { key: text, seconds, token, text: plain } of vectors) {
      const own = parseKey(text);
      const opened = decrypt([own], token, { now: seconds * 1_000, ttlSeconds: 0 });
      assert.equal(opened.toString('utf8'), plain);
      const iv = Buffer.from(token, 'base64url').subarray(9, 25);
      assert.equal(
        encrypt(own, opened, seconds * 1_000, () => iv),
        token,
      );
    }
  });

  it('rotates as we do', () => {
    const pair = [parseKey(rotation.new), parseKey(rotation.old)];
    const iv = Buffer.from(rotation.after, 'base64url').subarray(9, 25);
    assert.equal(
      rotate(pair, rotation.before, () => iv),
      rotation.after,
    );
  });
});

type Time = Parameters<typeof decrypt>[2];

function opens(keys: readonly FernetKey[], token: string, time: Time): boolean {
  return refusal(keys, token, time) === undefined;
}

function refusal(keys: readonly FernetKey[], token: string, time: Time): string | undefined {
  try {
    decrypt(keys, token, time);
    return undefined;
  } catch (error) {
    if (isLatchkeyError(error, 'sealed_unreadable')) return error.message;
    throw error;
  }
}

function padded(raw: Buffer): string {
  const text = raw.toString('base64url');
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=');
}

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cleanToken, readToken } from '../../src/home/token.ts';
import fc from '../support/fast-check.ts';
import { makeToken, NOW } from './tokens.ts';

test('a token of the right shape says who stands behind it and when it ends', () => {
  assert.deepEqual(readToken(makeToken(), NOW), {
    ok: true,
    value: { refreshTokenId: 'a'.repeat(32), expiresAt: 2_000_000_000_000 },
  });
});

test('what copying adds is taken away', () => {
  const token = makeToken();
  const wrapped = `${token.slice(0, 40)}\r\n  ${token.slice(40)}`;
  for (const pasted of [` ${token}\n`, wrapped, `Bearer ${token}`, `bearer  ${token} `]) {
    assert.equal(cleanToken(pasted), token);
  }
});

const MALFORMED: Record<string, string> = {
  'a password': 'hunter2',
  'two parts': makeToken().split('.').slice(0, 2).join('.'),
  'four parts': `${makeToken()}.x`,
  'no signature': `${makeToken().split('.').slice(0, 2).join('.')}.`,
  'another algorithm': makeToken({}, { alg: 'none' }),
  'an ES256 token': makeToken({}, { alg: 'ES256' }),
  'an issuer that is an address': makeToken({ iss: 'https://home.example' }),
  'no issuer': makeToken({ iss: undefined }),
  'no end': makeToken({ exp: undefined }),
  'an end that is text': makeToken({ exp: '2000000000' }),
  'characters of standard base64': makeToken().replace('.', '+/.'),
  'a payload that is a list': `${makeToken().split('.')[0]}.W10.c2ln`,
  'a payload that is no JSON': `${makeToken().split('.')[0]}.e30x.c2ln`,
  'too much of it': makeToken({ filler: 'x'.repeat(5_000) }),
};

for (const [name, token] of Object.entries(MALFORMED)) {
  test(`malformed: ${name}`, () => {
    assert.deepEqual(readToken(token, NOW), { ok: false, error: 'malformed' });
  });
}

test('nothing is empty, and a token whose end has come is expired', () => {
  assert.deepEqual(readToken('', NOW), { ok: false, error: 'empty' });
  const ending = makeToken({ exp: NOW / 1000 });
  assert.deepEqual(readToken(ending, NOW), { ok: false, error: 'expired' });
  assert.equal(readToken(ending, NOW - 1000).ok, true);
});

test('no text makes the reader throw', () => {
  const dotted = fc.array(fc.string(), { maxLength: 5 }).map((parts) => parts.join('.'));
  const encoded = fc
    .array(fc.jsonValue(), { minLength: 3, maxLength: 3 })
    .map((parts) =>
      parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.'),
    );
  fc.assert(
    fc.property(fc.oneof(fc.string(), dotted, encoded), (text) => {
      assert.equal(readToken(cleanToken(text), NOW).ok, false);
    }),
  );
});

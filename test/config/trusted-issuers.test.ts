import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from '../support/fast-check.ts';
import { DOOR, read, refusalOf, refuses } from './support.ts';

const ISSUER = 'https://auth.example.net/application/o/home/';
const good = { name: 'authentik', issuer: ISSUER, audience: 'home-client' };

const listed = (...entries: readonly unknown[]) => ({
  MCP_TRUSTED_ISSUERS: JSON.stringify(entries),
});

test('an issuer needs a name, its URL and an audience; the rest has defaults', () => {
  const [issuer] = read(listed(good)).config.trustedIssuers;
  assert.equal(issuer?.issuer, ISSUER, 'to the letter, as its tokens carry it');
  assert.deepEqual(issuer?.audience, ['home-client']);
  assert.deepEqual(issuer?.scopeMap, {});
  assert.deepEqual(Object.keys(issuer ?? {}).sort(), [
    'algorithms',
    'audience',
    'issuer',
    'name',
    'scopeMap',
  ]);
  assert.ok(issuer?.algorithms.every((one) => /^(RS|PS|ES)\d{3}$|^EdDSA$/.test(one)));
});

test('everything can be said', () => {
  const { config } = read(
    listed({
      ...good,
      jwks_url: 'http://authentik:9000/jwks/',
      audience: ['a', 'b'],
      algorithms: ['ES256'],
      scope_map: { 'read:energy': 'energy:read', operators: ['home:read', 'home:control'] },
      scopes: ['home:control', 'energy:read'],
      act_as: 'Ada',
    }),
  );
  assert.deepEqual(config.trustedIssuers, [
    {
      name: 'authentik',
      issuer: ISSUER,
      jwksUrl: 'http://authentik:9000/jwks/',
      audience: ['a', 'b'],
      algorithms: ['ES256'],
      scopeMap: { 'read:energy': ['energy:read'], operators: ['home:read', 'home:control'] },
      scope: ['home:control', 'energy:read'],
      actAs: 'Ada',
    },
  ]);
});

const faults: readonly (readonly [Record<string, unknown>, RegExp])[] = [
  [{ audience: undefined }, /^Set MCP_TRUSTED_ISSUERS\[0\]\.audience .*any other service/],
  [{ audience: [] }, /^Set MCP_TRUSTED_ISSUERS\[0\]\.audience/],
  [{ algorithms: ['none'] }, /^Set MCP_TRUSTED_ISSUERS\[0\]\.algorithms to some of RS256/],
  [{ algorithms: ['RS256', 'HS256'] }, /^Set MCP_TRUSTED_ISSUERS\[0\]\.algorithms/],
  [{ algorithms: [] }, /^Set MCP_TRUSTED_ISSUERS\[0\]\.algorithms/],
  [{ issuer: 'auth.example.net' }, /^Set MCP_TRUSTED_ISSUERS\[0\]\.issuer to a whole URL/],
  [{ issuer: 'http://auth.example.net' }, /^Change http:\/\/ to https:\/\/ in .*\.issuer/],
  [{ issuer: 'https://a:b@auth.example.net' }, /^Remove the user name/],
  [{ issuer: DOOR }, /^Remove MCP_TRUSTED_ISSUERS\[0\]: its issuer is this server itself/],
  [{ jwks_url: 'ftp://auth.example.net/' }, /^Set MCP_TRUSTED_ISSUERS\[0\]\.jwks_url to a whole/],
  [{ name: undefined }, /^Set MCP_TRUSTED_ISSUERS\[0\]\.name/],
  [{ scope_map: ['x'] }, /^Set MCP_TRUSTED_ISSUERS\[0\]\.scope_map to an object/],
  [{ scope_map: { x: 'home:all' } }, /^MCP_TRUSTED_ISSUERS\[0\]\.scope_map, entry 1, names an unk/],
  [{ scopes: ['home:configure'], act_as: 'Ada' }, /^Remove home:configure from .* only a person/],
  [{ introspection_url: 'x' }, /^MCP_TRUSTED_ISSUERS\[0\] has an unknown field: use name, issuer/],
];
for (const [index, [change, sentence]] of faults.entries()) {
  test(`an issuer that does not hold (${index + 1}) is refused with the line to change`, () => {
    refuses({ MCP_BASE_URL: DOOR, ...listed({ ...good, ...change }) }, sentence);
  });
}

test('two of one name or of one issuer are refused', () => {
  refuses(listed(good, { ...good, issuer: DOOR }), /\[1\] has the name of another entry/);
  refuses(listed(good, { ...good, name: 'other' }), /\[1\] has the issuer of another entry/);
});

test('nothing that is written there makes it fall over', () => {
  const field = fc.constantFrom(...Object.keys(good), 'algorithms', 'scope_map', 'scopes');
  fc.assert(
    fc.property(field, fc.jsonValue(), (name, value) => {
      const env = listed({ ...good, [name]: value });
      try {
        read(env);
      } catch {
        assert.match(refusalOf(env), /MCP_TRUSTED_ISSUERS/);
      }
    }),
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { redirectUriFault } from '../../src/clients/redirect-uris.ts';
import { tokenHash } from '../../src/keys/token-hash.ts';
import fc from '../support/fast-check.ts';
import { read, refusalOf } from './support.ts';

const SECRET = 'q7Zr0aV5tX2mK9cL4nB8';
const OTHER = 'Wp3eJ6hG1fD8sB4nL9cK';
const REDIRECT = 'https://client.example/callback';
const KEY = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' };
const HEX = Buffer.from(tokenHash(SECRET), 'base64url').toString('hex');

type Entry = Readonly<Record<string, unknown>>;

const listed = (...entries: readonly unknown[]) => ({ MCP_CLIENTS: JSON.stringify(entries) });
const clientOf = (entry: Entry) => read(listed({ client_id: 'c', ...entry })).config.clients[0];

test('a client of the operator has sensible defaults', () => {
  assert.deepEqual(read().config.clients, []);
  assert.deepEqual(clientOf({ redirect_uris: REDIRECT }), {
    id: 'c',
    name: 'c',
    redirectUris: [REDIRECT],
    authMethod: 'none',
    grantTypes: ['authorization_code', 'refresh_token'],
  });
});

test('only a client of the operator may come back over plain http, within the house', () => {
  const home = 'http://homeassistant.local:8123/auth/external/callback';
  assert.deepEqual(clientOf({ redirect_uris: [home] })?.redirectUris, [home]);
  for (const uri of ['http://evil.example/cb', 'http://user@homeassistant.local/cb']) {
    assert.match(
      refusalOf(listed({ client_id: 'c', redirect_uris: [uri] })),
      /redirect_uris\[0\]: it /,
    );
  }
  assert.equal(redirectUriFault(home), 'is http outside this machine');
});

test('its secret is never kept, only its hash, and two may live at once', () => {
  const config = { redirect_uris: [REDIRECT] };
  const one = clientOf({ ...config, client_name: 'Mine', client_secret: SECRET });
  assert.equal(one?.authMethod, 'client_secret_basic');
  assert.equal(one?.secretHash, tokenHash(SECRET));
  assert.equal(one?.name, 'Mine');
  for (const printed of [HEX, HEX.toUpperCase(), `sha256:${HEX}`, tokenHash(SECRET)]) {
    const hashed = clientOf({ ...config, client_secret_hash: printed });
    assert.equal(hashed?.secretHash, tokenHash(SECRET), printed);
  }
  const two = clientOf({ ...config, client_secret: [OTHER, SECRET] });
  assert.deepEqual(
    [two?.secretHash, two?.previousSecretHash, two?.previousSecretEndsAt],
    [tokenHash(OTHER), tokenHash(SECRET), undefined],
  );
  assert.ok(
    !JSON.stringify(read(listed({ client_id: 'c', ...config, client_secret: SECRET }))).includes(
      SECRET,
    ),
  );
});

test('one that signs has its keys here or at an address, and a machine needs no redirect', () => {
  const machine = { grant_types: ['client_credentials'], scopes: 'home:read ha:control' };
  assert.deepEqual(clientOf({ ...machine, jwks: { keys: [KEY] } }), {
    id: 'c',
    name: 'c',
    redirectUris: [],
    authMethod: 'private_key_jwt',
    grantTypes: ['client_credentials'],
    jwks: [KEY],
    scope: ['home:read', 'home:control'],
  });
  const asText = clientOf({ ...machine, jwks: JSON.stringify({ keys: [KEY] }) });
  assert.deepEqual(asText?.jwks, [KEY]);
  const remote = clientOf({ ...machine, jwks_uri: 'https://client.example/jwks' });
  assert.equal(remote?.jwksUri, 'https://client.example/jwks');
});

test("the app's options hold them as a list", () => {
  const clients = [{ client_id: 'c', redirect_uris: [REDIRECT], client_secret: SECRET }];
  assert.deepEqual(read({}, { clients }).config.clients, read(listed(...clients)).config.clients);
  assert.deepEqual(read({}, { clients: [] }).config.clients, []);
});

test('whatever does not hold is refused with the line to change', () => {
  const good = { client_id: 'c', redirect_uris: [REDIRECT] };
  const cases: [Entry | string, RegExp][] = [
    ['not an object', /^Set MCP_CLIENTS to a JSON list of objects/],
    [{ ...good, redirect_uri: REDIRECT }, /^MCP_CLIENTS\[0\] has an unknown field: use client_id/],
    [{ redirect_uris: [REDIRECT] }, /^Set MCP_CLIENTS\[0\]\.client_id/],
    [{ ...good, client_id: 'a b' }, /client_id/],
    [{ ...good, client_id: 7 }, /client_id to a text/],
    [{ client_id: 'c' }, /redirect_uris to where/],
    [
      { ...good, redirect_uris: [REDIRECT, 'http://evil.example/'] },
      /redirect_uris\[1\]: it is http/,
    ],
    [{ ...good, client_secret: 'short' }, /client_secret is easy to guess/],
    [{ ...good, client_secret: 'change-me-change-me' }, /client_secret is easy to guess/],
    [{ ...good, client_secret: [SECRET, OTHER, `${SECRET}x`] }, /more than two secrets/],
    [{ ...good, client_secret: { a: 1 } }, /client_secret to a text/],
    [{ ...good, client_secret_hash: 'abc' }, /client_secret_hash to the SHA-256/],
    [{ ...good, grant_types: ['password'] }, /grant_types to some of/],
    [{ ...good, grant_types: [] }, /grant_types to some of/],
    [{ ...good, grant_types: ['client_credentials'] }, /a secret or keys/],
    [{ ...good, token_endpoint_auth_method: 'tls' }, /token_endpoint_auth_method to none/],
    [{ ...good, token_endpoint_auth_method: 'client_secret_post' }, /goes with/],
    [{ ...good, token_endpoint_auth_method: 'private_key_jwt' }, /goes with/],
    [{ ...good, token_endpoint_auth_method: 'none', client_secret: SECRET }, /goes with/],
    [{ ...good, jwks: { keys: [{ ...KEY, d: 'x' }] } }, /jwks holds a private key/],
    [{ ...good, jwks: 'no json' }, /jwks must be a JWK Set/],
    [{ ...good, jwks_uri: 'http://client.example/' }, /jwks_uri to an https URL/],
    [{ ...good, jwks: { keys: [KEY] }, jwks_uri: 'https://c.example/' }, /in one way/],
    [{ ...good, jwks: { keys: [KEY] }, client_secret: SECRET }, /goes with/],
    [{ ...good, scopes: ['everything'] }, /MCP_CLIENTS\[0\]\.scopes names an unknown scope/],
  ];
  for (const [entry, sentence] of cases) {
    const said = refusalOf(listed(entry));
    assert.match(said, sentence, JSON.stringify(entry));
    assert.ok(!said.includes(SECRET) && !said.includes('change-me'), said);
  }
  assert.match(refusalOf(listed(good, good)), /^MCP_CLIENTS\[1\] has the client_id of another/);
  assert.match(refusalOf({ MCP_CLIENTS: '{' }), /^Set MCP_CLIENTS to a JSON list/);
  assert.match(refusalOf({ MCP_CLIENTS: '{}' }), /^Set MCP_CLIENTS to a JSON list/);
  assert.match(refusalOf(listed(...Array(101).fill(good))), /at most 100/);
});

test('nothing that is written there makes it fall over', () => {
  const field = fc.constantFrom(
    'client_id',
    'client_secret',
    'redirect_uris',
    'jwks',
    'scopes',
    'grant_types',
  );
  fc.assert(
    fc.property(field, fc.jsonValue(), (name, value) => {
      const env = listed({ client_id: 'c', redirect_uris: [REDIRECT], [name]: value });
      try {
        read(env);
      } catch {
        assert.ok(refusalOf(env).length > 0);
      }
    }),
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readClientMetadata, registrationAnswer } from '../../src/clients/registration.ts';
import fc from '../support/fast-check.ts';

const URI = 'https://claude.ai/api/mcp/auth_callback';

function refusalOf(body: unknown): string | undefined {
  const read = readClientMetadata(body);
  return read.ok ? undefined : read.error.error;
}

test('a client that sends only redirect URIs gets sensible defaults', () => {
  assert.deepEqual(readClientMetadata({ redirect_uris: [URI] }), {
    ok: true,
    value: {
      name: 'claude.ai',
      redirectUris: [URI],
      authMethod: 'none',
      grantTypes: ['authorization_code', 'refresh_token'],
    },
  });
});

test('one URI that is refused does not sink the set', () => {
  const cursor = [
    'cursor://anysphere.cursor-mcp/oauth/callback',
    'https://www.cursor.com/agents/mcp/oauth/callback',
    'http://localhost:8787/callback',
    'unheard-of://callback/',
  ];
  const read = readClientMetadata({
    redirect_uris: cursor,
    application_type: 'web',
    client_name: 'Cursor',
    scope: 'claudeai offline_access',
    software_id: 'x',
    logo_uri: null,
  });
  assert.ok(read.ok);
  assert.deepEqual(read.value.redirectUris, cursor.slice(0, 3));
});

test('what cannot be honoured is refused in the words of RFC 7591', () => {
  const cases: [unknown, string][] = [
    [null, 'invalid_client_metadata'],
    [[], 'invalid_client_metadata'],
    [{}, 'invalid_redirect_uri'],
    [{ redirect_uris: [] }, 'invalid_redirect_uri'],
    [{ redirect_uris: URI }, 'invalid_redirect_uri'],
    [{ redirect_uris: [7] }, 'invalid_redirect_uri'],
    [{ redirect_uris: ['javascript:alert(1)'] }, 'invalid_redirect_uri'],
    [{ redirect_uris: Array(11).fill(URI) }, 'invalid_redirect_uri'],
    [{ redirect_uris: [URI], token_endpoint_auth_method: 'tls' }, 'invalid_client_metadata'],
    [{ redirect_uris: [URI], grant_types: ['implicit'] }, 'invalid_client_metadata'],
    [{ redirect_uris: [URI], client_uri: 'javascript:alert(1)' }, 'invalid_client_metadata'],
    [{ redirect_uris: [URI], logo_uri: 'http://track.example/x.png' }, 'invalid_client_metadata'],
    [{ redirect_uris: [URI], jwks_uri: 'file:///etc/passwd' }, 'invalid_client_metadata'],
  ];
  for (const [body, error] of cases) assert.equal(refusalOf(body), error, JSON.stringify(body));
});

test('a client that signs registers its keys, and is told what we hold it to', () => {
  const key = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y', kid: 'k' };
  const signing = { redirect_uris: [URI], token_endpoint_auth_method: 'private_key_jwt' };
  const read = readClientMetadata({ ...signing, jwks: { keys: [{ ...key, x5c: ['MII'] }] } });
  assert.ok(read.ok);
  assert.deepEqual(read.value.jwks, [key]);
  const client = { ...read.value, id: 'c', origin: 'dynamic', createdAt: 0 } as const;
  const answer = registrationAnswer(client, ['home:read'], undefined);
  assert.deepEqual(answer.jwks, { keys: [key] });
  assert.equal(answer.token_endpoint_auth_method, 'private_key_jwt');
  assert.equal('client_secret' in answer, false);

  const jwksUri = 'https://client.example/jwks';
  const remote = readClientMetadata({ ...signing, jwks_uri: jwksUri });
  assert.equal(remote.ok && remote.value.jwksUri, jwksUri);
  const unused = readClientMetadata({ redirect_uris: [URI], jwks_uri: jwksUri });
  assert.equal(unused.ok && unused.value.jwksUri, undefined, 'nothing is kept that is not used');
  for (const keys of [{}, { jwks: { keys: [] } }, { jwks: { keys: [{ ...key, d: 'x' }] } }]) {
    assert.equal(refusalOf({ ...signing, ...keys }), 'invalid_client_metadata');
  }
});

test('a name is one readable line, whatever was sent', () => {
  const name = (client_name: unknown) => {
    const read = readClientMetadata({ redirect_uris: [URI], client_name });
    assert.ok(read.ok);
    return read.value.name;
  };
  assert.equal(name('  Claude\n\u202eedualC\u0000 '), 'Claude edualC');
  assert.equal(name(''), 'claude.ai');
  assert.equal(name(42), 'claude.ai');
  assert.equal(name('x'.repeat(500)).length, 80);
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (sent) => {
      assert.match(name(sent), /^[^\p{C}]{1,80}$/u);
    }),
  );
});

test('no body makes it throw', () => {
  fc.assert(
    fc.property(fc.anything(), (body) => {
      readClientMetadata(body);
      readClientMetadata({ redirect_uris: [URI], client_name: body, grant_types: body });
    }),
  );
});

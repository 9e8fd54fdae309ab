import assert from 'node:assert/strict';
import { test } from 'node:test';
import { documentIdFault, isDocumentId, readClientDocument } from '../../src/clients/document.ts';
import { CHATGPT, CLAUDE_CODE } from '../support/documents.ts';
import fc from '../support/fast-check.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Why a document at Claude Code's address is refused; '' when it is not. */
function refusal(document: unknown): string {
  const read = readClientDocument(document, CLAUDE_CODE.client_id);
  return read.ok ? '' : read.error;
}

test('addresses that real clients use are addresses of documents', () => {
  for (const id of [
    'https://claude.ai/oauth/claude-code-client-metadata',
    'https://claude.ai/oauth/mcp-oauth-client-metadata',
    'https://chatgpt.com/oauth/kDmjx77UnKOM/client.json',
    'https://vscode.dev/oauth/client-metadata.json',
    'https://client.example:8443/client?version=2',
  ]) {
    assert.equal(documentIdFault(id), undefined, id);
    assert.equal(isDocumentId(id), true, id);
  }
});

test('an address that could be read in two ways is none', () => {
  for (const id of [
    'http://client.example/c',
    'https://client.example',
    'https://client.example/',
    'https://client.example/?c',
    'https://client.example/c#',
    'https://client.example/c#part',
    'https://user@client.example/c',
    'https://@client.example/c',
    'https://:@client.example/c',
    'https://client.example/./c',
    'https://client.example/a/../c',
    'https://client.example/a/..',
    'https://client.example/%2e%2E/c',
    'https://client.example/.%2e/c',
    'https://client.example/a\\..\\c',
    'https:\\\\client.example\\c',
    'https:client.example/c',
    'https:///client.example/c',
    'HTTPS://client.example/c',
    'https://CLIENT.example/c',
    'https://client.example:443/c',
    'https://client.example:0443/c',
    'https://0x7f.1/c',
    'https://2130706433/c',
    'https://[0:0::1]/c',
    'https://cli\u00e9nt.example/c',
    'https://client.example/\u00e9',
    'https://client.example/a b',
    ' https://client.example/c',
    'https://client.example/c\n',
    'https://cl\tient.example/c',
    `https://client.example/${'c'.repeat(500)}`,
    'client',
    '',
  ]) {
    assert.notEqual(documentIdFault(id), undefined, JSON.stringify(id));
  }
});

test('whatever is an address is written in one way only', () => {
  const tail = fc.string({ unit: fc.constantFrom(...'abc/.%2eE\\?#@:~ ') });
  fc.assert(
    fc.property(
      fc.oneof(
        fc.webUrl(),
        tail.map((one) => `https://client.example/${one}`),
      ),
      (id) => {
        if (documentIdFault(id) !== undefined) return;
        const url = new URL(id);
        assert.equal(url.href, id);
        assert.equal(url.protocol, 'https:');
        assert.equal(url.username + url.password + url.hash, '');
        assert.ok(!url.pathname.split('/').some((part) => /^(\.|%2e){1,2}$/i.test(part)), id);
        assert.notEqual(url.pathname, '/');
      },
    ),
    { numRuns: 2_000 },
  );
});

test("Claude Code's document is a public client on this machine", () => {
  assert.deepEqual(readClientDocument(CLAUDE_CODE, CLAUDE_CODE.client_id), {
    ok: true,
    value: {
      id: 'https://claude.ai/oauth/claude-code-client-metadata',
      origin: 'document',
      name: 'Claude Code',
      redirectUris: ['http://localhost/callback', 'http://127.0.0.1/callback'],
      authMethod: 'none',
      grantTypes: ['authorization_code', 'refresh_token'],
      clientUri: 'https://claude.ai',
    },
  });
});

test("ChatGPT's document is a client that signs, since that is what it prefers", () => {
  const read = readClientDocument(CHATGPT, CHATGPT.client_id);
  assert.ok(read.ok);
  assert.equal(read.value.authMethod, 'private_key_jwt');
  assert.equal(read.value.jwksUri, 'https://chatgpt.com/oauth/jwks.json');
});

test('the method is the one preferred, or else the first that both can do', () => {
  const jwksUri = { jwks_uri: 'https://client.example/jwks' };
  const cases: [Fields, string][] = [
    [{}, 'none'],
    [{ token_endpoint_auth_method: 'none', ...jwksUri }, 'none'],
    [{ token_endpoint_auth_method: 'private_key_jwt', ...jwksUri }, 'private_key_jwt'],
    [
      {
        token_endpoint_auth_method: 'tls_client_auth',
        token_endpoint_auth_methods_supported: ['tls_client_auth', 'none'],
      },
      'none',
    ],
    [
      {
        token_endpoint_auth_method: 'tls_client_auth',
        token_endpoint_auth_methods_supported: ['private_key_jwt', 'none'],
        ...jwksUri,
      },
      'private_key_jwt',
    ],
  ];
  for (const [fields, method] of cases) {
    const read = readClientDocument({ ...CLAUDE_CODE, ...fields }, CLAUDE_CODE.client_id);
    assert.equal(read.ok && read.value.authMethod, method, JSON.stringify(fields));
  }
});

test('one redirect URI that is refused does not sink the document', () => {
  const read = readClientDocument(
    { ...CLAUDE_CODE, redirect_uris: ['javascript:alert(1)', 'http://localhost/callback'] },
    CLAUDE_CODE.client_id,
  );
  assert.deepEqual(read.ok && read.value.redirectUris, ['http://localhost/callback']);
});

test('a document that cannot be held to is refused with the field that is wrong', () => {
  const key = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' };
  const signing = { token_endpoint_auth_method: 'private_key_jwt' };
  const cases: [Fields, RegExp][] = [
    [{ client_id: undefined }, /client_id/],
    [{ client_id: `${CLAUDE_CODE.client_id}/` }, /client_id/],
    [{ client_id: CLAUDE_CODE.client_id.toUpperCase() }, /client_id/],
    [{ client_name: undefined }, /client_name/],
    [{ client_name: ' ' }, /client_name/],
    [{ client_name: 7 }, /client_name/],
    [{ redirect_uris: undefined }, /redirect_uris/],
    [{ redirect_uris: [] }, /redirect_uris/],
    [{ redirect_uris: 'http://localhost/callback' }, /redirect_uris/],
    [{ redirect_uris: ['http://evil.example/'] }, /redirect_uris/],
    [{ redirect_uris: Array(51).fill('http://localhost/callback') }, /redirect_uris/],
    [{ client_secret: 's' }, /client_secret/],
    [{ client_secret_expires_at: 0 }, /client_secret/],
    [{ token_endpoint_auth_method: 'client_secret_post' }, /shared secret/],
    [{ token_endpoint_auth_method: 'client_secret_basic' }, /shared secret/],
    [
      {
        token_endpoint_auth_method: 'client_secret_jwt',
        token_endpoint_auth_methods_supported: ['none'],
      },
      /shared secret/,
    ],
    [{ token_endpoint_auth_method: 'tls_client_auth' }, /token_endpoint_auth_method/],
    [{ token_endpoint_auth_method: ['none'] }, /token_endpoint_auth_method/],
    [{ grant_types: ['implicit'] }, /grant_types/],
    [{ grant_types: ['client_credentials'] }, /grant_types/],
    [{ logo_uri: 'javascript:alert(1)' }, /logo_uri/],
    [{ client_uri: 'http://claude.ai' }, /client_uri/],
    [signing, /jwks/],
    [{ ...signing, jwks_uri: 'http://client.example/jwks' }, /jwks_uri/],
    [{ ...signing, jwks_uri: 'https://u:p@client.example/jwks' }, /jwks_uri/],
    [{ ...signing, jwks: {} }, /jwks/],
    [{ ...signing, jwks: { keys: [] } }, /jwks/],
    [{ ...signing, jwks: { keys: [{ kty: 'oct', k: 'AAAA' }] } }, /private key/],
    [{ ...signing, jwks: { keys: [{ ...key, d: 'private' }] } }, /private key/],
    [{ ...signing, jwks: { keys: Array(21).fill(key) } }, /more than 20/],
    [{ ...signing, jwks: { keys: [key] }, jwks_uri: 'https://client.example/jwks' }, /either/],
  ];
  for (const [fields, reason] of cases) {
    assert.match(refusal({ ...CLAUDE_CODE, ...fields }), reason, JSON.stringify(fields));
  }
  for (const body of [null, [], 'text', 7]) assert.match(refusal(body), /not a JSON object/);
});

test('only public members of keys are taken over', () => {
  const keys = [
    { kty: 'EC', crv: 'P-256', x: 'x', y: 'y', kid: 'k', x5u: 'https://evil.example/' },
  ];
  const read = readClientDocument(
    { ...CLAUDE_CODE, token_endpoint_auth_method: 'private_key_jwt', jwks: { keys } },
    CLAUDE_CODE.client_id,
  );
  assert.deepEqual(read.ok && read.value.jwks, [
    { kty: 'EC', kid: 'k', crv: 'P-256', x: 'x', y: 'y' },
  ]);
});

test('no document makes it throw, and none is read that has another address inside', () => {
  const field = fc.constantFrom(...Object.keys(CHATGPT), 'jwks', 'client_secret', '__proto__');
  fc.assert(
    fc.property(fc.anything(), field, fc.anything(), (anything, name, value) => {
      assert.equal(readClientDocument(anything, CHATGPT.client_id).ok, false);
      const bent = { ...CHATGPT, [name]: value };
      const read = readClientDocument(bent, CHATGPT.client_id);
      if (!read.ok) return;
      assert.equal(read.value.id, CHATGPT.client_id);
      assert.ok(read.value.redirectUris.length > 0);
      assert.match(read.value.name, /^[^\p{C}]{1,80}$/u);
    }),
  );
});
